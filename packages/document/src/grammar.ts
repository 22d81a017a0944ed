import { isSafeHref, MARK_NAMES } from './model.js';
import { FRAGMENT } from './name.js';
import { CHILDREN, HOLDS_TEXT } from './tree.js';

/**
 * What may stand where in a section's text, told of each thing by itself: what an editor of this schema writes passes, and so
 * does what merging makes of it, because nothing ever moves to another parent. Names that are not known here are those of a newer minor
 * version and pass, wherever a node, an attribute or a mark may be at all.
 */
export const sectionGrammar = {
  root: FRAGMENT,

  element(name: string, parent: string | null): boolean {
    if (!NAME.test(name)) return false;
    if (parent !== null && ATOMS.has(parent)) return false;
    if (parent !== null && !isKnown(parent)) return true;
    const allowed = INSIDE[parent ?? 'doc'];
    return allowed?.includes(name) === true || !isKnown(name);
  },

  text(parent: string | null): boolean {
    return parent !== null && (HOLDS_TEXT.has(parent) || !isKnown(parent));
  },

  attribute(element: string, name: string, value: unknown): boolean {
    if (!NAME.test(name) || !isPlain(value)) return false;
    const fits = ATTRIBUTES[element]?.[name];
    return fits === undefined || value === null || value === undefined || fits(value);
  },

  mark(name: string, value: unknown): boolean {
    if (value === null) return true;
    if (!MARK.test(name) || !isPlain(value)) return false;
    if (name !== 'link') return !isMark(name) || typeof value === 'object' || value === true;
    return typeof value === 'object' && 'href' in value && isSafeHref(value.href);
  },
};

const NAME = /^[A-Za-z][\w-]{0,63}$/;
/** The binding adds a hash to the name of a mark that may overlap with itself. */
const MARK = /^[A-Za-z][\w+/=-]{0,79}$/;

const INLINE = ['hardBreak', 'footnoteRef'] as const;
const ATOMS: ReadonlySet<string> = new Set(INLINE);

const INSIDE: Readonly<Record<string, readonly string[]>> = {
  ...CHILDREN,
  heading: INLINE,
  paragraph: INLINE,
  tableCaption: INLINE,
  footnote: ['hardBreak'],
};

const isKnown = (name: string): boolean => Object.hasOwn(INSIDE, name) || ATOMS.has(name);
const isMark = (name: string): boolean => MARK_NAMES.some((known) => known === name);

type Fits = (value: unknown) => boolean;

/** Longer than any id, code or list of indicators; a paste may bring odd ones, and those are repaired, not refused. */
const LONGEST = 2000;
const isText: Fits = (value) => typeof value === 'string' && value.length <= LONGEST;
const isNumber: Fits = (value) => typeof value === 'number';
const isSpan: Fits = (value) => Number.isSafeInteger(value) && Number(value) >= 1;
const oneOf =
  (...values: readonly unknown[]): Fits =>
  (value) =>
    values.includes(value);
const listOf =
  (fits: Fits): Fits =>
  (value) =>
    Array.isArray(value) && value.length <= LONGEST && value.every(fits);

const CELL = {
  colspan: isSpan,
  rowspan: isSpan,
  colwidth: listOf(isNumber),
  align: oneOf('left', 'center', 'right'),
};

/** Null stands for the default everywhere. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Fits>>>> = {
  heading: { id: isText, level: oneOf(1, 2, 3, 4) },
  paragraph: {
    id: isText,
    finding: oneOf('good_practice', 'gap'),
    findingCode: isText,
    indicators: listOf(isText),
  },
  orderedList: { start: isNumber },
  tableFigure: { id: isText },
  tableCell: CELL,
  tableHeader: CELL,
  footnote: { id: isText },
  footnoteRef: { note: isText },
};

/** What JSON can say, and no more of it than an attribute is good for. Nested too deep it would not have come this far. */
function isPlain(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number')
    return true;
  if (typeof value === 'string') return value.length <= 10 * LONGEST;
  if (Array.isArray(value)) return value.length <= LONGEST && value.every(isPlain);
  if (typeof value !== 'object' || ArrayBuffer.isView(value)) return false;
  const values: unknown[] = Object.values(value);
  return values.length <= 100 && values.every(isPlain);
}
