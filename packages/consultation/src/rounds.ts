/** Written rounds: when an organisation may speak, from when its word is late, and until when it speaks blindly. */

export type WrittenRound = {
  /** Null: open from the beginning. */
  readonly opensAt: Date | null;
  /** Null: no deadline was set yet. */
  readonly closesAt: Date | null;
  /** Hours after the deadline in which comments are still taken, as late ones. */
  readonly graceHours: number;
  /** Since when the lead agency takes no comments; null while it does. */
  readonly pausedAt: Date | null;
  /** Until the deadline nobody sees the official comments of others. */
  readonly blind: boolean;
};

export const roundPhases = ['planned', 'open', 'paused', 'grace', 'closed'] as const;
export type RoundPhase = (typeof roundPhases)[number];

export type RoundRefusal = 'ROUND_PLANNED' | 'ROUND_PAUSED' | 'ROUND_CLOSED';

type PhaseFacts = {
  /** A new comment may be begun. */
  readonly comment: boolean;
  /** A draft may be made official. */
  readonly clear: boolean;
  /** What is cleared now carries the mark "late", and the moderator decides what that means. */
  readonly late: boolean;
  /** Why not, where something is refused. */
  readonly refusal: RoundRefusal | null;
};

/** What each phase lets an organisation do. Drafts that exist are kept and may be worked on in every phase. */
export const phaseFacts: Readonly<Record<RoundPhase, PhaseFacts>> = {
  planned: { comment: false, clear: false, late: false, refusal: 'ROUND_PLANNED' },
  open: { comment: true, clear: true, late: false, refusal: null },
  paused: { comment: false, clear: false, late: false, refusal: 'ROUND_PAUSED' },
  grace: { comment: true, clear: true, late: true, refusal: null },
  closed: { comment: false, clear: false, late: false, refusal: 'ROUND_CLOSED' },
};

const HOUR = 3_600_000;

/** The organisation's own deadline: the round's, or a later one that it was granted. Null: none was set. */
export function deadlineOf(round: WrittenRound, extendedTo: Date | null): Date | null {
  const { closesAt } = round;
  return closesAt && extendedTo && extendedTo > closesAt ? extendedTo : closesAt;
}

/** When the last comment of the organisation is taken: its deadline and the grace after it. */
export function lastCallOf(round: WrittenRound, extendedTo: Date | null): Date | null {
  const deadline = deadlineOf(round, extendedTo);
  return deadline && new Date(deadline.getTime() + round.graceHours * HOUR);
}

/** Where the round stands for an organisation whose deadline was extended to this moment (null: it was not). */
export function roundPhase(round: WrittenRound, extendedTo: Date | null, now: Date): RoundPhase {
  if (round.opensAt && now < round.opensAt) return 'planned';
  const deadline = deadlineOf(round, extendedTo);
  const lastCall = lastCallOf(round, extendedTo);
  if (lastCall && now >= lastCall) return 'closed';
  if (round.pausedAt) return 'paused';
  return deadline && now >= deadline ? 'grace' : 'open';
}

export type Admission = { readonly late: boolean } | { readonly refusal: RoundRefusal };

/** Whether a new comment of the organisation is taken now. */
export const mayComment = (round: WrittenRound, extendedTo: Date | null, now: Date): Admission =>
  admission(round, extendedTo, now, 'comment');

/** Whether the organisation may make a draft official now, and whether it is late. */
export const mayClear = (round: WrittenRound, extendedTo: Date | null, now: Date): Admission =>
  admission(round, extendedTo, now, 'clear');

function admission(
  round: WrittenRound,
  extendedTo: Date | null,
  now: Date,
  act: 'comment' | 'clear',
): Admission {
  const facts = phaseFacts[roundPhase(round, extendedTo, now)];
  return facts[act] || facts.refusal === null ? { late: facts.late } : { refusal: facts.refusal };
}

/**
 * Since when the organisation speaks blindly: official comments of others from that moment on do not exist for it.
 * It ends with its own deadline, so that one whose time was extended can't read what the others wrote; grace does
 * not prolong it, a pause does not end it. Null: it sees what there is.
 */
export function blindSince(round: WrittenRound, extendedTo: Date | null, now: Date): Date | null {
  if (!round.blind || (round.opensAt && now < round.opensAt)) return null;
  const deadline = deadlineOf(round, extendedTo);
  return deadline && now >= deadline ? null : (round.opensAt ?? new Date(0));
}

export type RoundDates = {
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly graceHours: number;
};
export type RoundProblem =
  | 'opens_after_closing'
  | 'opens_too_early'
  | 'closes_in_the_past'
  | 'grace_out_of_range';

/** Two weeks. Longer is another deadline, not grace. */
export const longestGraceHours = 336;

/** What is wrong with the dates that the lead agency sets, or null. A closing that stays as it was may be past. */
export function datesProblem(
  wanted: RoundDates,
  before: RoundDates,
  now: Date,
  /** When the round before it is over for everybody; null for the first one. */
  notBefore: Date | null = null,
): RoundProblem | null {
  const { opensAt, closesAt, graceHours } = wanted;
  if (notBefore && (!opensAt || opensAt < notBefore)) return 'opens_too_early';
  if (opensAt && closesAt && closesAt <= opensAt) return 'opens_after_closing';
  const moved = closesAt?.getTime() !== before.closesAt?.getTime();
  if (closesAt && moved && closesAt < now) return 'closes_in_the_past';
  const whole = Number.isInteger(graceHours) && graceHours >= 0 && graceHours <= longestGraceHours;
  return whole ? null : 'grace_out_of_range';
}

/** [RD12] Over for everybody: `extendedTo` is the latest extension of all. Only then another round is opened. */
export const isOver = (round: WrittenRound, extendedTo: Date | null, now: Date): boolean =>
  roundPhase(round, extendedTo, now) === 'closed';

/** A promise to those who have spoken: whether a round is blind changes only while nothing is official in it. */
export const mayChangeBlindness = (officialInRound: number): boolean => officialInRound === 0;

/** Whether these dates open a round that had closed for everybody. What was seen then can't be made unseen. */
export const reopens = (before: WrittenRound, wanted: RoundDates, now: Date): boolean =>
  before.closesAt !== null && now >= before.closesAt && (wanted.closesAt === null || wanted.closesAt > now);

const REMINDER_PAUSE = 24 * HOUR;

/** One reminder a day, so that a second press by a second person sends nothing. */
export const mayRemind = (remindedAt: Date | null, now: Date): boolean =>
  remindedAt === null || now.getTime() - remindedAt.getTime() >= REMINDER_PAUSE;

/** An extension is later than what the organisation has, and not past. */
export const mayExtendTo = (
  round: WrittenRound,
  extendedTo: Date | null,
  wanted: Date,
  now: Date,
): boolean => {
  const deadline = deadlineOf(round, extendedTo);
  return deadline !== null && wanted > deadline && wanted > now;
};
