import type { WritableText } from '@concord/consultation';

/** A paragraph cut at the words a comment is about. */
export type Surroundings = {
  readonly lead: string;
  readonly words: string;
  readonly trail: string;
  readonly hosts: WritableText['hosts'];
};

/** Null when the text on screen is not the one the anchor speaks of: better no context than the wrong one. */
export function surroundings(
  { text, hosts }: WritableText,
  anchor: { readonly start: number | null; readonly end: number | null; readonly words: string | null },
): Surroundings | null {
  const { start, end, words } = anchor;
  if (start === null || end === null || text.slice(start, end) !== words) return null;
  return { lead: text.slice(0, start), words, trail: text.slice(end), hosts };
}

/**
 * How a part of a block's text is shown. The rows of a table are lines of it, and tabs alone would not show where a cell
 * ends; a tab in a paragraph is a gap and stays one.
 */
export const cellsOf = (...block: readonly string[]): ((part: string) => string) =>
  block.some((text) => text.includes('\n')) ? (part) => part.replaceAll('\t', ' | ') : (part) => part;
