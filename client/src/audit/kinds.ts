import type { RecordKind } from '@concord/schema';

/** What one looks for when one looks for something; each kind of entry is in one of them. */
export const groups = ['comments', 'decisions', 'rounds', 'text', 'people'] as const;
export type Group = (typeof groups)[number];

const groupOf: Readonly<Record<RecordKind, Group>> = {
  comment_drafted: 'comments',
  comment_revised: 'comments',
  comment_discarded: 'comments',
  comment_submitted: 'comments',
  comment_passed: 'comments',
  comment_returned: 'comments',
  comment_set_aside: 'comments',
  comment_cleared: 'comments',
  comment_withdrawn: 'comments',
  comment_replied: 'comments',
  comment_decided: 'decisions',
  comment_acknowledged: 'comments',
  comment_reopened: 'decisions',
  comment_stance_taken: 'comments',
  comment_triaged: 'decisions',
  comment_questioned: 'decisions',
  comment_reconsideration_asked: 'comments',
  comment_withheld: 'decisions',
  comment_restored: 'decisions',
  comment_moved: 'decisions',
  comment_carried: 'comments',
  round_changed: 'rounds',
  round_extended: 'rounds',
  round_paused: 'rounds',
  round_resumed: 'rounds',
  round_closed: 'rounds',
  round_working: 'rounds',
  round_nil_return: 'rounds',
  round_noted: 'rounds',
  round_opinion: 'rounds',
  round_answered: 'rounds',
  round_reminded: 'rounds',
  compromise_changed: 'decisions',
  silence_opened: 'decisions',
  silence_objected: 'decisions',
  silence_closed: 'decisions',
  text_decided: 'decisions',
  clearance_changed: 'people',
  text_imported: 'text',
  consultation_changed: 'text',
  invitation_made: 'people',
  member_joined: 'people',
  webhook_made: 'people',
  webhook_stopped: 'people',
  webhook_resumed: 'people',
  webhook_removed: 'people',
};

export const isGroup = (text: string | null): text is Group => groups.some((group) => group === text);

export const kindsOf = (group: Group): RecordKind[] =>
  (Object.keys(groupOf) as RecordKind[]).filter((kind) => groupOf[kind] === group);
