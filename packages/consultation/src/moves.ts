import { commentStatuses, type CommentStatus } from './words.js';

/** What people do with a comment that changes its status. */
export type CommentAct =
  | 'submit'
  | 'return'
  | 'set_aside'
  | 'clear'
  | 'take_up'
  | 'decide'
  | 'withdraw'
  | 'acknowledge'
  | 'reopen';

export type CommentMove = {
  readonly act: CommentAct;
  readonly from: CommentStatus;
  readonly to: CommentStatus;
};

/** The life of a comment. A move that is not listed does not exist. */
export const commentMoves: readonly CommentMove[] = [
  // Inside the organisation.
  { act: 'submit', from: 'draft', to: 'internal_review' },
  { act: 'submit', from: 'returned', to: 'internal_review' },
  { act: 'return', from: 'internal_review', to: 'returned' },
  // For ever: refused inside, or merged into another draft.
  { act: 'set_aside', from: 'draft', to: 'set_aside' },
  { act: 'set_aside', from: 'internal_review', to: 'set_aside' },
  { act: 'set_aside', from: 'returned', to: 'set_aside' },

  // The one door out of the organisation. Any second door would show a draft to others.
  { act: 'clear', from: 'draft', to: 'cleared' },
  { act: 'clear', from: 'internal_review', to: 'cleared' },

  // In the open.
  { act: 'take_up', from: 'cleared', to: 'under_review' },
  { act: 'decide', from: 'cleared', to: 'decided' },
  { act: 'decide', from: 'under_review', to: 'decided' },
  { act: 'decide', from: 'cleared', to: 'merged' },
  { act: 'decide', from: 'under_review', to: 'merged' },
  // Put off: disposed of for now, still to be decided.
  { act: 'decide', from: 'cleared', to: 'under_review' },
  { act: 'decide', from: 'under_review', to: 'under_review' },
  { act: 'withdraw', from: 'cleared', to: 'withdrawn' },
  { act: 'withdraw', from: 'under_review', to: 'withdrawn' },
  { act: 'acknowledge', from: 'decided', to: 'acknowledged' },

  // Undoing a decision is a new decision, so the comment comes back to the table.
  { act: 'reopen', from: 'decided', to: 'under_review' },
  { act: 'reopen', from: 'acknowledged', to: 'under_review' },
  { act: 'reopen', from: 'merged', to: 'under_review' },
];

/**
 * Whether a comment may go from one status to the other; with `act`, whether that act takes it there.
 * Name the act when one is meant: without it, a second "decide" that defers would pass as a reopening.
 */
export const mayMove = (from: CommentStatus, to: CommentStatus, act?: CommentAct): boolean =>
  commentMoves.some(
    (move) => move.from === from && move.to === to && (act === undefined || move.act === act),
  );

/** Whether the act can be done to a comment in this status at all, whoever does it. */
export const mayUndergo = (act: CommentAct, status: CommentStatus): boolean =>
  commentMoves.some((move) => move.act === act && move.from === status);

const privateStatuses: readonly CommentStatus[] = ['draft', 'internal_review', 'returned', 'set_aside'];

/** Private: the comment lives in its organisation's own room and does not exist for anybody else. */
export const isPrivate = (status: CommentStatus): boolean => privateStatuses.includes(status);

/** Official: the organisation has spoken. Withdrawn and merged comments stay official. */
export const isOfficial = (status: CommentStatus): boolean => !isPrivate(status);

/** Still being worked on inside its organisation. */
export const isInHand = (status: CommentStatus): boolean => mayUndergo('set_aside', status);

/** Official and still waiting for a decision. */
export const isOpen = (status: CommentStatus): boolean => mayUndergo('decide', status);

export const openStatuses: readonly CommentStatus[] = commentStatuses.filter(isOpen);
