/** A paragraph cut at the words a comment is about. */
export type Surroundings = { readonly lead: string; readonly words: string; readonly trail: string };

/** Null when the text on screen is not the one the anchor speaks of: better no context than the wrong one. */
export function surroundings(
  text: string,
  anchor: { readonly start: number | null; readonly end: number | null; readonly words: string | null },
): Surroundings | null {
  const { start, end, words } = anchor;
  if (start === null || end === null || text.slice(start, end) !== words) return null;
  return { lead: text.slice(0, start), words, trail: text.slice(end) };
}

/** The rows of a table as lines of text: tabs alone would not show where a cell ends. */
export const cellsApart = (text: string): string => text.replaceAll('\t', ' | ');
