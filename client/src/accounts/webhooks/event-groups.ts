import type { WebhookEventType } from '@concord/schema';

/** What a webhook may be told of, as it is chosen. */
export const eventGroups = {
  comments: [
    'comment_cleared',
    'comment_withdrawn',
    'comment_replied',
    'comment_stance_taken',
    'comment_acknowledged',
    'comment_reconsideration_asked',
  ],
  decisions: ['comment_decided', 'comment_reopened', 'comment_withheld', 'comment_restored'],
  rounds: ['round_changed', 'round_paused', 'round_resumed', 'round_closed'],
  text: ['text_decided', 'text_imported', 'consultation_changed'],
} as const satisfies Record<string, readonly WebhookEventType[]>;
