import { expect, test } from 'vitest';
import { commentFilter, countOf, filtersIn, noFilters, queryOf, undecided } from './filters';

test('[CL1] filters survive their address', () => {
  const filters = {
    organisations: ['MPH', 'MLW'],
    types: ['technical' as const],
    statuses: ['cleared' as const, 'under_review' as const],
    proposals: ['good_practice' as const],
    sections: ['b-0064'],
    languages: ['az' as const],
    mine: true,
    search: 'məcburi & 9/2017',
  };
  expect(filtersIn(new URLSearchParams(queryOf(filters).toString()))).toEqual(filters);
  expect(countOf(filters)).toBe(10);
});

test('[CL1] no filters, no address', () => {
  expect(queryOf(noFilters).toString()).toBe('');
  expect(filtersIn(new URLSearchParams(''))).toEqual(noFilters);
});

test('[VE6][CL1] what waits for a decision has an address of its own', () => {
  expect(queryOf(undecided).toString()).toBe('status=cleared%2Cunder_review');
});

test('[CL1] words nobody knows are left out of a typed address', () => {
  const filters = filtersIn(new URLSearchParams('type=angry,factual&status=lost&language=tlh&mine=yes'));
  expect(filters).toEqual({ ...noFilters, types: ['factual'] });
});

test('[CL1] the server is asked by ids, and only for what is filtered', () => {
  const known = { organisations: [{ id: 'o1', code: 'MPH' }], sections: [{ id: 's1', key: 'b-0064' }] };
  expect(commentFilter({ ...noFilters, organisations: ['MPH'], sections: ['b-0064'] }, known)).toEqual({
    organisationIds: ['o1'],
    sectionIds: ['s1'],
  });
  expect(commentFilter({ ...noFilters, search: '  ' }, known)).toEqual({});
});
