/** What an organisation says about the draft as a whole in a round, and what the lead agency may know of it. */
import { consultationAbilities } from './abilities.js';
import { fits, limits } from './limits.js';
import type { Viewer } from './visibility.js';

export const opinions = ['agree', 'agree_with_comments', 'disagree'] as const;
export type Opinion = (typeof opinions)[number];

export type OpinionProblem =
  | 'conditions_required'
  | 'conditions_too_long'
  | 'conditions_without_disagreement';

/** Who disagrees says on which conditions it would agree; who agrees sets none. */
export function opinionProblem(opinion: Opinion, conditions: string | null): OpinionProblem | null {
  const fit = fits(conditions ?? '', limits.reason);
  if (fit === 'too_long') return 'conditions_too_long';
  if (opinion === 'disagree') return fit === 'too_short' ? 'conditions_required' : null;
  return fit === 'fits' ? 'conditions_without_disagreement' : null;
}

/** An institutional opinion is a state body's, given by its clearing officer; others comment. */
export const mayGiveOpinion = (viewer: Viewer): boolean =>
  viewer.kind === 'state_body' && consultationAbilities(viewer.roles).clear;

/** "No comments" on the whole is the organisation's official word, so the clearing officer gives it. */
export const mayGiveNilReturn = (viewer: Viewer, onWhole: boolean): boolean =>
  onWhole ? consultationAbilities(viewer.roles).clear : consultationAbilities(viewer.roles).comment;

/** In no order of merit: words for a list in official order. */
export const responseStates = ['answered', 'nil_return', 'working', 'silent'] as const;
export type ResponseState = (typeof responseStates)[number];

/**
 * What the lead agency may know of an organisation. Each fact left the ministry by its own will: official comments, an
 * opinion, "no comments", or the declaration that it is at work. Drafts are no fact here: whoever declares nothing is
 * silent, however much it has written (T4).
 */
export type ResponseFacts = {
  readonly official: boolean;
  readonly opinion: boolean;
  readonly nilReturn: boolean;
  readonly working: boolean;
};

export function responseState(facts: ResponseFacts): ResponseState {
  if (facts.official || facts.opinion) return 'answered';
  if (facts.nilReturn) return 'nil_return';
  return facts.working ? 'working' : 'silent';
}
