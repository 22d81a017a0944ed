import type { EventFieldsFragment as Event } from '@concord/schema';

/**
 * What a page shows beside comments, which an event brings along. `view`: of everything, as what was hidden may be seen
 * now. `frame`: what every page says above itself. `own`: what a ministry reads of its comments, and how it clears them.
 * `ending`: how far the consultation is from its end.
 */
export type Part =
  | 'view'
  | 'frame'
  | 'waiting'
  | 'own'
  | 'inbox'
  | 'triage'
  | 'conflicts'
  | 'round'
  | 'silence'
  | 'text'
  | 'ending'
  | 'versions';

const inside: readonly Part[] = ['own', 'waiting'];
const disposed: readonly Part[] = ['own', 'waiting', 'inbox', 'conflicts', 'round', 'silence', 'ending'];

/** [LV4] What each event can change. What is not named is not asked for again. */
export const touchedBy: Readonly<Record<Event['type'], readonly Part[]>> = {
  comment_drafted: inside,
  comment_revised: inside,
  comment_discarded: inside,
  comment_submitted: inside,
  comment_passed: inside,
  comment_returned: inside,
  comment_set_aside: inside,
  comment_cleared: disposed,
  comment_withdrawn: disposed,
  comment_replied: ['own', 'inbox', 'conflicts'],
  comment_decided: [...disposed, 'text'],
  comment_acknowledged: disposed,
  comment_reopened: [...disposed, 'text'],
  comment_stance_taken: ['own', 'inbox', 'conflicts'],
  comment_triaged: ['inbox', 'triage'],
  comment_questioned: ['own', 'waiting', 'inbox', 'triage', 'round'],
  comment_reconsideration_asked: ['own', 'inbox'],
  comment_withheld: ['own', 'inbox', 'conflicts', 'round'],
  comment_restored: ['own', 'inbox', 'conflicts', 'round'],
  comment_moved: ['own', 'inbox', 'conflicts'],
  comment_carried: ['own'],
  round_changed: ['view', 'frame', 'round'],
  round_extended: ['view', 'frame', 'round'],
  round_paused: ['view', 'frame', 'round'],
  round_resumed: ['view', 'frame', 'round'],
  round_closed: ['view', 'frame', 'round'],
  round_working: ['frame', 'round'],
  round_nil_return: ['frame', 'round'],
  round_noted: ['frame', 'round'],
  round_opinion: ['frame', 'round'],
  round_answered: ['frame', 'round'],
  round_reminded: ['frame', 'round'],
  compromise_changed: ['inbox', 'conflicts'],
  silence_opened: ['silence', 'inbox'],
  silence_objected: ['silence', 'inbox'],
  silence_closed: ['silence', 'inbox'],
  text_decided: ['own', 'conflicts', 'text', 'ending'],
  clearance_changed: inside,
  text_imported: ['conflicts', 'text', 'ending'],
  consultation_changed: ['text', 'ending', 'versions'],
};

type Told = Pick<Event, 'type'> & {
  readonly section: { readonly id: string } | null;
  readonly comment: { readonly organisation: { readonly id: string } } | null;
};

/** Whether an event may change this, in one section where that is named. What a newer server tells touches everything. */
export function touches(
  { type, section }: Omit<Told, 'comment'>,
  part: Part,
  sectionId: string | null = null,
) {
  const elsewhere = sectionId !== null && section !== null && section.id !== sectionId;
  return !elsewhere && (touchedBy[type]?.includes(part) ?? true);
}

/**
 * [DE12] Whether an event may change what was put off to one's own organisation: it puts something off, or `some` is
 * there and may have come to its end.
 */
export function touchesPutOff(event: Told & { readonly comment: PutOff | null }, some: boolean): boolean {
  if (event.comment?.outcome?.disposition === 'deferred' && event.type === 'comment_decided') return true;
  return touches(event, 'view') || (some && endsPutOff.includes(event.type));
}

type PutOff = { readonly outcome?: { readonly disposition: string } | null };

const endsPutOff: readonly Event['type'][] = [
  'comment_decided',
  'comment_reopened',
  'comment_replied',
  'comment_withdrawn',
  'comment_moved',
];

/** The same for what is shown of one's own organisation. A comment that was thrown away is not named any more. */
export const touchesOwn = (event: Told, part: Part, mine: string | null): boolean =>
  touches(event, part) && (event.comment === null || event.comment.organisation.id === mine);
