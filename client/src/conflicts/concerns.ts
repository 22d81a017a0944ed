import type { EventFieldsFragment as Event } from '@concord/schema';

const types: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'comment_acknowledged',
  'comment_cleared',
  'comment_decided',
  'comment_reopened',
  'comment_replied',
  'comment_restored',
  'comment_stance_taken',
  'comment_withdrawn',
  'comment_withheld',
  'compromise_changed',
  'text_decided',
  'text_imported',
]);

/** Whether an event may change the conflicts of a section, or of any; others are not worth a question to the server. */
export function concerns(event: Pick<Event, 'type' | 'section'>, sectionId: string | null): boolean {
  const elsewhere = sectionId !== null && event.section !== null && event.section.id !== sectionId;
  return types.has(event.type) && !elsewhere;
}
