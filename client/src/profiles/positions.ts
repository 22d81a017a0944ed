/**
 * The one mapping between offsets in a block's text (UTF-16, as in `blockTexts`) and places in the rendered page.
 *
 * A block is the element with `data-block`. What it shows equals its text, but for
 *  - elements with `data-outside` (note marks, badges, counts): nothing;
 *  - `br`: one line feed; a table row: a line feed before it; a further cell of a row: a tab before it;
 *    a further paragraph of a cell: a space before it;
 *  - other blocks inside it: nothing.
 */
type Run = { readonly node: Text; readonly start: number; readonly end: number };
/** A character that stands for structure: it has a place, but no text node of its own. */
type Gap = {
  readonly node: Element;
  readonly start: number;
  readonly end: number;
  readonly character: string;
};
type Piece = Run | Gap;

export const BLOCK = 'data-block';
export const OUTSIDE = 'data-outside';

export function blockIdOf(element: Element): string {
  return element.getAttribute(BLOCK) ?? '';
}

/** The block a node stands in, or null when it stands in none (or in something that is not the text). */
export function blockAround(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest<HTMLElement>(`[${BLOCK}]`) ?? null;
}

export function blockById(root: ParentNode, blockId: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[${BLOCK}="${CSS.escape(blockId)}"]`);
}

export function renderedText(block: Element): string {
  return piecesOf(block)
    .map((piece) => ('character' in piece ? piece.character : piece.node.data))
    .join('');
}

/** The DOM range of `start..end`, or null when the block is shorter than `end`. */
export function rangeOf(block: Element, start: number, end: number): Range | null {
  return rangesIn(block)(start, end);
}

/** The same for many ranges of one block, which is read once. */
export function rangesIn(block: Element): (start: number, end: number) => Range | null {
  const pieces = piecesOf(block);
  return (start, end) => rangeAt(block, pieces, start, end);
}

function rangeAt(block: Element, pieces: readonly Piece[], start: number, end: number): Range | null {
  const length = pieces.at(-1)?.end ?? 0;
  if (start < 0 || end < start || end > length) return null;
  const range = block.ownerDocument.createRange();
  const first = pieces.find((piece) => piece.end > start) ?? pieces.at(-1);
  const last = pieces.findLast((piece) => piece.start < end) ?? first;
  if (!first || !last) {
    range.selectNodeContents(block);
    range.collapse(true);
    return range;
  }
  if ('character' in first) range.setStartBefore(first.node);
  else range.setStart(first.node, start - first.start);
  if (end === start) range.collapse(true);
  else if (!('character' in last)) range.setEnd(last.node, end - last.start);
  else if (last.node.localName === 'br') range.setEndAfter(last.node);
  else range.setEnd(last.node, 0);
  return range;
}

/** The text offset of a boundary point; a point outside the block's text counts as the nearest one before it. */
export function offsetOf(block: Element, node: Node, offset: number): number {
  const boundary = block.ownerDocument.createRange();
  boundary.setStart(node, offset);
  boundary.collapse(true);
  let reached = 0;
  for (const piece of piecesOf(block)) {
    if (piece.node === node && !('character' in piece)) return piece.start + offset;
    if (!passed(boundary, piece)) break;
    reached = piece.end;
  }
  return reached;
}

function passed(boundary: Range, piece: Piece): boolean {
  if (!('character' in piece)) return boundary.comparePoint(piece.node, piece.node.length) < 0;
  const parent = piece.node.parentNode;
  if (!parent) return false;
  const index = [...parent.childNodes].indexOf(piece.node);
  // The line feed of a `br` is the element itself; a separator of a table stands just inside what it opens.
  return piece.node.localName === 'br'
    ? boundary.comparePoint(parent, index + 1) <= 0
    : boundary.comparePoint(parent, index) < 0;
}

function piecesOf(block: Element): Piece[] {
  const pieces: Piece[] = [];
  let length = 0;
  const gap = (node: Element, character: string) => {
    pieces.push({ node, start: length, end: (length += 1), character });
  };
  const walk = (node: Node) => {
    if (node instanceof Text) {
      if (node.length > 0) pieces.push({ node, start: length, end: (length += node.length) });
      return;
    }
    if (!(node instanceof Element)) return;
    if (node !== block && (node.hasAttribute(BLOCK) || node.hasAttribute(OUTSIDE))) return;
    if (node.localName === 'br') return gap(node, '\n');
    if (node.localName === 'tr') gap(node, '\n');
    if (isCell(node) && node.previousElementSibling) gap(node, '\t');
    if (node.localName === 'p' && isCell(node.parentElement) && node.previousElementSibling) gap(node, ' ');
    node.childNodes.forEach(walk);
  };
  walk(block);
  return pieces;
}

function isCell(element: Element | null): boolean {
  return element?.localName === 'td' || element?.localName === 'th';
}
