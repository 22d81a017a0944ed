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

export const eventTypes = [
  ...commentEventTypes,
  ...roundEventTypes,
  'compromise_changed',
  ...silenceEventTypes,
  'text_decided',
  'clearance_changed',
  'text_imported',
  'consultation_changed',
] as const;
export type EventType = (typeof eventTypes)[number];

/**
 * How far news travels at most. `participants`: to whoever takes part and may see what it is about. `concerned`: to the
 * organisations that it concerns, and to those who moderate or run the consultation. `moderators`: to them.
 * `organisation`: never out of one organisation.
 */
type Reach = 'participants' | 'concerned' | 'moderators' | 'organisation';

/** [EV1][WH2] Every type of event is decided upon here: the rules below ask this table, and webhooks are told by it. */
export const reachOf = {
  comment_drafted: 'organisation',
  comment_revised: 'organisation',
  comment_discarded: 'organisation',
  comment_submitted: 'organisation',
  comment_passed: 'organisation',
  comment_returned: 'organisation',
  comment_set_aside: 'organisation',
  comment_cleared: 'participants',
  comment_withdrawn: 'participants',
  comment_replied: 'participants',
  comment_decided: 'participants',
  comment_acknowledged: 'participants',
  comment_reopened: 'participants',
  comment_stance_taken: 'participants',
  comment_triaged: 'moderators',
  comment_questioned: 'concerned',
  comment_reconsideration_asked: 'participants',
  comment_withheld: 'participants',
  comment_restored: 'participants',
  comment_moved: 'participants',
  comment_carried: 'organisation',
  round_changed: 'participants',
  round_extended: 'concerned',
  round_paused: 'participants',
  round_resumed: 'participants',
  round_closed: 'participants',
  round_working: 'concerned',
  round_nil_return: 'concerned',
  round_noted: 'organisation',
  round_opinion: 'concerned',
  round_answered: 'concerned',
  round_reminded: 'concerned',
  compromise_changed: 'moderators',
  silence_opened: 'concerned',
  silence_objected: 'concerned',
  silence_closed: 'concerned',
  text_decided: 'participants',
  clearance_changed: 'organisation',
  text_imported: 'participants',
  consultation_changed: 'participants',
} as const satisfies Readonly<Record<EventType, Reach>>;

/** What somebody of no organisation who takes part may hear of. */
export type WideEventType = {
  [Type in EventType]: (typeof reachOf)[Type] extends 'participants' ? Type : never;
}[EventType];
export const wideEventTypes: readonly WideEventType[] = eventTypes.filter(
  (type): type is WideEventType => reachOf[type] === 'participants',
);

/**
 * Whether the viewer may hear of an event about a round. What concerns one organisation (null: everybody) is heard by
 * that organisation and by those who run the round; what it only noted for itself, by it alone.
 */
export function mayHearOfRound(viewer: Viewer, type: RoundEventType, organisationId: string | null): boolean {
  if (organisationId === null) return reachOf[type] === 'participants';
  if (organisationId === viewer.organisationId) return true;
  return reachOf[type] !== 'organisation' && consultationAbilities(viewer.roles).run;
}

/** How a comment came about: its organisation's own for ever. */
export const isInner = (type: CommentEventType): boolean => reachOf[type] === 'organisation';

/**
 * Whether the viewer may hear of an event about this comment, as the comment is now. Those who may see the comment hear
 * of its official life; how it came about (drafted, submitted, returned, set aside) stays with its organisation for ever, or else
 * the number of drafts behind a position would come out on the day it is cleared.
 */
export function mayHear(viewer: Viewer, type: CommentEventType, comment: Subject): boolean {
  if (isInner(type)) return viewer.organisationId === comment.organisationId;
  if (!maySee(viewer, comment)) return false;
  // [MO1] What moderators do among themselves is heard by them; a question also by whom it is asked.
  const concerned = reachOf[type] === 'concerned' && viewer.organisationId === comment.organisationId;
  return reachOf[type] === 'participants' || concerned || moderates(viewer);
}
