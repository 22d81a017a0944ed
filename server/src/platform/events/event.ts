import {
  commentEventTypes,
  roundEventTypes,
  silenceEventTypes,
  type Visibility,
} from '@concord/consultation';

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

/** Who may learn of an event; checked by the same rule as the comment itself. */
export type EventAudience = {
  /** Organisation whose comment it is; null for events about the text or the consultation. */
  readonly organisationId: string | null;
  readonly visibility: Visibility;
  /** False while the comment is a draft: then only its organisation hears. */
  readonly official: boolean;
  /** Section concerned; null for the consultation as a whole. */
  readonly sectionId: string | null;
};

export type NewEvent = {
  readonly type: EventType;
  readonly consultationId: string;
  readonly subjectId: string;
  readonly audience: EventAudience;
  /** Facts for the record. Never text of a comment, never a name. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
};
