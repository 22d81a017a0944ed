/** Lengths in characters (Unicode code points, as PostgreSQL counts them). */
export type Limit = { readonly min: number; readonly max: number };

export const limits = {
  body: { min: 1, max: 20_000 },
  /** Empty means: delete the quoted words. */
  proposal: { min: 0, max: 20_000 },
  reply: { min: 1, max: 20_000 },
  reason: { min: 1, max: 5_000 },
  remarks: { min: 1, max: 5_000 },
} as const satisfies Record<string, Limit>;

/** Whether a text fits a limit. White space alone is no text. */
export function fits(text: string, limit: Limit): 'fits' | 'too_short' | 'too_long' {
  // A code point takes at most two units, so a pasted megabyte is refused without counting it.
  if (text.length > limit.max * 2 || charactersIn(text) > limit.max) return 'too_long';
  if (charactersIn(text.trim()) < limit.min) return 'too_short';
  return 'fits';
}

function charactersIn(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}
