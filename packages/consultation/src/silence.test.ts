import { expect, test } from 'vitest';
import {
  concerns,
  mayObjectTo,
  maySilence,
  MOST_ITEMS,
  silenceItemStates,
  silenceProblem,
} from './silence.js';
import { dispositions } from './words.js';

const item = (commentId: string) => ({ commentId, disposition: 'accepted' as const });

test('[SR1] a package has a deadline of a day to a month, and items that are decided by themselves', () => {
  expect(silenceProblem(72, [item('a'), item('b')])).toBeNull();
  for (const hours of [0, 23, 721, 48.5])
    expect(silenceProblem(hours, [item('a')])).toBe('hours_out_of_range');
  expect(silenceProblem(72, [])).toBe('nothing');
  expect(silenceProblem(72, [item('a'), item('a')])).toBe('twice');
  expect(
    silenceProblem(
      72,
      Array.from({ length: MOST_ITEMS + 1 }, (_, n) => item(String(n))),
    ),
  ).toBe('too_many');
  expect(silenceProblem(72, [{ commentId: 'a', disposition: 'merged' }])).toBe('not_for_silence');
  expect(dispositions.filter((one) => !maySilence(one))).toEqual([
    'deferred_to_session',
    'deferred',
    'merged',
    'superseded',
    'withdrawn',
  ]);
});

test('[SR2] one objects before the deadline, to the second, to what is still open', () => {
  const closesAt = new Date('2025-07-01T12:00:00Z');
  const before = new Date(closesAt.getTime() - 1);
  expect(silenceItemStates.filter((state) => mayObjectTo(state, closesAt, before))).toEqual([
    'waiting',
    'objected',
  ]);
  expect(silenceItemStates.some((state) => mayObjectTo(state, closesAt, closesAt))).toBe(false);
});

test('[SR3] an item concerns whose comment it is, and who has an official comment on the same words', () => {
  const told = { organisationId: 'mph', blockId: 'b-1' };
  expect(concerns('mph', told, new Set())).toBe(true);
  expect(concerns('mlw', told, new Set(['b-1']))).toBe(true);
  expect(concerns('mlw', told, new Set(['b-2']))).toBe(false);
  expect(concerns('mlw', { ...told, blockId: null }, new Set(['b-1']))).toBe(false);
});
