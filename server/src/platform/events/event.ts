import { eventTypes, type EventType, type Visibility } from '@concord/consultation';

export { eventTypes, type EventType };

/** What stands on record in a consultation and is heard by nobody who follows it. */
export const quietTypes = [
  'invitation_made',
  'member_joined',
  'webhook_made',
  'webhook_stopped',
  'webhook_resumed',
  'webhook_removed',
] as const;

/** What stands on record, heard by nobody. */
const recordTypes = [
  ...quietTypes,
  'consultation_founded',
  'organisation_added',
  'demo_seeded',
  'signed_out_everywhere',
  'token_made',
  'token_revoked',
  'person_erased',
] as const;
export type RecordType = (typeof recordTypes)[number];

export const isHeard = (type: EventType | RecordType): type is EventType =>
  !(recordTypes as readonly string[]).includes(type);

/** The chain of what belongs to no consultation: accounts, organisations, tokens, founding. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000';

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
  readonly type: EventType | RecordType;
  /** Whose chain it goes into. */
  readonly consultationId: string;
  readonly subjectId: string;
  readonly audience: EventAudience;
  /** Facts for the record. Never text of a comment, never a name, never a person's id. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
  /** Persons concerned beside the actor, by the part they have in it. They can be erased without a trace in the hash. */
  readonly people?: Readonly<Record<string, string | null>>;
};

/** Concerns the whole installation, or how a consultation is peopled: for the record alone. */
export const onRecord = (
  type: RecordType,
  consultationId: string,
  subjectId: string,
  { organisationId = null, ...facts }: Pick<NewEvent, 'data' | 'people'> & { organisationId?: string | null },
): NewEvent => ({
  type,
  consultationId,
  subjectId,
  audience: { organisationId, visibility: 'organisation', official: false, sectionId: null },
  ...facts,
});
