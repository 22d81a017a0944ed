export type Phase =
  | { readonly kind: 'undated' }
  | { readonly kind: 'planned'; readonly opensAt: string }
  | {
      readonly kind: 'open';
      readonly closesAt: string | null;
      readonly daysLeft: number | null;
      readonly hoursLeft: number | null;
    }
  | { readonly kind: 'paused' }
  | { readonly kind: 'late'; readonly lastCall: string }
  | { readonly kind: 'closed'; readonly closedAt: string };

type Dates = {
  readonly opensAt: string | null;
  /** The deadline of the viewer's own organisation. */
  readonly closesAt: string | null;
  /** Until when late comments are taken. */
  readonly lastCall?: string | null;
  readonly paused?: boolean;
};

const hour = 3_600_000;
const day = 24 * hour;

/** Where written comments stand at `now` (milliseconds). The last day counts as a day left until it is over. */
export function phaseOf({ opensAt, closesAt, lastCall = null, paused = false }: Dates, now: number): Phase {
  if (opensAt && now < Date.parse(opensAt)) return { kind: 'planned', opensAt };
  const late = closesAt !== null && now >= Date.parse(closesAt);
  if (late && !(lastCall && now < Date.parse(lastCall))) return { kind: 'closed', closedAt: closesAt };
  if (paused) return { kind: 'paused' };
  if (late && lastCall) return { kind: 'late', lastCall };
  if (!opensAt && !closesAt) return { kind: 'undated' };
  if (!closesAt) return { kind: 'open', closesAt, daysLeft: null, hoursLeft: null };
  const left = Date.parse(closesAt) - now;
  return left < day
    ? { kind: 'open', closesAt, daysLeft: null, hoursLeft: Math.max(1, Math.ceil(left / hour)) }
    : { kind: 'open', closesAt, daysLeft: Math.floor(left / day), hoursLeft: null };
}
