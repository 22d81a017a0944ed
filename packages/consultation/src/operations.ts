/** A proposal as an operation on words: what it changes at least, and whether two can stand together. */

/** Words of a block and what is to stand in their place; offsets in UTF-16 units of the block's text. */
export type Operation = {
  readonly start: number;
  readonly end: number;
  /** The words from `start` to `end`, as they were when the operation was made. */
  readonly original: string;
  readonly replacement: string;
};

export type OperationKind = 'replacement' | 'insertion' | 'deletion' | 'none';

/** The same change with the fewest words: what stays equal at both ends is left out, whole words only. */
export function minimal(operation: Operation): Operation {
  const { original, replacement, start } = operation;
  if (original === replacement) return { start, end: start, original: '', replacement: '' };
  const before = pieces(original);
  const after = pieces(replacement);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const kept = before.slice(0, head).join('').length;
  const left = before.slice(head, before.length - tail).join('');
  return {
    start: start + kept,
    end: start + kept + left.length,
    original: left,
    replacement: after.slice(head, after.length - tail).join(''),
  };
}

/** What the operation does at its smallest: whoever adds a word to a quoted sentence inserts, nothing else. */
export function kindOf(operation: Operation): OperationKind {
  const { original, replacement } = minimal(operation);
  if (original === '') return replacement === '' ? 'none' : 'insertion';
  return replacement === '' ? 'deletion' : 'replacement';
}

/** Words with what clings to them, or a run of anything else: a change never cuts a word or a character in two. */
const pieces = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]/gu) ?? [];

type Range = { readonly start: number; readonly end: number };

/** Whether two ranges share words; an empty range shares the place it stands at. */
export const overlap = (one: Range, other: Range): boolean =>
  one.start < other.end && other.start < one.end
    ? true
    : isEmpty(one) || isEmpty(other)
      ? one.start <= other.end && other.start <= one.end
      : false;

const isEmpty = ({ start, end }: Range): boolean => start === end;

/**
 * [PO3] The replacement for words that have changed since: both changes, when they concern different words of the
 * quote; null when they touch, and a person has to choose.
 */
export function rebased(original: string, replacement: string, now: string): string | null {
  if (now === original) return replacement;
  if (now === replacement || replacement === original) return now;
  const asked = minimal({ start: 0, end: original.length, original, replacement });
  const done = minimal({ start: 0, end: original.length, original, replacement: now });
  if (overlap(asked, done)) return null;
  const changes = [asked, done].toSorted((a, b) => b.start - a.start);
  return changes.reduce(
    (text, change) => text.slice(0, change.start) + change.replacement + text.slice(change.end),
    original,
  );
}

/** What an accepted proposal puts in place of the words as they are now: with the other change, or as it was written. */
export const followed = (original: string, replacement: string, now: string): string =>
  rebased(original, replacement, now) ?? replacement;

/** A text after the operations that were recorded for it, each at the place and on the words of its time. */
export function replay(text: string, operations: readonly Operation[]): string {
  return operations.reduce((now, { start, end, original, replacement }) => {
    if (now.slice(start, end) !== original)
      throw new RangeError(`"${original}" does not stand at ${start} of "${now}"`);
    return now.slice(0, start) + replacement + now.slice(end);
  }, text);
}
