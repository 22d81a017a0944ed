import type { WebhookEventType } from '@concord/schema';

const groups = ['comments', 'decisions', 'rounds', 'text'] as const;
type EventGroup = (typeof groups)[number];

/** Where each is offered: none is forgotten. */
const groupOf: Readonly<Record<WebhookEventType, EventGroup>> = {
  comment_cleared: 'comments',
  comment_withdrawn: 'comments',
  comment_replied: 'comments',
  comment_stance_taken: 'comments',
  comment_acknowledged: 'comments',
  comment_reconsideration_asked: 'comments',
  comment_decided: 'decisions',
  comment_reopened: 'decisions',
  comment_withheld: 'decisions',
  comment_restored: 'decisions',
  comment_moved: 'decisions',
  round_changed: 'rounds',
  round_paused: 'rounds',
  round_resumed: 'rounds',
  round_closed: 'rounds',
  text_decided: 'text',
  text_imported: 'text',
  consultation_changed: 'text',
};

/** What a webhook may be told of, as it is chosen. */
export const eventGroups: readonly (readonly [EventGroup, readonly WebhookEventType[]])[] = groups.map(
  (group) => [group, (Object.keys(groupOf) as WebhookEventType[]).filter((type) => groupOf[type] === group)],
);
