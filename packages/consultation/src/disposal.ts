import { decisionProblem, dispositionFacts, type DecisionProblem } from './dispositions.js';
import { fits, limits } from './limits.js';
import { isPrivate } from './moves.js';
import type { ProposalKind } from './proposals.js';
import type { CommentStatus, Disposition, OrganisationKind, ReasonCode, Visibility } from './words.js';

/** What a decision does with one comment. */
export type Disposal = {
  readonly commentId: string;
  readonly disposition: Disposition;
  readonly reason: string | null;
  readonly reasonCode: ReasonCode | null;
  /** The comment that takes its place; null = the wording of the decision itself, where one is needed. */
  readonly intoId: string | null;
  /** The moderator's own wording for the comment's words. */
  readonly wording: string | null;
};

/** A comment as far as a decision has to know it. */
export type Disposable = {
  readonly status: CommentStatus;
  readonly visibility: Visibility;
  /** The wording it proposes; empty for a deletion and a move, null when it asks for no change. */
  readonly proposal: string | null;
  /** Whether others read all of that proposal. */
  readonly proposalIsOpen: boolean;
  readonly proposalKind: ProposalKind;
  readonly domain: number | null;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
};

/** What says who reads a comment. */
type Audience = Pick<Disposable, 'visibility' | 'domain' | 'organisationId' | 'organisationKind'>;

/** How many comments one decision disposes of at most: a whole round of editorial ones. */
export const MOST_DISPOSALS = 100;

export type DisposalProblem =
  | DecisionProblem
  | 'nothing'
  | 'too_many'
  | 'twice'
  | 'not_the_moderators'
  | 'wording_required'
  | 'moved_as_proposed'
  | 'wording_too_long'
  | 'wording_withheld'
  | 'into_required'
  | 'into_itself'
  | 'into_unknown'
  | 'into_gone'
  | 'into_narrower';

/** Where the problem lies: in which disposal, if in one. */
export type FoundProblem = { readonly problem: DisposalProblem; readonly at: number | null };

/**
 * What is wrong with a decision, or null. `comments` holds every comment it disposes of or names; `hasWording` says
 * whether the decision brings wording of its own, a compromise, that comments can be merged into.
 */
export function disposalProblem(
  disposals: readonly Disposal[],
  comments: ReadonlyMap<string, Disposable>,
  hasWording: boolean,
): FoundProblem | null {
  if (disposals.length === 0 && !hasWording) return { problem: 'nothing', at: null };
  if (disposals.length > MOST_DISPOSALS) return { problem: 'too_many', at: null };
  const given = new Map<string, Disposal>();
  for (const [at, disposal] of disposals.entries()) {
    if (given.has(disposal.commentId)) return { problem: 'twice', at };
    given.set(disposal.commentId, disposal);
  }
  for (const [at, disposal] of disposals.entries()) {
    const problem =
      ownProblem(disposal, comments.get(disposal.commentId)) ??
      intoProblem(disposal, given, comments, hasWording);
    if (problem) return { problem, at };
  }
  return null;
}

function ownProblem(disposal: Disposal, comment: Disposable | undefined): DisposalProblem | null {
  const { givenBy, wording: source } = dispositionFacts[disposal.disposition];
  if (givenBy !== 'moderator') return 'not_the_moderators';
  const problem = decisionProblem(disposal);
  if (problem) return problem;
  const { wording } = disposal;
  if (wording !== null && fits(wording, limits.proposal) !== 'fits') return 'wording_too_long';
  // Another place is another proposal: what was moved there would be nobody's wish, and nobody's wording.
  if (source === 'own' && comment?.proposalKind === 'move')
    return wording !== null || disposal.disposition === 'accepted_with_modification'
      ? 'moved_as_proposed'
      : null;
  const proposes = (comment?.proposal ?? null) !== null;
  // [MO9] What is kept from others would come out by the text itself.
  if (source === 'proposal' && proposes && !comment?.proposalIsOpen) return 'wording_withheld';
  if (
    source === 'own' &&
    wording === null &&
    proposes &&
    disposal.disposition === 'accepted_with_modification'
  )
    return 'wording_required';
  return null;
}

/**
 * [DE6] Merged and superseded name what takes the comment's place. That is never the comment itself, nor one that was
 * withdrawn or merged into another, so a circle can't arise: not within a decision, and not over several.
 */
function intoProblem(
  { commentId, disposition, intoId }: Disposal,
  given: ReadonlyMap<string, Disposal>,
  comments: ReadonlyMap<string, Disposable>,
  hasWording: boolean,
): DisposalProblem | null {
  if (!dispositionFacts[disposition].needsOther) return null;
  if (intoId === null) return hasWording ? null : 'into_required';
  if (intoId === commentId) return 'into_itself';
  const into = comments.get(intoId);
  const comment = comments.get(commentId);
  if (!into || !comment || isPrivate(into.status)) return 'into_unknown';
  const fate = given.get(intoId)?.disposition;
  if (fate === undefined ? into.status === 'withdrawn' || into.status === 'merged' : gives(fate))
    return 'into_gone';
  return seenByAllOf(comment, into) ? null : 'into_narrower';
}

/** Merged or superseded in the same decision: it gives way itself. */
const gives = (disposition: Disposition): boolean => dispositionFacts[disposition].needsOther;

/**
 * [DE7] Whether everybody who reads the one comment, its own organisation first, reads the other too. To say "merged
 * into another" to somebody who may not know of the other would tell them of it.
 */
export function seenByAllOf(comment: Audience, into: Audience): boolean {
  if (comment.domain !== null && comment.domain !== into.domain) return false;
  switch (into.visibility) {
    case 'public':
      return true;
    case 'participants':
      return comment.visibility !== 'public';
    case 'government':
      return comment.visibility === 'government' && comment.organisationKind === 'state_body';
    case 'secretariat':
      return comment.visibility === 'secretariat' && comment.organisationId === into.organisationId;
    case 'organisation':
      return false;
  }
}
