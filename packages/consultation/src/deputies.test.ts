import { expect, test } from 'vitest';
import { deputyProblem, isDeputyAt } from './deputies.js';

const at = (day: number): Date => new Date(Date.UTC(2025, 5, day));
const named = { officerId: 'brin', deputyId: 'orla', from: at(10), until: at(15) };

test('[CE9] a deputy acts from the first moment of the period up to its last', () => {
  const acts = (now: Date): boolean => isDeputyAt(named, now);
  expect([at(9), at(10), at(14), at(15)].map(acts)).toEqual([false, true, true, false]);
});

test('[CE9] a period has a length, an end to come and a measure; nobody is their own deputy', () => {
  expect(deputyProblem(named, at(1))).toBeNull();
  expect(deputyProblem(named, at(12))).toBeNull();
  expect(deputyProblem({ ...named, deputyId: 'brin' }, at(1))).toBe('oneself');
  expect(deputyProblem({ ...named, until: at(10) }, at(1))).toBe('ends_before_it_begins');
  expect(deputyProblem(named, at(15))).toBe('already_over');
  expect(deputyProblem({ ...named, until: at(200) }, at(1))).toBe('too_long');
});
