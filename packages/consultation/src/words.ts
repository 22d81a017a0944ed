/** The words of a consultation. One word, one thing: the same in tables, schema, events, addresses and buttons. */

export const roles = [
  'drafter',
  'lead_agency',
  'contributor',
  'clearing_officer',
  'observer',
  'moderator',
  'publisher',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

export const organisationKinds = [
  'state_body',
  'human_rights_institution',
  'civil_society',
  'assessment_team',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const commentTypes = [
  'general',
  'substantive',
  'technical',
  'editorial',
  'translation',
  'factual',
] as const;
export type CommentType = (typeof commentTypes)[number];

export const severities = ['blocking', 'important', 'minor'] as const;
export type Severity = (typeof severities)[number];

/** From the narrowest circle to the widest; each is explained in visibility.ts. */
export const visibilities = ['organisation', 'secretariat', 'government', 'participants', 'public'] as const;
export type Visibility = (typeof visibilities)[number];

export const anchorStatuses = ['exact', 'moved', 'text_changed', 'orphaned'] as const;
export type AnchorStatus = (typeof anchorStatuses)[number];

/** The main line first, then the side states. */
export const commentStatuses = [
  'draft',
  'internal_review',
  'cleared',
  'under_review',
  'decided',
  'acknowledged',
  'returned',
  'withdrawn',
  'merged',
  'set_aside',
] as const;
export type CommentStatus = (typeof commentStatuses)[number];

export const dispositions = [
  'accepted',
  'accepted_with_modification',
  'partially_accepted',
  'not_accepted',
  'noted',
  'referred',
  'deferred_to_session',
  'deferred',
  'merged',
  'superseded',
  'withdrawn',
] as const;
export type Disposition = (typeof dispositions)[number];

export const reasonCodes = [
  'out_of_scope_implementation',
  'out_of_scope_other_indicator',
  'no_source',
  'source_contradicts',
  'after_cut_off',
  'draft_law_not_in_force',
  'already_covered',
  'conflicts_with_other_institution',
  'editorial_style',
  'classified_information',
  'other',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What an organisation answers to the decision on its comment. */
export const acknowledgements = ['accepts', 'can_live_with', 'maintains_objection'] as const;
export type Acknowledgement = (typeof acknowledgements)[number];
