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
 * The new words go in between the first and the last replaced letter, and only then do these go. So the new words lie
 * among the remains of the old, and whoever pointed at the old words finds the new ones instead of nothing. (Yjs would
 * put them behind the remains.)
 */
function substitute({ block, from, to, words }: Change): void {
  const runs = block.runs.filter((run) => run.start < to && run.start + run.text.length > from);
  const [first] = runs;
  const last = runs.at(-1);
  if (!first || !last) return;
  const opening = first.kind === 'words' ? lengthAt(block.text, from) : 0;
  const closing = opening > 0 && to - from > opening ? lengthAt(block.text, to - 1) : 0;
  const removed = remove(runs, from + opening, to - closing);
  if (first.kind !== 'words') {
    write(textBehind(first.within, first.index - 1), words, []);
    return;
  }
  const { within, marks } = first;
  const index = first.index + from - first.start;
  const [line = '', ...lines] = words.split('\n');
  if (line !== '') within.insert(index + opening, line, attributesOf(marks));
  if (closing > 0) {
    const shift = within === last.within ? line.length : 0;
    const before = removed.get(last.within) ?? 0;
    last.within.delete(last.index + to - closing - last.start - before + shift, closing);
  }
  within.delete(index, opening);
  breakLines({ within, index: index + line.length }, lines, marks);
}

/** Takes out what lies in the range; tells how much of each Yjs type. */
function remove(runs: readonly Run[], from: number, to: number): Map<unknown, number> {
  const removed = new Map<unknown, number>();
  for (const run of runs.toReversed()) {
    const start = Math.max(run.start, from);
    const length = Math.min(run.start + run.text.length, to) - start;
    if (length <= 0) continue;
    run.within.delete(run.index + start - run.start, length);
    removed.set(run.within, (removed.get(run.within) ?? 0) + length);
  }
  return removed;
}

function lengthAt(text: string, offset: number): number {
  return cutsCharacter(text, offset) || cutsCharacter(text, offset + 1) ? 2 : 1;
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
  const [line = '', ...lines] = words.split('\n');
  if (line !== '') within.insert(index, line, attributesOf(marks));
  breakLines({ within, index: index + line.length }, lines, marks);
}

/** Further lines, each behind a hard break; what followed the caret follows the last. */
function breakLines({ within, index }: Caret, lines: readonly string[], marks: readonly Mark[]): void {
  const element = within.parent;
  if (lines.length === 0 || !(element instanceof Y.XmlElement)) return;
  const rest = cutFrom(within, index);
  const added = lines.flatMap((line, nth) => {
    const next = new Y.XmlText();
    const own = line === '' ? [] : [{ insert: line, attributes: attributesOf(marks) }];
    next.applyDelta(nth === lines.length - 1 ? [...own, ...rest] : own);
    return [new Y.XmlElement('hardBreak'), next];
  });
  element.insert(element.toArray().indexOf(within) + 1, added);
}

function attributesOf(marks: readonly Mark[]): Record<string, object> {
  return Object.fromEntries(marks.map((mark) => [mark.type, mark.type === 'link' ? mark.attrs : {}]));
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
