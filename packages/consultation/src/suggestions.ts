import { minimal } from './operations.js';

/** What somebody typed over a text, as a proposal on the fewest whole words that can be pointed at. */
export type Suggestion = { readonly start: number; readonly end: number; readonly replacement: string };

/**
 * [PO9] The least proposal that makes `after` of `before`; null when nothing was changed. Where no word is changed (words
 * come in between, a comma goes), the word beside it is quoted too: a proposal points at words, never at a place.
 */
export function suggestionOf(before: string, after: string): Suggestion | null {
  const least = minimal({ start: 0, end: before.length, original: before, replacement: after });
  const { start, end, original, replacement } = least;
  if (original === replacement) return null;
  if (/[\p{L}\p{N}]/u.test(original)) return { start, end, replacement };
  const lead = /[\p{L}\p{N}\p{M}]+[^\p{L}\p{N}\p{M}]*$/u.exec(before.slice(0, start));
  if (lead) return { start: lead.index, end, replacement: lead[0] + replacement };
  const trail = /^[^\p{L}\p{N}\p{M}]*[\p{L}\p{N}\p{M}]+/u.exec(before.slice(end));
  if (trail) return { start, end: end + trail[0].length, replacement: replacement + trail[0] };
  return start < end ? { start, end, replacement } : null;
}
