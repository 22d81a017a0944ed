import { commentTypes, openStatuses } from '@concord/consultation';
import type { CommentFilter, CommentType, TriageFilter } from '@concord/schema';

export const inboxViews = ['open', 'decided', 'all'] as const;
export type InboxView = (typeof inboxViews)[number];

export const cares = ['all', 'mine', 'unassigned', 'asked'] as const;
/** Which comments a moderator looks at, by who takes care of them. */
export type Care = (typeof cares)[number];

export const onlys = ['blocking', 'contested', 'maintained', 'deferred', 'overdue'] as const;
/** One thing that sets comments apart. */
export type Only = (typeof onlys)[number];

/** What the inbox shows, as its address holds it; a saved view is such an address. */
export type InboxFilters = {
  readonly view: InboxView;
  readonly care: Care;
  readonly only: Only | null;
  readonly tag: string;
  readonly type: CommentType | null;
};

export const noInboxFilters: InboxFilters = { view: 'open', care: 'all', only: null, tag: '', type: null };

/** Reads an address that anybody may have typed: unknown words are left out, not refused. */
export function inboxFiltersIn(query: URLSearchParams): InboxFilters {
  const word = <T extends string>(name: string, known: readonly T[]): T | undefined =>
    known.find((one) => one === query.get(name));
  return {
    view: word('view', inboxViews) ?? 'open',
    care: word('care', cares) ?? 'all',
    only: word('only', onlys) ?? null,
    tag: query.get('tag') ?? '',
    type: word('type', commentTypes) ?? null,
  };
}

/** The same as an address: only what differs from the inbox as it opens. */
export function inboxQueryOf({ view, care, only, tag, type }: InboxFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (view !== 'open') query.set('view', view);
  if (care !== 'all') query.set('care', care);
  if (only) query.set('only', only);
  if (tag !== '') query.set('tag', tag);
  if (type) query.set('type', type);
  return query;
}

const statuses = {
  open: [...openStatuses],
  decided: ['decided', 'acknowledged'],
  all: null,
} as const satisfies Record<InboxView, CommentFilter['statuses']>;

/** The filters the server understands. */
export function askedFor(
  { view, care, only, tag, type }: InboxFilters,
  me: string | null,
): { readonly filter: CommentFilter; readonly triage: TriageFilter } {
  return {
    filter: {
      ...(statuses[view] && { statuses: [...statuses[view]] }),
      ...(type && { types: [type] }),
      ...(only === 'blocking' && { severities: ['blocking'] }),
      ...(only === 'maintained' && { acknowledgements: ['maintains_objection'] }),
    },
    triage: {
      ...(care === 'mine' && { assigneeId: me }),
      ...(care === 'unassigned' && { unassigned: true }),
      ...(care === 'asked' && { asked: true }),
      ...(only === 'contested' && { contested: true }),
      ...(only === 'deferred' && { deferred: true }),
      ...(only === 'overdue' && { overdue: true }),
      ...(tag !== '' && { tags: [tag] }),
    },
  };
}

export const inboxFacts = [
  'open',
  'blocking',
  'contested',
  'unassigned',
  'asked',
  'maintained',
  'deferred',
  'overdue',
] as const;
export type InboxFact = (typeof inboxFacts)[number];

/** What a fact at the top of the inbox shows when it is pressed: exactly what it counts. */
export const wishes: Readonly<Record<InboxFact, InboxFilters>> = {
  open: noInboxFilters,
  blocking: { ...noInboxFilters, only: 'blocking' },
  contested: { ...noInboxFilters, only: 'contested' },
  unassigned: { ...noInboxFilters, care: 'unassigned' },
  asked: { ...noInboxFilters, view: 'all', care: 'asked' },
  maintained: { ...noInboxFilters, view: 'decided', only: 'maintained' },
  deferred: { ...noInboxFilters, view: 'all', only: 'deferred' },
  overdue: { ...noInboxFilters, view: 'all', only: 'overdue' },
};

export const sameFilters = (one: InboxFilters, other: InboxFilters): boolean =>
  inboxQueryOf(one).toString() === inboxQueryOf(other).toString();
