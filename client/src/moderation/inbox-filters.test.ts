import { describe, expect, test } from 'vitest';
import {
  askedFor,
  inboxFacts,
  inboxFiltersIn,
  inboxQueryOf,
  noInboxFilters,
  sameFilters,
  wishes,
} from './inbox-filters';

describe('[MO5] what the inbox shows', () => {
  test('is an address: what is kept under a name comes back as it was', () => {
    const kept = {
      view: 'all',
      care: 'mine',
      only: 'contested',
      tag: 'Səhiyyə & law',
      type: 'editorial',
    } as const;
    expect(inboxFiltersIn(new URLSearchParams(inboxQueryOf(kept).toString()))).toEqual(kept);
    expect(inboxQueryOf(noInboxFilters).toString()).toBe('');
    const typed = new URLSearchParams('view=secret&care=x&only=y&type=z');
    expect(inboxFiltersIn(typed)).toEqual(noInboxFilters);
  });

  test('[MO6] each fact shows what it counts, and no other', () => {
    for (const fact of inboxFacts)
      expect(inboxFacts.filter((other) => sameFilters(wishes[fact], wishes[other]))).toEqual([fact]);
    expect(askedFor(wishes.maintained, null)).toEqual({
      filter: { statuses: ['decided', 'acknowledged'], acknowledgements: ['maintains_objection'] },
      triage: {},
    });
    expect(askedFor(wishes.contested, null)).toEqual({
      filter: { statuses: ['cleared', 'under_review'] },
      triage: { contested: true },
    });
    const mine = { ...noInboxFilters, view: 'all', care: 'mine', tag: 'law' } as const;
    expect(askedFor(mine, 'me')).toEqual({ filter: {}, triage: { assigneeId: 'me', tags: ['law'] } });
  });
});
