export type Period = { readonly from: Date; readonly until: Date };

export type DeputyProblem = 'oneself' | 'ends_before_it_begins' | 'already_over' | 'too_long';

const DAY = 86_400_000;
const LONGEST = 92 * DAY;

/** Whether a deputy acts now: from the first moment of the period up to, and without, its last. */
export const isDeputyAt = ({ from, until }: Period, now: Date): boolean =>
  from.getTime() <= now.getTime() && now.getTime() < until.getTime();

/** Why somebody can't be named deputy for this period, or null. A deputy is for an absence, not for good. */
export function deputyProblem(
  named: Period & { readonly officerId: string; readonly deputyId: string },
  now: Date,
): DeputyProblem | null {
  if (named.officerId === named.deputyId) return 'oneself';
  if (named.until.getTime() <= named.from.getTime()) return 'ends_before_it_begins';
  if (named.until.getTime() <= now.getTime()) return 'already_over';
  if (named.until.getTime() - named.from.getTime() > LONGEST) return 'too_long';
  return null;
}
