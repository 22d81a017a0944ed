import type * as Y from 'yjs';
import { readTree, type Branch } from './tree.js';

/** The ids of a section's blocks: as they are, or as `repairIds` would write them. */
export type Identities = {
  readonly idOf: (element: Y.XmlElement) => string | null;
  /** Blocks whose stored id differs from the one above. */
  readonly wrong: readonly Y.XmlElement[];
};

/**
 * One id per block. The first in document order keeps a doubled id, notes before everything else because references
 * name them. A missing or doubled id is replaced by one hashed from the block's identity in Yjs, which is the same on
 * every node and in every later state, so nodes that repair at the same time write the same.
 *
 * `reserved` are ids that a new one must avoid, for example those of the other sections.
 */
export function identify(tree: readonly Branch[], reserved: ReadonlySet<string> = NONE): Identities {
  const blocks = addressable(tree);
  const ordered = [
    ...blocks.filter((branch) => branch.name === 'footnote'),
    ...blocks.filter((branch) => branch.name !== 'footnote'),
  ];
  const ids = new Map<Y.XmlElement, string>();
  const taken = new Set(reserved);
  const homeless: Y.XmlElement[] = [];
  const kept = new Set<string>();
  for (const { element } of ordered) {
    const id: unknown = element.getAttribute('id');
    if (isBlockId(id) && !kept.has(id)) {
      ids.set(element, id);
      kept.add(id);
      taken.add(id);
    } else homeless.push(element);
  }
  for (const element of homeless) {
    const id = freshId(element, taken);
    ids.set(element, id);
    taken.add(id);
  }
  return { idOf: (element) => ids.get(element) ?? null, wrong: homeless };
}

const NONE: ReadonlySet<string> = new Set();

/** The blocks comments may point at, in document order. Paragraphs of table cells belong to their table. */
export function addressable(tree: readonly Branch[]): Branch[] {
  return tree.flatMap((branch) => {
    switch (branch.name) {
      case 'heading':
      case 'paragraph':
      case 'tableFigure':
      case 'footnote':
        return [branch];
      default:
        return addressable(branch.branches);
    }
  });
}

function isBlockId(id: unknown): id is string {
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id);
}

function freshId(element: Y.XmlElement, taken: ReadonlySet<string>): string {
  const item = element._item;
  const seed = item === null ? '' : `${item.id.client}:${item.id.clock}`;
  for (let attempt = 0; ; attempt += 1) {
    const id = `p-${hash(attempt === 0 ? seed : `${seed}:${attempt}`)}`;
    if (!taken.has(id)) return id;
  }
}

/** 50 bits as ten characters. Not a secret: it only has to spread. */
function hash(text: string): string {
  return fiveCharacters(text, 0x811c9dc5) + fiveCharacters(text, 0x9747b28c);
}

function fiveCharacters(text: string, start: number): string {
  return (hash32(text, start) >>> 7).toString(32).padStart(5, '0');
}

/** 32 bits, spread well. */
export function hash32(text: string, start = 0x811c9dc5): number {
  let bits = start;
  for (let index = 0; index < text.length; index += 1) {
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  }
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * Gives every block an id of its own, in one transaction, and takes ids away from paragraphs in table cells.
 * Returns whether anything was written; a second call never writes.
 */
export function repairIds(doc: Y.Doc, reserved?: ReadonlySet<string>): boolean {
  const tree = readTree(doc);
  const { idOf, wrong } = identify(tree, reserved);
  const strays = cellParagraphs(tree).filter((element) => element.getAttribute('id') !== undefined);
  if (wrong.length === 0 && strays.length === 0) return false;
  doc.transact(() => {
    for (const element of wrong) element.setAttribute('id', idOf(element) ?? '');
    for (const element of strays) element.removeAttribute('id');
  }, REPAIR);
  return true;
}

/** Origin of the transaction that `repairIds` makes. */
export const REPAIR = 'repair-ids';

function cellParagraphs(tree: readonly Branch[], inside = false): Y.XmlElement[] {
  return tree.flatMap((branch) => {
    const inCell = inside || branch.name === 'tableCell' || branch.name === 'tableHeader';
    const own = inCell && branch.name === 'paragraph' ? [branch.element] : [];
    return [...own, ...cellParagraphs(branch.branches, inCell)];
  });
}
