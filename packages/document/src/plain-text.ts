import type * as Y from 'yjs';
import { deltaOf } from './tree.js';

/** The words of a plain text, whoever wrote them: what is no text is left out, and nothing throws. */
export const plainWords = (text: Y.Text): string =>
  deltaOf(text)
    .map(({ insert }) => (typeof insert === 'string' ? storable(insert) : ''))
    .join('');

/** PostgreSQL keeps neither a NUL nor half of a character. */
export const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/**
 * The shortest change: cursors and colleagues' words around it stay where they are. A character of two halves goes as one:
 * Yjs puts a sign of loss where somebody cuts it. The new words come before the old ones go: the other way round Yjs puts
 * them behind the remains, where it is chance whether they stand before or after what a colleague types there meanwhile.
 */
export function replaceText(text: Y.Text, next: string): void {
  const now = text.toJSON();
  let start = 0;
  while (start < now.length && start < next.length && now[start] === next[start]) start += 1;
  if (start > 0 && isFirstHalf(now.charCodeAt(start - 1))) start -= 1;
  let end = 0;
  while (end < Math.min(now.length, next.length) - start && now.at(-1 - end) === next.at(-1 - end)) end += 1;
  if (end > 0 && isSecondHalf(now.charCodeAt(now.length - end))) end -= 1;
  const words = next.slice(start, next.length - end);
  if (words !== '') text.insert(start, words);
  if (now.length - end > start) text.delete(start + words.length, now.length - end - start);
}

const isFirstHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
