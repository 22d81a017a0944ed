import { fits, limits } from './limits.js';
import { dispositions, type CommentStatus, type Disposition, type ReasonCode } from './words.js';

export type DispositionFacts = {
  /** A reason in words must be given. */
  readonly needsReason: boolean;
  /** A code from the list of reasons must be given; the others may carry one. */
  readonly needsReasonCode: boolean;
  /** Which wording goes into the text: the proposal as it stands, wording of the moderator's, or none. */
  readonly wording: 'proposal' | 'own' | 'none';
  /** What takes its place must be named: another comment, or the wording of the same decision. */
  readonly needsOther: boolean;
  /** Whose word it is. No moderator withdraws a comment in a ministry's name. */
  readonly givenBy: 'moderator' | 'organisation';
  readonly statusAfter: CommentStatus;
};

const byModerator = {
  needsReason: true,
  needsReasonCode: false,
  wording: 'none',
  needsOther: false,
  givenBy: 'moderator',
  statusAfter: 'decided',
} as const;

export const dispositionFacts: Readonly<Record<Disposition, DispositionFacts>> = {
  accepted: { ...byModerator, needsReason: false, wording: 'proposal' },
  accepted_with_modification: { ...byModerator, wording: 'own' },
  partially_accepted: { ...byModerator, wording: 'own' },
  not_accepted: { ...byModerator, needsReasonCode: true },
  noted: byModerator,
  referred: byModerator,
  deferred_to_session: { ...byModerator, statusAfter: 'under_review' },
  deferred: { ...byModerator, statusAfter: 'under_review' },
  merged: { ...byModerator, needsReason: false, needsOther: true, statusAfter: 'merged' },
  superseded: { ...byModerator, needsOther: true },
  withdrawn: { ...byModerator, needsReason: false, givenBy: 'organisation', statusAfter: 'withdrawn' },
};

export const needsReason = (disposition: Disposition): boolean => dispositionFacts[disposition].needsReason;

export const needsReasonCode = (disposition: Disposition): boolean =>
  dispositionFacts[disposition].needsReasonCode;

/** Whether a decision with this disposition may change the text. */
export const appliesWording = (disposition: Disposition): boolean =>
  dispositionFacts[disposition].wording !== 'none';

/** The status of the comment after a decision with this disposition. */
export const statusAfter = (disposition: Disposition): CommentStatus =>
  dispositionFacts[disposition].statusAfter;

/** Final: nobody has to come back to it. Only deferring is not. */
export const isFinal = (disposition: Disposition): boolean => statusAfter(disposition) !== 'under_review';

/** What a moderator can give one comment by itself: not the organisation's own word, nor what names another comment. */
export const decidableAlone: readonly Disposition[] = dispositions.filter((disposition) => {
  const { givenBy, needsOther } = dispositionFacts[disposition];
  return givenBy === 'moderator' && !needsOther;
});

export type DecisionProblem = 'reason_required' | 'reason_too_long' | 'reason_code_required';

type Reasons = {
  readonly disposition: Disposition;
  readonly reason: string | null;
  readonly reasonCode: ReasonCode | null;
};

/** All that is missing from the reasons of a decision: nobody is told of the second field only after filling in the first. */
export function decisionProblems({ disposition, reason, reasonCode }: Reasons): DecisionProblem[] {
  const problems: DecisionProblem[] = [];
  const fit = fits(reason ?? '', limits.reason);
  if (fit === 'too_short' && needsReason(disposition)) problems.push('reason_required');
  if (fit === 'too_long') problems.push('reason_too_long');
  if (needsReasonCode(disposition) && reasonCode === null) problems.push('reason_code_required');
  return problems;
}

/** The first of it, or null. */
export const decisionProblem = (reasons: Reasons): DecisionProblem | null =>
  decisionProblems(reasons)[0] ?? null;
