/** When something that could not be delivered is tried again, and when no longer. */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const pauses = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
];

/** How long deliveries may fail one after the other before the webhook is stopped. */
export const PATIENCE_MS = 5 * DAY;

/** [WH3] The pause after so many failures in a row; `random` (0–1) spreads those that failed together. */
export function pauseAfter(failures: number, random: number): number {
  const pause = pauses[Math.min(failures, pauses.length) - 1] ?? 0;
  return Math.round(pause * (1 + random / 5));
}

/** Tried again, given up alone (others get through), or the end of the webhook's patience. */
export function afterFailure(
  failed: { readonly since: Date; readonly createdAt: Date; readonly gone: boolean },
  now: Date,
): 'again' | 'give_up' | 'stop' {
  if (failed.gone || now.getTime() - failed.since.getTime() >= PATIENCE_MS) return 'stop';
  return now.getTime() - failed.createdAt.getTime() >= PATIENCE_MS ? 'give_up' : 'again';
}
