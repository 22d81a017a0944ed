/** Putting a comment off: to whom, and until when. What is put off without a day is forgotten. */
import { isFinal } from './dispositions.js';
import { fits, type Limit } from './limits.js';
import { maySee, type Subject, type Viewer } from './visibility.js';
import { dispositions, type Disposition } from './words.js';

export const deferredTos = ['session', 'organisation', 'working_group'] as const;
export type DeferredTo = (typeof deferredTos)[number];

export type Deferral = {
  readonly to: DeferredTo;
  /** The organisation that takes care of it; null where it is nobody in particular. */
  readonly organisationId: string | null;
  /** Name of the working group; null where it is none. */
  readonly group: string | null;
  /** The end of the last day. */
  readonly until: Date;
};

export type DeferralProblem =
  | 'deferral_required'
  | 'deferral_unasked'
  | 'to_whom'
  | 'group_length'
  | 'until_past'
  | 'until_too_far'
  | 'organisation_unknown'
  | 'organisation_apart';

const LONGEST_MS = 366 * 86_400_000;

/** The dispositions that put a comment off instead of ending its case. */
export const deferring: readonly Disposition[] = dispositions.filter((disposition) => !isFinal(disposition));

/** To whom each can: the session has a disposition of its own. */
const defersTo: Readonly<Partial<Record<Disposition, readonly DeferredTo[]>>> = {
  deferred_to_session: ['session'],
  deferred: ['organisation', 'working_group'],
};

/** Length of the name of a working group, in characters. */
export const groupName: Limit = { min: 1, max: 120 };

/** [DE9] What is wrong with a deferral by itself, or null. Without one, only what does not defer is right. */
export function deferralProblem(
  disposition: Disposition,
  deferral: Deferral | null,
  now: Date,
): DeferralProblem | null {
  const bodies = defersTo[disposition];
  if (!bodies) return deferral === null ? null : 'deferral_unasked';
  if (deferral === null) return 'deferral_required';
  const { to, organisationId, group, until } = deferral;
  if (!bodies.includes(to)) return 'to_whom';
  if ((to === 'organisation') !== (organisationId !== null)) return 'to_whom';
  if ((to === 'working_group') !== (group !== null)) return 'to_whom';
  if (group !== null && fits(group, groupName) !== 'fits') return 'group_length';
  if (Number.isNaN(until.getTime()) || until <= now) return 'until_past';
  return until.getTime() - now.getTime() > LONGEST_MS ? 'until_too_far' : null;
}

/**
 * [DE10] Why a comment can't be put off to an organisation, or null: it takes part in the consultation, and reads what
 * it is to take care of. To name another would tell it, and everybody, of a comment that is not its own to see.
 * `bodies` are the organisations that take part, each with the roles of all its people.
 */
export function deferredBodyProblem(
  { organisationId }: Pick<Deferral, 'organisationId'>,
  comment: Subject,
  bodies: ReadonlyMap<string, Viewer>,
): DeferralProblem | null {
  if (organisationId === null) return null;
  const body = bodies.get(organisationId);
  if (!body) return 'organisation_unknown';
  return maySee(body, comment) ? null : 'organisation_apart';
}

/** [DE11] Nobody came back to it in time. */
export const isOverdue = ({ until }: Pick<Deferral, 'until'>, now: Date): boolean => until <= now;

/** A moment on its last day: an end at midnight is named after the day that it ends. */
export const lastMoment = (end: Date): Date => new Date(end.getTime() - 1);
