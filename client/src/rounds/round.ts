import { roundPhase, type RoundPhase, type SilenceStanding } from '@concord/consultation';
import type { RoundPageQuery, SilenceRoundsQuery } from '@concord/schema';

export type Round = NonNullable<NonNullable<RoundPageQuery['consultation']>['round']>;
export type SilenceRound = NonNullable<SilenceRoundsQuery['consultation']>['silenceRounds'][number];
export type SilenceItem = SilenceRound['items'][number];

const date = (moment: string | null): Date | null => (moment === null ? null : new Date(moment));

/** Where the round stands at `now` for an organisation, by the rule that the server judges by. */
export function phaseNow(round: Round, extendedTo: string | null, now: number): RoundPhase {
  const { graceHours, blind } = round;
  return roundPhase(
    {
      opensAt: date(round.opensAt),
      closesAt: date(round.closesAt),
      pausedAt: date(round.pausedAt),
      graceHours,
      blind,
    },
    date(extendedTo),
    new Date(now),
  );
}

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
