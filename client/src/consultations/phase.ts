export type Phase =
  | { readonly kind: 'undated' }
  | { readonly kind: 'planned'; readonly opensAt: string }
  | {
      readonly kind: 'open';
      readonly closesAt: string | null;
      readonly daysLeft: number | null;
      readonly hoursLeft: number | null;
    }
  | { readonly kind: 'closed'; readonly closedAt: string };

type Dates = { readonly opensAt: string | null; readonly closesAt: string | null };

const hour = 3_600_000;
const day = 24 * hour;

/** Where written comments stand at `now` (milliseconds). The last day counts as a day left until it is over. */
export function phaseOf({ opensAt, closesAt }: Dates, now: number): Phase {
  if (opensAt && now < Date.parse(opensAt)) return { kind: 'planned', opensAt };
  if (closesAt && now >= Date.parse(closesAt)) return { kind: 'closed', closedAt: closesAt };
  if (!opensAt && !closesAt) return { kind: 'undated' };
  if (!closesAt) return { kind: 'open', closesAt, daysLeft: null, hoursLeft: null };
  const left = Date.parse(closesAt) - now;
  return left < day
    ? { kind: 'open', closesAt, daysLeft: null, hoursLeft: Math.max(1, Math.ceil(left / hour)) }
    : { kind: 'open', closesAt, daysLeft: Math.floor(left / day), hoursLeft: null };
}
