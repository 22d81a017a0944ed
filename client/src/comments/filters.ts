import { commentStatuses, commentTypes, openStatuses, proposalKinds } from '@concord/consultation';
import type { CommentFilter, CommentStatus, CommentType, Locale, ProposalKind } from '@concord/schema';

/** What the list of comments shows, as its address holds it: sections by key, organisations by code. */
export type Filters = {
  readonly organisations: readonly string[];
  readonly types: readonly CommentType[];
  readonly statuses: readonly CommentStatus[];
  /** What is proposed. */
  readonly proposals: readonly ProposalKind[];
  readonly sections: readonly string[];
  readonly languages: readonly Locale[];
  readonly mine: boolean;
  readonly search: string;
};

export const noFilters: Filters = {
  organisations: [],
  types: [],
  statuses: [],
  proposals: [],
  sections: [],
  languages: [],
  mine: false,
  search: '',
};

/** What still waits for a decision. */
export const undecided: Filters = { ...noFilters, statuses: openStatuses };

const locales: readonly Locale[] = ['az', 'en', 'ru'];

/** Reads an address that anybody may have typed: unknown words are left out, not refused. */
export function filtersIn(query: URLSearchParams): Filters {
  const list = (name: string) => (query.get(name) ?? '').split(',').filter((word) => word !== '');
  return {
    organisations: list('organisation'),
    types: commentTypes.filter((type) => list('type').includes(type)),
    statuses: commentStatuses.filter((status) => list('status').includes(status)),
    proposals: proposalKinds.filter((kind) => list('proposal').includes(kind)),
    sections: list('section'),
    languages: locales.filter((locale) => list('language').includes(locale)),
    mine: query.get('mine') === '1',
    search: query.get('q') ?? '',
  };
}

export function queryOf(filters: Filters): URLSearchParams {
  const query = new URLSearchParams();
  const set = (name: string, value: string) => value && query.set(name, value);
  set('organisation', filters.organisations.join(','));
  set('type', filters.types.join(','));
  set('status', filters.statuses.join(','));
  set('proposal', filters.proposals.join(','));
  set('section', filters.sections.join(','));
  set('language', filters.languages.join(','));
  set('mine', filters.mine ? '1' : '');
  set('q', filters.search.trim());
  return query;
}

type Named = { readonly id: string; readonly code: string };
type Keyed = { readonly id: string; readonly key: string };

/** The filter the server understands. */
export function commentFilter(
  filters: Filters,
  known: { readonly organisations: readonly Named[]; readonly sections: readonly Keyed[] },
): CommentFilter {
  const organisationIds = known.organisations
    .filter(({ code }) => filters.organisations.includes(code))
    .map(({ id }) => id);
  const sectionIds = known.sections.filter(({ key }) => filters.sections.includes(key)).map(({ id }) => id);
  return {
    ...(organisationIds.length > 0 && { organisationIds }),
    ...(sectionIds.length > 0 && { sectionIds }),
    ...(filters.types.length > 0 && { types: [...filters.types] }),
    ...(filters.statuses.length > 0 && { statuses: [...filters.statuses] }),
    ...(filters.proposals.length > 0 && { proposalKinds: [...filters.proposals] }),
    ...(filters.languages.length > 0 && { languages: [...filters.languages] }),
    ...(filters.mine && { mine: true }),
    ...(filters.search.trim() !== '' && { search: filters.search.trim() }),
  };
}

export function countOf(filters: Filters): number {
  return (
    filters.organisations.length +
    filters.types.length +
    filters.statuses.length +
    filters.proposals.length +
    filters.sections.length +
    filters.languages.length +
    Number(filters.mine) +
    Number(filters.search.trim() !== '')
  );
}
