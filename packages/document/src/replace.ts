import * as Y from 'yjs';
import type { Mark } from './model.js';
import { read, type Block, type Host, type Run } from './reading.js';
import { deltaOf, type Delta } from './tree.js';

export type Replacement = {
  /** The words that stood in the range. */
  readonly before: string;
  /** The words that stand there now. */
  readonly after: string;
};

/** Origin of the transaction that `replaceWords` makes. */
export const REPLACE = 'replace-words';

/**
 * Replaces the words from `start` to `end` of a block's text in one transaction. Letters that stay the same at both
 * ends are not touched; the rest takes the marks of the first replaced letter. Footnote references inside the range
 * survive behind the new words. A line feed becomes a hard break, a tab a space. An empty range inserts, an empty
 * replacement deletes.
 *
 * Throws `RangeError` when the block is unknown, the range lies outside its text, cuts a character in two, or crosses
 * the border of a table cell, a caption, or a paragraph inside a cell.
 */
export function replaceWords(
  doc: Y.Doc,
  blockId: string,
  start: number,
  end: number,
  replacement: string,
): Replacement {
  const block = read(doc).block(blockId);
  if (!block) throw new RangeError(`no block ${blockId}`);
  const host = block.hosts.find((candidate) => candidate.start <= start && end <= candidate.end);
  const whole = Number.isInteger(start) && Number.isInteger(end) && start <= end;
  if (!host || !whole || cutsCharacter(block.text, start) || cutsCharacter(block.text, end)) {
    throw new RangeError(`no words from ${start} to ${end} in block ${blockId}`);
  }
  const before = block.text.slice(start, end);
  const after = replacement.replace(/\r\n?/g, '\n').replaceAll('\t', ' ');
  const same = common(before, after);
  const change: Change = {
    block,
    host,
    from: start + same.prefix,
    to: end - same.suffix,
    words: after.slice(same.prefix, after.length - same.suffix),
    follows: same.prefix > 0 || same.suffix === 0,
  };
  doc.transact(() => (change.from < change.to ? substitute(change) : insert(change)), REPLACE);
  return { before, after };
}

type Change = {
  readonly block: Block;
  readonly host: Host;
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** Where nothing is replaced, the new words follow the letter before them, not the one after. */
  readonly follows: boolean;
};

/**
 * The new words go in behind the first replaced letter, before that letter goes: so they lie between the remains of
 * the old ones, and whoever pointed at those finds the new words, not nothing.
 */
function substitute({ block, from, to, words }: Change): void {
  const [first, ...others] = block.runs.filter((run) => run.start < to && run.start + run.text.length > from);
  if (!first) return;
  for (const run of others.reverse()) remove(run, run.start, Math.min(to, run.start + run.text.length));
  const last = Math.min(to, first.start + first.text.length);
  if (first.kind !== 'words') {
    write(textBehind(first.within, first.index), words, []);
    remove(first, first.start, last);
    return;
  }
  const letter = String.fromCodePoint(block.text.codePointAt(from) ?? 0).length;
  remove(first, from + letter, last);
  const index = first.index + from - first.start;
  write({ within: first.within, index: index + letter }, words, first.marks);
  first.within.delete(index, letter);
}

function insert({ block, host, from, words, follows }: Change): void {
  if (words === '') return;
  const inside = block.runs.filter((run) => host.start <= run.start && run.start < host.end);
  const before = inside.find((run) => run.start < from && from <= run.start + run.text.length);
  const after = inside.find((run) => run.start <= from && from < run.start + run.text.length);
  const beside = (follows ? (before ?? after) : (after ?? before)) ?? null;
  if (beside?.kind === 'words') {
    const marks = beside === before && beside !== after ? withoutLink(beside.marks) : beside.marks;
    write({ within: beside.within, index: beside.index + from - beside.start }, words, marks);
  } else if (beside) {
    write(textBehind(host.element, beside === before ? beside.index : beside.index - 1), words, []);
  } else {
    write(textBehind(host.element, -1), words, []);
  }
}

/** A link ends where it ends: words added behind it are not part of it. */
function withoutLink(marks: readonly Mark[]): Mark[] {
  return marks.filter((mark) => mark.type !== 'link');
}

function remove(run: Run, from: number, to: number): void {
  if (from < to) run.within.delete(run.index + from - run.start, to - from);
}

type Caret = { readonly within: Y.XmlText; readonly index: number };

/** The start of the text that follows child `index` of an element; a new one when there is none. */
function textBehind(element: Y.XmlElement, index: number): Caret {
  const next: unknown = element.get(index + 1);
  if (next instanceof Y.XmlText) return { within: next, index: 0 };
  const within = new Y.XmlText();
  element.insert(index + 1, [within]);
  return { within, index: 0 };
}

function write({ within, index }: Caret, words: string, marks: readonly Mark[]): void {
  const attributes = Object.fromEntries(
    marks.map((mark) => [mark.type, mark.type === 'link' ? mark.attrs : {}]),
  );
  const [line = '', ...lines] = words.split('\n');
  if (line !== '') within.insert(index, line, attributes);
  const element = within.parent;
  if (lines.length === 0 || !(element instanceof Y.XmlElement)) return;
  const rest = cutFrom(within, index + line.length);
  const added = lines.flatMap((text, nth) => {
    const next = new Y.XmlText();
    const own = text === '' ? [] : [{ insert: text, attributes }];
    next.applyDelta(nth === lines.length - 1 ? [...own, ...rest] : own);
    return [new Y.XmlElement('hardBreak'), next];
  });
  element.insert(element.toArray().indexOf(within) + 1, added);
}

/** Takes what follows `index` out of a text. */
function cutFrom(within: Y.XmlText, index: number): Delta[number][] {
  const rest: Delta[number][] = [];
  let at = 0;
  for (const part of deltaOf(within)) {
    const length = typeof part.insert === 'string' ? part.insert.length : 1;
    const skipped = Math.min(Math.max(index - at, 0), length);
    if (skipped === 0) rest.push(part);
    else if (skipped < length && typeof part.insert === 'string') {
      rest.push({ ...part, insert: part.insert.slice(skipped) });
    }
    at += length;
  }
  within.delete(index, at - index);
  return rest;
}

/** How many units are the same at both ends, whole characters only. */
function common(before: string, after: string): { prefix: number; suffix: number } {
  const most = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < most && before[prefix] === after[prefix]) prefix += 1;
  if (cutsCharacter(before, prefix) || cutsCharacter(after, prefix)) prefix -= 1;
  let suffix = 0;
  while (suffix < most - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1;
  if (cutsCharacter(before, before.length - suffix) || cutsCharacter(after, after.length - suffix))
    suffix -= 1;
  return { prefix, suffix };
}

function cutsCharacter(text: string, offset: number): boolean {
  return isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
