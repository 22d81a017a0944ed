import type { SilenceStanding } from '@concord/consultation';
import { ordinal, type Locale } from '@concord/locale';
import type { RoundPageQuery, SilenceRoundsQuery } from '@concord/schema';

export type Round = NonNullable<NonNullable<RoundPageQuery['consultation']>['round']>;
export type SilenceRound = NonNullable<SilenceRoundsQuery['consultation']>['silenceRounds'][number];
export type SilenceItem = SilenceRound['items'][number];

/** “Round 2” is counted, “2-ci mərhələ” is in its place in a row: its ending follows the number as it is spoken. */
export const roundNumber = (locale: Locale, n: number): string =>
  locale === 'az' ? ordinal(locale, n) : String(n);

/** What the silence rounds that the viewer knows of come to. */
export function silenceNow(rounds: readonly SilenceRound[]): SilenceStanding {
  if (rounds.length === 0) return 'none';
  return rounds.some(({ closedAt }) => closedAt === null) ? 'running' : 'over';
}

/** What is left until a moment: whole days, then hours, then minutes; null when it is over. */
export function leftUntil(
  moment: string,
  now: number,
): { readonly unit: 'days' | 'hours' | 'minutes'; readonly count: number } | null {
  const left = Date.parse(moment) - now;
  if (left <= 0) return null;
  const minutes = Math.ceil(left / 60_000);
  if (minutes < 120) return { unit: 'minutes', count: minutes };
  const hours = Math.floor(left / 3_600_000);
  return hours < 72 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.floor(hours / 24) };
}
