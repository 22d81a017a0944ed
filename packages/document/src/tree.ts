import * as Y from 'yjs';
import type { InlineNode, Mark } from './model.js';
import { isSafeHref, MARK_NAMES } from './model.js';
import { FRAGMENT } from './name.js';

/**
 * A section's text as it lies in its Y.Doc, read without ProseMirror and without trusting anybody: what the schema
 * does not know is left out, nothing throws, nothing is written.
 */
export type Branch = {
  readonly name: NodeName;
  readonly element: Y.XmlElement;
  /** Place among the Yjs children of the parent. */
  readonly index: number;
  readonly branches: readonly Branch[];
  /** Only of nodes that hold text. */
  readonly pieces: readonly Piece[];
};

/** A stretch of a text. `child` is its place among the Yjs children of the element that holds the text. */
type Piece =
  | {
      readonly kind: 'words';
      readonly child: number;
      readonly text: string;
      readonly marks: readonly Mark[];
      readonly within: Y.XmlText;
      /** Where it begins in `within`, counted as Yjs counts. */
      readonly index: number;
    }
  | { readonly kind: 'break'; readonly child: number }
  | { readonly kind: 'reference'; readonly child: number; readonly note: string };

/** What may stand in what. Everything else is left out. */
export const CHILDREN = {
  doc: ['heading', 'paragraph', 'bulletList', 'orderedList', 'tableFigure', 'box', 'footnotes'],
  heading: [],
  paragraph: [],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList'],
  box: ['paragraph', 'bulletList', 'orderedList'],
  tableFigure: ['tableCaption', 'table'],
  tableCaption: [],
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: ['paragraph'],
  tableHeader: ['paragraph'],
  footnotes: ['footnote'],
  footnote: [],
} as const satisfies Record<string, readonly string[]>;

type NodeName = Exclude<keyof typeof CHILDREN, 'doc'>;

export const HOLDS_TEXT: ReadonlySet<string> = new Set(['heading', 'paragraph', 'tableCaption', 'footnote']);

/** Deeper nesting than any editor makes; protects the stack. */
const DEEPEST = 40;

export function readTree(doc: Y.Doc): Branch[] {
  return branchesOf(doc.getXmlFragment(FRAGMENT), 'doc', 0);
}

function branchesOf(parent: Y.XmlFragment, parentName: keyof typeof CHILDREN, depth: number): Branch[] {
  const allowed: readonly string[] = CHILDREN[parentName];
  if (allowed.length === 0 || depth > DEEPEST) return [];
  const branches: Branch[] = [];
  parent.toArray().forEach((child, index) => {
    if (!(child instanceof Y.XmlElement) || !allowed.includes(child.nodeName)) return;
    const branch = readBranch(child, child.nodeName as NodeName, index, depth);
    if (branch) branches.push(branch);
  });
  return branches;
}

function readBranch(element: Y.XmlElement, name: NodeName, index: number, depth: number): Branch | null {
  const pieces = HOLDS_TEXT.has(name) ? readPieces(element, name !== 'footnote') : [];
  const branches = branchesOf(element, name, depth + 1);
  if (name === 'tableFigure') return readFigure(element, index, branches);
  const empty = branches.length === 0 && NEVER_EMPTY.has(name);
  return empty ? null : { name, element, index, branches, pieces };
}

/** Not so a table row: cells that span rows may cover all of it. */
const NEVER_EMPTY: ReadonlySet<string> = new Set([
  'bulletList',
  'orderedList',
  'listItem',
  'box',
  'table',
  'footnotes',
]);

/** One caption, one table; a figure without a table is left out, as the editor leaves it out. */
function readFigure(element: Y.XmlElement, index: number, branches: Branch[]): Branch | null {
  const table = branches.find((branch) => branch.name === 'table');
  if (!table) return null;
  const caption = branches.find((branch) => branch.name === 'tableCaption');
  return { name: 'tableFigure', element, index, branches: caption ? [caption, table] : [table], pieces: [] };
}

function readPieces(element: Y.XmlElement, mayRefer: boolean): Piece[] {
  const pieces: Piece[] = [];
  element.toArray().forEach((inner, child) => {
    if (inner instanceof Y.XmlText) {
      pieces.push(...readWords(inner, child));
    } else if (!(inner instanceof Y.XmlElement)) {
      return;
    } else if (inner.nodeName === 'hardBreak') {
      pieces.push({ kind: 'break', child });
    } else if (inner.nodeName === 'footnoteRef' && mayRefer) {
      const note: unknown = inner.getAttribute('note');
      if (typeof note === 'string') pieces.push({ kind: 'reference', child, note });
    }
  });
  return pieces;
}

function readWords(within: Y.XmlText, child: number): Piece[] {
  const pieces: Piece[] = [];
  let index = 0;
  for (const { insert, attributes = {} } of deltaOf(within)) {
    if (typeof insert !== 'string') {
      index += 1; // something embedded: it takes a place in Yjs, but it is no text of ours
      continue;
    }
    pieces.push({ kind: 'words', child, text: insert, marks: marksOf(attributes), within, index });
    index += insert.length;
  }
  return pieces;
}

export type Delta = readonly { readonly insert: unknown; readonly attributes?: Record<string, unknown> }[];

/** Yjs gives `any`; an `insert` is a string, or something embedded that counts as one. */
export function deltaOf(text: Y.Text): Delta {
  return text.toDelta() as Delta;
}

function marksOf(attributes: Record<string, unknown>): Mark[] {
  const marks: Mark[] = [];
  for (const type of MARK_NAMES) {
    const value = attributes[type];
    if (value === undefined || value === null || value === false) continue;
    if (type !== 'link') marks.push({ type });
    else if (typeof value === 'object' && 'href' in value && isSafeHref(value.href)) {
      marks.push({ type, attrs: { href: value.href } });
    }
  }
  return marks;
}

/** The inline content as JSON: equal neighbours merged, references to notes that are not there dropped. */
export function inlineNodes(pieces: readonly Piece[], isNote: (id: string) => boolean): InlineNode[] {
  const nodes: InlineNode[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'break') nodes.push({ type: 'hardBreak' });
    else if (piece.kind === 'reference') {
      if (isNote(piece.note)) nodes.push({ type: 'footnoteRef', attrs: { note: piece.note } });
    } else appendWords(nodes, piece.text, piece.marks);
  }
  return nodes;
}

function appendWords(nodes: InlineNode[], text: string, marks: readonly Mark[]): void {
  const last = nodes.at(-1);
  if (last?.type === 'text' && sameMarks(last.marks ?? [], marks)) {
    nodes[nodes.length - 1] = { ...last, text: last.text + text };
  } else {
    nodes.push(marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks });
  }
}

function sameMarks(some: readonly Mark[], others: readonly Mark[]): boolean {
  return (
    some.length === others.length &&
    some.every((mark, index) => {
      const other = others[index];
      return (
        mark.type === other?.type &&
        (mark.type !== 'link' || other.type !== 'link' || mark.attrs.href === other.attrs.href)
      );
    })
  );
}
