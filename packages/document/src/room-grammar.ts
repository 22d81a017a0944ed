import { sectionGrammar } from './grammar.js';
import { isRoomRoot } from './room.js';

const INSIDE: Readonly<Record<string, readonly string[]>> = {
  paragraph: ['hardBreak'],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList'],
  hardBreak: [],
};
const AT_TOP = ['paragraph', 'bulletList', 'orderedList'];
const isKnown = (name: string): boolean => Object.hasOwn(INSIDE, name);
const NAME = /^[A-Za-z][\w-]{0,63}$/;

/**
 * What may stand where in a room (see `sectionGrammar`): bodies are trees of paragraphs and lists, wordings plain text,
 * remarks plain values, and the facts of a draft are `proposes` alone.
 */
export const roomGrammar = {
  root: '',

  atRoot(root: string, key: string | null, what: string, detail: unknown): boolean {
    if (!isRoomRoot(root)) return false;
    const part = root.slice(0, root.indexOf('/'));
    if (part === 'draft')
      return key === 'proposes' && (what === 'nothing' || (what === 'value' && typeof detail === 'boolean'));
    if (key !== null) return false;
    if (what === 'nothing') return true;
    if (part === 'wording') return what === 'words';
    if (part === 'chatter') return what === 'value' && isRemarkLike(detail);
    return what === 'element' && typeof detail === 'string' && isTop(detail);
  },

  element(name: string, parent: string | null): boolean {
    if (!NAME.test(name) || parent === null || parent === 'hardBreak') return false;
    return !isKnown(parent) || !isKnown(name) || (INSIDE[parent]?.includes(name) ?? false);
  },

  text: (parent: string | null): boolean => parent !== null && (parent === 'paragraph' || !isKnown(parent)),
  attribute: (element: string, name: string, value: unknown): boolean =>
    sectionGrammar.attribute(element, name, value),
  mark: (name: string, value: unknown): boolean => sectionGrammar.mark(name, value),
};

const isTop = (name: string): boolean => AT_TOP.includes(name) || (NAME.test(name) && !isKnown(name));

/** A remark of a later version may have more to it. */
const isRemarkLike = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !ArrayBuffer.isView(value) &&
  JSON.stringify(value).length <= 20_000;
