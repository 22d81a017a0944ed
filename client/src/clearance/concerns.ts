import type { EventFieldsFragment as Event } from '@concord/schema';

/** Whether an event may change what a ministry reads of its own comments. A discarded draft brings no comment. */
export function concernsOwn(
  { type, comment }: Pick<Event, 'type' | 'comment'>,
  mine: string | null,
): boolean {
  if (comment) return comment.organisation.id === mine;
  return type.startsWith('comment_') || type === 'clearance_changed' || type === 'text_decided';
}
