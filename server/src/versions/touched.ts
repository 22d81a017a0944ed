import { minimal } from '@concord/consultation';

type Stretch = { readonly start: number; readonly end: number };

/**
 * [VE7] Which of the words that stand where a decision wrote `after` in place of `before` it did write: who accepts a
 * paragraph with one new word in it has decided on that word. `now` is what stands there today; offsets are in it.
 */
export function touchedWords(before: string, after: string, now: string): Stretch {
  const { start, replacement } = minimal({
    start: 0,
    end: before.length,
    original: before,
    replacement: after,
  });
  const end = start + replacement.length;
  // What was edited since lies between words that are the same at both ends.
  const since = minimal({ start: 0, end: after.length, original: after, replacement: now });
  const longer = now.length - after.length;
  const from = start >= since.end ? start + longer : Math.min(start, since.start);
  const to = end <= since.start ? end : Math.max(end, since.end) + longer;
  return { start: Math.min(from, to), end: to };
}
