/** Whole blocks put into a shared document, taken out and put elsewhere, without touching what is around them. */
import * as Y from 'yjs';
import type { ParagraphAttributes } from './model.js';
import { FRAGMENT } from './name.js';
import { parentOf, read, type Block, type Reading, type YType } from './reading.js';
import { replaceWords } from './replace.js';
import { deltaOf, type Delta } from './tree.js';

/** Part of a shared document as plain data, with everything in it, known to the schema or not. */
export type Piece = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly children: readonly (Piece | { readonly delta: Delta })[];
};

/** What was taken out, and where it stood. Plain data: kept with the decision that took it. */
export type TakenBlock = {
  readonly blockId: string;
  /** The block, or the list or box that it was all of. */
  readonly piece: Piece;
  /** JSON of the Yjs position where it stood. */
  readonly place: unknown;
  /** The block before it. */
  readonly after: string | null;
};

/** The block with the notes that its words refer to: what goes with it to another section. */
export function withNotes(doc: Y.Doc, blockId: string): string[] {
  const reading = read(doc);
  const block = reading.block(blockId);
  return block ? [blockId, ...notesOf(reading, pieceOf(block.element)).map(idOf)] : [];
}

/** Identity in Yjs of a block as it stands: whoever moves it makes a new one. */
export type BlockItem = { readonly client: number; readonly clock: number };

/** Origin of the transactions made here. */
export const ARRANGE = 'arrange-blocks';

/**
 * [PO7] Puts a new paragraph right after a block, as `withBlock` does; a `finding`, if it states one. False when it can't
 * stand there.
 */
export function insertParagraph(
  doc: Y.Doc,
  afterId: string,
  id: string,
  text: string,
  finding: Pick<ParagraphAttributes, 'finding' | 'indicators'> = {},
): boolean {
  const piece: Piece = { name: 'paragraph', attributes: { id, ...finding }, children: [] };
  if (read(doc).block(id) || !putAfter(doc, afterId, piece)) return false;
  replaceWords(doc, id, 0, 0, text);
  return true;
}

/** [PO7] Takes a block out, as `withoutBlock` does; null when there is none, or it is not to be taken out. */
export function takeOut(doc: Y.Doc, blockId: string): TakenBlock | null {
  const reading = read(doc);
  const block = reading.block(blockId);
  if (!block || block.type === 'footnote' || holdsPoints(block.element)) return null;
  const outer = wholeOf(block.element);
  const parent = outer.parent;
  if (!isContainer(parent)) return null;
  const index = indexIn(parent, outer);
  const taken: TakenBlock = {
    blockId,
    piece: pieceOf(outer),
    place: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(parent, index)) as unknown,
    after: before(reading, block),
  };
  doc.transact(() => parent.delete(index, 1), ARRANGE);
  return taken;
}

/** [PO7] Moves a block right after another one, as `withMoved` does; null when it can't, and then nothing is done. */
export function moveBlock(doc: Y.Doc, blockId: string, afterId: string): TakenBlock | null {
  const reading = read(doc);
  const [block, goal] = [reading.block(blockId), reading.block(afterId)];
  if (!block || !goal || block === goal || holdsPoints(block.element)) return null;
  if (block.type === 'footnote' || !fits(block.element.nodeName, goal)) return null;
  const piece = pieceOf(block.element);
  let taken: TakenBlock | null = null;
  doc.transact(() => {
    taken = takeOut(doc, blockId);
    putAfter(doc, afterId, piece);
  }, ARRANGE);
  return taken;
}

/**
 * [PO11] Moves a block out of one section right after a block of another, with the notes that its words refer to. Null
 * when it can't, and then nothing is done: one of them is known there already, or `moveBlock` could not either.
 */
export function transferBlock(from: Y.Doc, to: Y.Doc, blockId: string, afterId: string): TakenBlock | null {
  const [here, there] = [read(from), read(to)];
  const [block, goal] = [here.block(blockId), there.block(afterId)];
  if (!block || !goal || block.type === 'footnote' || holdsPoints(block.element)) return null;
  if (!fits(block.element.nodeName, goal)) return null;
  const piece = pieceOf(block.element);
  const notes = notesOf(here, piece);
  if ([piece, ...notes].some((one) => there.block(idOf(one)))) return null;
  const taken = takeOut(from, blockId);
  if (taken)
    to.transact(() => {
      putNotes(to, notes);
      putAfter(to, afterId, piece);
    }, ARRANGE);
  return taken;
}

/**
 * [PO8] Puts back what was taken out: where it stood, else after the block that stood before it. With the words that the
 * block has by now, if it stands elsewhere meanwhile, be it in another section. False when there is no such place any more.
 */
export function putBack(doc: Y.Doc, taken: TakenBlock, standsIn: Y.Doc = doc): boolean {
  const elsewhere = read(standsIn);
  const standing = elsewhere.block(taken.blockId);
  const piece = standing ? withInner(taken.piece, taken.blockId, pieceOf(standing.element)) : taken.piece;
  const notes = standsIn === doc || !standing ? [] : notesOf(elsewhere, pieceOf(standing.element));
  if (standsIn !== doc) {
    if (!standing || holdsPoints(standing.element)) return false;
    const here = read(doc);
    if ([taken.blockId, ...notes.map(idOf)].some((id) => here.block(id))) return false;
  }
  const at = placeOf(doc, taken.place);
  const inner = innerOf(piece, taken.blockId);
  const goal = taken.after === null ? undefined : read(doc).block(taken.after);
  if (!at && !(goal && inner && fits(inner.name, goal))) return false;
  doc.transact(() => {
    if (standing) takeOut(standsIn, taken.blockId);
    putNotes(doc, notes);
    // What was taken out may have stood before it.
    const now = placeOf(doc, taken.place);
    if (now) now.parent.insert(now.index, [elementOf(piece)]);
    else if (inner && taken.after !== null) putAfter(doc, taken.after, inner);
  }, ARRANGE);
  return true;
}

/** Which item a block is now; null when there is no such block. */
export function itemOf(doc: Y.Doc, blockId: string): BlockItem | null {
  const id = read(doc).block(blockId)?.element._item?.id;
  return id ? { client: id.client, clock: id.clock } : null;
}

/** The block that stands before this one in reading order; null for the first and for one that is not there. */
export function blockBefore(doc: Y.Doc, blockId: string): string | null {
  const reading = read(doc);
  const block = reading.block(blockId);
  return block ? before(reading, block) : null;
}

const before = ({ blocks }: Reading, block: Block): string | null =>
  blocks[blocks.indexOf(block) - 1]?.id ?? null;

type Container = Y.XmlFragment | Y.XmlElement;
const isElement = (type: unknown): type is Y.XmlElement => type instanceof Y.XmlElement;
const isContainer = (type: unknown): type is Container => type instanceof Y.XmlFragment;

const indexIn = (parent: Container, child: Y.XmlElement): number => parent.toArray().indexOf(child);

function nextElement(element: Y.XmlElement): Y.XmlElement | null {
  const { parent } = element;
  if (!isContainer(parent)) return null;
  const rest = parent.toArray().slice(indexIn(parent, element) + 1);
  return rest.find((child) => child instanceof Y.XmlElement) ?? null;
}

const nameOf = (container: unknown): string =>
  container instanceof Y.XmlElement ? container.nodeName : 'doc';
const isList = (element: unknown): element is Y.XmlElement =>
  element instanceof Y.XmlElement && ['bulletList', 'orderedList'].includes(element.nodeName);

/** Headings and tables stand in the section itself only. */
const fits = (name: string, after: Block): boolean =>
  after.type !== 'footnote' && (name === 'paragraph' || nameOf(after.element.parent) === 'doc');

function putAfter(doc: Y.Doc, afterId: string, piece: Piece): boolean {
  const goal = read(doc).block(afterId);
  const parent = goal?.element.parent;
  if (!goal || !isContainer(parent) || !fits(piece.name, goal)) return false;
  doc.transact(() => {
    const next = nextElement(goal.element);
    if (nameOf(parent) === 'listItem' && isList(next)) next.insert(0, [elementOf(pointOf(piece))]);
    else if (
      nameOf(parent) === 'listItem' &&
      next === null &&
      isContainer(parent.parent) &&
      parent instanceof Y.XmlElement
    )
      parent.parent.insert(indexIn(parent.parent, parent) + 1, [elementOf(pointOf(piece))]);
    else parent.insert(indexIn(parent, goal.element) + 1, [elementOf(piece)]);
  }, ARRANGE);
  return true;
}

const idOf = ({ attributes: { id } }: Piece): string => (typeof id === 'string' ? id : '');

/** The notes that a piece refers to, as they stand in its document. */
function notesOf(reading: Reading, piece: Piece): Piece[] {
  const ids = new Set(referencesIn(piece));
  return reading.blocks
    .filter(({ id, type }) => type === 'footnote' && ids.has(id))
    .map(({ element }) => pieceOf(element));
}

const referencesIn = ({ name, attributes, children }: Piece): string[] => [
  ...(name === 'footnoteRef' ? [String(attributes['note'])] : []),
  ...children.flatMap((child) => ('delta' in child ? [] : referencesIn(child))),
];

/** Notes stand last in their section. One of the same name that nothing refers to is what a move left behind. */
function putNotes(doc: Y.Doc, notes: readonly Piece[]): void {
  if (notes.length === 0) return;
  const fragment = doc.getXmlFragment(FRAGMENT);
  const ids = new Set(notes.map(idOf));
  let container = fragment.toArray().find((child) => nameOf(child) === 'footnotes');
  if (!isElement(container)) {
    container = new Y.XmlElement('footnotes');
    fragment.push([container]);
  }
  if (!isElement(container)) return;
  for (const [index, child] of [...container.toArray().entries()].toReversed())
    if (isElement(child) && ids.has(String(child.getAttribute('id')))) container.delete(index, 1);
  container.push(notes.map(elementOf));
}

const pointOf = (piece: Piece): Piece => ({ name: 'listItem', attributes: {}, children: [piece] });

/** It opens a point of a list, and what follows in that point is a list: those points would lose what they belong to. */
function holdsPoints(element: Y.XmlElement): boolean {
  const { parent } = element;
  if (nameOf(parent) !== 'listItem' || !isContainer(parent)) return false;
  const elements = parent.toArray().filter((child) => child instanceof Y.XmlElement);
  return elements[0] === element && isList(elements[1]);
}

/** The block, or what would be left empty without it. */
function wholeOf(element: Y.XmlElement): Y.XmlElement {
  const { parent } = element;
  const alone =
    isElement(parent) &&
    ['listItem', 'bulletList', 'orderedList', 'box'].includes(parent.nodeName) &&
    parent.toArray().every((child) => child === element || !isElement(child));
  return alone ? wholeOf(parent) : element;
}

function pieceOf(element: Y.XmlElement): Piece {
  return {
    name: element.nodeName,
    attributes: { ...(element.getAttributes() as Record<string, unknown>) },
    children: element.toArray().flatMap((child): Piece['children'] => {
      if (child instanceof Y.XmlText) return [{ delta: deltaOf(child) }];
      return child instanceof Y.XmlElement ? [pieceOf(child)] : [];
    }),
  };
}

function elementOf({ name, attributes, children }: Piece): Y.XmlElement {
  const element = new Y.XmlElement(name);
  // Levels and findings are no strings; Yjs stores any JSON.
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as string);
  element.insert(
    0,
    children.map((child) => {
      if (!('delta' in child)) return elementOf(child);
      const text = new Y.XmlText();
      text.applyDelta([...child.delta]);
      return text;
    }),
  );
  return element;
}

function withInner(outer: Piece, blockId: string, inner: Piece): Piece {
  if (outer.attributes['id'] === blockId) return inner;
  const children = outer.children.map((child) =>
    'delta' in child ? child : withInner(child, blockId, inner),
  );
  return { ...outer, children };
}

function innerOf(piece: Piece, blockId: string): Piece | null {
  if (piece.attributes['id'] === blockId) return piece;
  for (const child of piece.children) {
    const found = 'delta' in child ? null : innerOf(child, blockId);
    if (found) return found;
  }
  return null;
}

function placeOf(doc: Y.Doc, json: unknown): { parent: Container; index: number } | null {
  const position = Y.createRelativePositionFromJSON(json);
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc, false);
  if (!found || !isContainer(found.type) || found.type instanceof Y.XmlText) return null;
  for (let at: YType | null = found.type; at; at = parentOf(at)) if (at._item?.deleted) return null;
  return { parent: found.type, index: found.index };
}
