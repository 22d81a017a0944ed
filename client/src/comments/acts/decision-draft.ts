import { decidableAlone, decisionProblems, dispositionFacts, reasonCodes } from '@concord/consultation';
import type { CommentFieldsFragment as Comment, Disposition, ReasonCode } from '@concord/schema';
import { acceptedWording } from '../with-wording';
import type { DeferralDraft } from './deferral-draft';

/** What a moderator has filled in of a decision. */
export type DecisionDraft = {
  readonly key: string;
  readonly disposition: Disposition | null;
  readonly reason: string;
  readonly reasonCode: ReasonCode | null;
  /** The moderator's own wording, where the disposition takes one. */
  readonly wording: string;
  /** To whom and until when, where it puts the comment off. */
  readonly deferral: DeferralDraft | null;
};

export function blankDecision(
  key: string,
  { proposal, proposalKind, anchor }: Pick<Comment, 'proposal' | 'proposalKind' | 'anchor'>,
): DecisionDraft {
  // Instead of a deletion: the words that were to go.
  const wording = proposalKind === 'deletion' ? (anchor.words ?? '') : (proposal ?? '');
  return { key, disposition: null, reason: '', reasonCode: null, wording, deferral: null };
}

/** A move is accepted as it was proposed, or not. */
export const dispositionsFor = ({ proposalKind }: Pick<Comment, 'proposalKind'>): readonly Disposition[] =>
  decidableAlone.filter((one) => proposalKind !== 'move' || one !== 'accepted_with_modification');

/**
 * The words that the decision puts in place of the quoted ones; null: the text stays. Nothing can be put where the words
 * are gone, and a comment that proposes no wording changes the text only by wording the moderator writes.
 */
export function wordingOf(
  draft: DecisionDraft,
  comment: Pick<Comment, 'proposal' | 'proposalKind' | 'anchor' | 'target'>,
): string | null {
  if (draft.disposition === null || comment.anchor.status === 'orphaned') return null;
  const { wording } = dispositionFacts[draft.disposition];
  if (wording === 'proposal') return comment.proposalKind === 'words' ? acceptedWording(comment) : null;
  if (wording !== 'own' || comment.proposalKind === 'move') return null;
  // What was to be deleted stays as it is: nothing is entered.
  if (comment.proposalKind === 'deletion' && draft.disposition === 'partially_accepted')
    return draft.wording === comment.anchor.words ? null : draft.wording;
  return comment.proposal === null && draft.wording.trim() === '' ? null : draft.wording;
}

export type DecisionIssue =
  | 'choose'
  | 'reason_required'
  | 'reason_too_long'
  | 'reason_code_required'
  | 'wording_same_as_proposal'
  | 'deferral';

export function issuesOf(
  draft: DecisionDraft,
  comment: Pick<Comment, 'proposal' | 'proposalKind' | 'anchor' | 'target'>,
): DecisionIssue[] {
  const { disposition, reasonCode } = draft;
  if (disposition === null) return ['choose'];
  const issues: DecisionIssue[] = decisionProblems({ disposition, reason: draft.reason, reasonCode });
  const own = dispositionFacts[disposition].wording === 'own' ? wordingOf(draft, comment) : null;
  // "Accepted with modification" whose words are the proposal's own would tell the ministry something untrue.
  const proposed = comment.proposalKind === 'deletion' ? comment.anchor.words : comment.proposal;
  if (own !== null && own === proposed) issues.push('wording_same_as_proposal');
  if (defers(disposition) && !draft.deferral?.given) issues.push('deferral');
  return issues;
}

/** Whether it puts the comment off instead of ending its case. */
export const defers = (disposition: Disposition): boolean =>
  dispositionFacts[disposition].statusAfter === 'under_review';

function storedDeferral(value: unknown): DeferralDraft | null {
  if (typeof value !== 'object' || value === null) return null;
  const whole = ['whom', 'group', 'day'].every((name) => typeof Reflect.get(value, name) === 'string');
  // Written by this very form.
  return whole ? { ...(value as DeferralDraft) } : null;
}

export function storedDecision(value: unknown): DecisionDraft | null {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('reason' in value)) return null;
  const { key, reason } = value;
  if (typeof key !== 'string' || typeof reason !== 'string') return null;
  const field = (name: string): unknown => Object.entries(value).find(([known]) => known === name)?.[1];
  const wording = field('wording');
  return {
    key,
    reason,
    disposition: decidableAlone.find((known) => known === field('disposition')) ?? null,
    reasonCode: reasonCodes.find((known) => known === field('reasonCode')) ?? null,
    wording: typeof wording === 'string' ? wording : '',
    deferral: storedDeferral(field('deferral')),
  };
}
