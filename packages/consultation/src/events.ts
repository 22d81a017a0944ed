import { consultationAbilities } from './abilities.js';
import { moderates } from './moderation.js';
import { maySee, type Subject, type Viewer } from './visibility.js';

export const commentEventTypes = [
  'comment_drafted',
  'comment_revised',
  'comment_discarded',
  'comment_submitted',
  'comment_passed',
  'comment_returned',
  'comment_set_aside',
  'comment_cleared',
  'comment_withdrawn',
  'comment_replied',
  'comment_decided',
  'comment_acknowledged',
  'comment_reopened',
  'comment_stance_taken',
  'comment_triaged',
  'comment_questioned',
  'comment_reconsideration_asked',
  'comment_withheld',
  'comment_restored',
  'comment_moved',
  'comment_carried',
] as const;
export type CommentEventType = (typeof commentEventTypes)[number];

export const roundEventTypes = [
  'round_changed',
  'round_extended',
  'round_paused',
  'round_resumed',
  'round_closed',
  'round_working',
  'round_nil_return',
  'round_noted',
  'round_opinion',
  'round_answered',
  'round_reminded',
] as const;
export type RoundEventType = (typeof roundEventTypes)[number];

export const silenceEventTypes = ['silence_opened', 'silence_objected', 'silence_closed'] as const;
export type SilenceEventType = (typeof silenceEventTypes)[number];

/**
 * Whether the viewer may hear of an event about a round. What concerns one organisation (null: everybody) is heard by
 * that organisation and by those who run the round; what it only noted for itself, by it alone.
 */
export function mayHearOfRound(viewer: Viewer, type: RoundEventType, organisationId: string | null): boolean {
  if (organisationId === null || organisationId === viewer.organisationId) return true;
  return type !== 'round_noted' && consultationAbilities(viewer.roles).run;
}

const innerEvents: readonly CommentEventType[] = [
  'comment_drafted',
  'comment_revised',
  'comment_discarded',
  'comment_submitted',
  'comment_passed',
  'comment_returned',
  'comment_set_aside',
  'comment_carried',
];

/** How a comment came about: its organisation's own for ever. */
export const isInner = (type: CommentEventType): boolean => innerEvents.includes(type);

/**
 * Whether the viewer may hear of an event about this comment, as the comment is now. Those who may see the comment hear
 * of its official life; how it came about (drafted, submitted, returned, set aside) stays with its organisation for ever, or else
 * the number of drafts behind a position would come out on the day it is cleared.
 */
export function mayHear(viewer: Viewer, type: CommentEventType, comment: Subject): boolean {
  if (isInner(type)) return viewer.organisationId === comment.organisationId;
  if (!maySee(viewer, comment)) return false;
  // [MO1] What moderators do among themselves is heard by them; a question also by whom it is asked.
  if (type === 'comment_triaged') return moderates(viewer);
  if (type === 'comment_questioned')
    return moderates(viewer) || viewer.organisationId === comment.organisationId;
  return true;
}
