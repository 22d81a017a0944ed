import type { EventFieldsFragment as Event } from '@concord/schema';

/** What may change the text, or which decisions stand behind it. */
export const changesText: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'comment_decided',
  'comment_reopened',
  'consultation_changed',
  'text_decided',
  'text_imported',
]);

/** What may change how far the consultation is from its end. */
export const changesEnd: ReadonlySet<Event['type']> = new Set<Event['type']>([
  ...changesText,
  'comment_acknowledged',
  'comment_cleared',
  'comment_withdrawn',
]);
