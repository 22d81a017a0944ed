import type {
  BlockNode,
  InlineNode,
  Mark,
  ParagraphNode,
  TableCellNode,
  TableFigureNode,
} from '@concord/document/model';
import type { BlockIds } from './block-ids.js';
import type { ListOrParagraph } from './lists.js';
import { nestLists } from './lists.js';
import type { LossLedger } from './losses.js';
import type { ParagraphPiece, Piece, TablePiece } from './pieces.js';
import { inlineText } from './pieces.js';
import { textNode, Words } from './words.js';

/** One node of the document, and whether a section begins with it. */
export type Assembled = { readonly node: BlockNode; readonly opensSection: boolean };

/** From pieces to the nodes of our documents. */
export function assemble(pieces: readonly Piece[], ids: BlockIds, losses: LossLedger): Assembled[] {
  const assembler = new Assembler(ids, losses);
  const result: Assembled[] = [];
  let flowing: ParagraphPiece[] = [];
  let sectionSeen = false;
  const flush = (): void => {
    for (const node of assembler.flow(flowing)) result.push({ node, opensSection: false });
    flowing = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'paragraph' && piece.level === 0) {
      flowing.push(piece);
      continue;
    }
    flush();
    if (piece.kind === 'box')
      result.push({ node: { type: 'box', content: assembler.flow(piece.pieces) }, opensSection: false });
    else if (piece.kind === 'table') result.push({ node: assembler.table(piece), opensSection: false });
    else {
      // The title of the whole text stands in the front section; a title further down begins a section.
      const opensSection: boolean = piece.level === 1 && (piece.role !== 'title' || sectionSeen);
      sectionSeen ||= opensSection;
      result.push({ node: assembler.heading(piece), opensSection });
    }
  }
  flush();
  return result;
}

/** Resolves the links of text that stands outside the blocks (notes). */
export function resolveLinks(inline: readonly InlineNode[], ids: BlockIds, losses: LossLedger): InlineNode[] {
  const words = new Words();
  words.append(inline.map((node) => withResolvedLink(node, ids, losses)));
  return words.finish();
}

class Assembler {
  readonly #ids: BlockIds;
  readonly #losses: LossLedger;

  constructor(ids: BlockIds, losses: LossLedger) {
    this.#ids = ids;
    this.#losses = losses;
  }

  heading(piece: ParagraphPiece): BlockNode {
    const level = piece.level === 1 || piece.level === 2 || piece.level === 3 ? piece.level : 4;
    const inline = withoutWholeBold(this.#inline(piece, 'one_line'));
    return { type: 'heading', attrs: { id: this.#ids.idOf(piece), level }, ...withContent(inline) };
  }

  flow(paragraphs: readonly ParagraphPiece[]): ListOrParagraph[] {
    const toNode = (piece: ParagraphPiece): ParagraphNode => ({
      type: 'paragraph',
      attrs: { id: this.#ids.idOf(piece) },
      ...withContent(this.#inline(piece, 'flowing')),
    });
    return nestLists(paragraphs, toNode, this.#losses);
  }

  table(piece: TablePiece): TableFigureNode {
    const caption = piece.caption ? this.#inline(piece.caption, 'one_line') : [];
    const rows = piece.rows.map((row) => ({
      type: 'tableRow' as const,
      content: row.map((cell): TableCellNode => {
        const content = this.#cell(cell.pieces);
        return {
          type: cell.header ? 'tableHeader' : 'tableCell',
          attrs: { colspan: cell.colspan, rowspan: cell.rowspan, align: alignmentOf(cell.pieces) },
          content: content.length > 0 ? content : [{ type: 'paragraph', attrs: { id: null } }],
        };
      }),
    }));
    return {
      type: 'tableFigure',
      attrs: { id: this.#ids.idOf(piece) },
      content: [
        { type: 'tableCaption', ...withContent(caption) },
        { type: 'table', content: rows },
      ],
    };
  }

  /** A cell holds paragraphs only; what else stands in it is laid out as paragraphs, and reported. */
  #cell(pieces: readonly Piece[]): ParagraphNode[] {
    const nodes: ParagraphNode[] = [];
    let inList = false;
    for (const piece of pieces) {
      if (piece.kind === 'table') {
        this.#losses.add('nested_table', piece.caption ? inlineText(piece.caption.inline) : '');
        if (piece.caption) nodes.push(this.#cellParagraph(piece.caption));
        nodes.push(...piece.rows.flat().flatMap((cell) => this.#cell(cell.pieces)));
      } else if (piece.kind === 'box') {
        this.#losses.add('box_structure');
        nodes.push(...this.#cell(piece.pieces));
      } else {
        const isItem = piece.list !== null && piece.list.kind !== 'continuation';
        if (isItem && !inList) this.#losses.add('list_in_table', inlineText(piece.inline));
        inList = isItem;
        nodes.push(this.#cellParagraph(piece));
      }
    }
    return nodes;
  }

  #cellParagraph(piece: ParagraphPiece): ParagraphNode {
    const inline = this.#inline(piece, 'cell');
    return { type: 'paragraph', attrs: { id: null }, ...withContent(inline) };
  }

  /** `one_line` has neither tabs nor breaks, a `cell` has no tabs: they separate cells in the block's text. */
  #inline(piece: ParagraphPiece, form: 'flowing' | 'one_line' | 'cell'): InlineNode[] {
    const words = new Words();
    if (form === 'cell') words.text(itemMark(piece), []);
    for (const node of piece.inline) {
      const resolved = withResolvedLink(node, this.#ids, this.#losses);
      if (form === 'flowing') words.append([resolved]);
      else if (resolved.type === 'text')
        words.text(resolved.text.replaceAll('\t', ' '), resolved.marks ?? []);
      else if (resolved.type === 'hardBreak' && form === 'one_line') words.text(' ', []);
      else words.append([resolved]);
    }
    return words.finish();
  }
}

/** Printed before an item of a list that is only a paragraph here. */
function itemMark(piece: ParagraphPiece): string {
  if (piece.list === null || piece.list.kind === 'continuation') return '';
  return piece.list.kind === 'bullet' ? '• ' : `${piece.list.number}. `;
}

function withResolvedLink(node: InlineNode, ids: BlockIds, losses: LossLedger): InlineNode {
  if (node.type !== 'text' || !node.marks) return node;
  const marks = node.marks.flatMap((mark): Mark[] => {
    if (mark.type !== 'link' || !mark.attrs.href.startsWith('#')) return [mark];
    const id = ids.idAt(mark.attrs.href.slice(1));
    if (id === null) losses.add('link', node.text);
    return id === null ? [] : [{ type: 'link', attrs: { href: `#${id}` } }];
  });
  return textNode(node.text, marks);
}

/** Programs without heading styles of their own write every heading bold; that is its look, not an emphasis. */
function withoutWholeBold(inline: readonly InlineNode[]): InlineNode[] {
  const texts = inline.filter((node) => node.type === 'text');
  const allBold = texts.every((node) => node.marks?.some((mark) => mark.type === 'bold') === true);
  if (!allBold) return [...inline];
  const words = new Words();
  for (const node of inline) {
    if (node.type === 'text')
      words.text(
        node.text,
        (node.marks ?? []).filter((mark) => mark.type !== 'bold'),
      );
    else words.append([node]);
  }
  return words.finish();
}

function alignmentOf(pieces: readonly Piece[]): ParagraphPiece['alignment'] {
  const first = pieces.find((piece) => piece.kind === 'paragraph');
  return first?.kind === 'paragraph' ? first.alignment : null;
}

function withContent(inline: readonly InlineNode[]): { content?: readonly InlineNode[] } {
  return inline.length === 0 ? {} : { content: inline };
}
