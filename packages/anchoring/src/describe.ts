import type { Selectors } from './model.js';

/** Units of context kept on each side of a quote. */
export const CONTEXT = 32;

/**
 * What identifies the words from `start` to `end` in their block. Throws `RangeError` when the range is empty (a whole
 * empty block is allowed), outside the text, or cuts a character in two.
 */
export function describe(blockText: string, start: number, end: number): Selectors {
  const inside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= blockText.length;
  const something = start < end || (blockText === '' && start === end);
  if (!inside || !something || cutsCharacter(blockText, start) || cutsCharacter(blockText, end)) {
    throw new RangeError(`no words from ${start} to ${end} in a text of ${blockText.length}`);
  }
  const from = Math.max(0, start - CONTEXT);
  const to = Math.min(blockText.length, end + CONTEXT);
  return {
    quote: {
      exact: blockText.slice(start, end),
      prefix: blockText.slice(cutsCharacter(blockText, from) ? from + 1 : from, start),
      suffix: blockText.slice(end, cutsCharacter(blockText, to) ? to - 1 : to),
    },
    position: { start, end },
  };
}

/** Whether the target is a block as a whole, not words in it. */
export function isWholeBlock({ quote }: Selectors): boolean {
  return quote.prefix === '' && quote.suffix === '';
}

/** Whether an offset stands between the two units of one character. */
export function cutsCharacter(text: string, offset: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset));
}
