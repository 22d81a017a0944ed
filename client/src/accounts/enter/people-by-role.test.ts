import { expect, test } from 'vitest';
import type { DemoPerson } from '../demo';
import { peopleByRole } from './people-by-role';

const person = (id: string, ...roles: DemoPerson['roles'][number][]): DemoPerson => ({
  id,
  name: id,
  roles,
  organisation: { code: 'X', name: { az: '', en: '', ru: '' }, abbreviation: 'X' },
  function: '',
  locale: 'en',
});

test('[UI8] everybody is listed once', () => {
  const groups = peopleByRole([
    person('a', 'contributor', 'observer'),
    person('b', 'contributor'),
    person('c', 'contributor'),
  ]);
  expect(groups.flatMap((group) => group.people.map(({ id }) => id)).toSorted()).toEqual(['a', 'b', 'c']);
});

test('[UI8] under the rarest role', () => {
  const groups = peopleByRole([
    person('a', 'contributor', 'moderator'),
    person('b', 'contributor'),
    person('c', 'contributor'),
  ]);
  expect(groups.find(({ role }) => role === 'moderator')?.people.map(({ id }) => id)).toEqual(['a']);
});
