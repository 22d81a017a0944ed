import { isOfficial } from '@concord/consultation';
import type { EventType, NewEvent } from '../platform/events/event.js';
import type { Comment } from './comments.entity.js';

export type CommentEvent = Extract<EventType, `comment_${string}`>;

/** Of a comment, what its events are made of. */
type Told = Pick<
  Comment,
  'id' | 'consultationId' | 'organisationId' | 'sectionId' | 'visibility' | 'status' | 'version' | 'number'
>;

/** What happened to a comment, without a word of it. */
export function commentEvent(
  type: CommentEvent,
  comment: Told,
  data: NewEvent['data'] = {},
  people: NewEvent['people'] = {},
): NewEvent {
  return {
    type,
    consultationId: comment.consultationId,
    subjectId: comment.id,
    audience: {
      organisationId: comment.organisationId,
      visibility: comment.visibility,
      official: isOfficial(comment.status),
      sectionId: comment.sectionId,
    },
    data: { status: comment.status, version: comment.version, number: comment.number, ...data },
    people,
  };
}
