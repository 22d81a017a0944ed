import { expect, test } from 'vitest';
import { leftUntil, roundNumber, silenceNow } from './round';

test('[UI6] what is left is told in days, then hours, then minutes, until it is over', () => {
  const at = Date.parse('2025-07-01T12:00:00Z');
  const left = (moment: string) => leftUntil(moment, at);
  expect(left('2025-07-05T11:00:00Z')).toEqual({ unit: 'days', count: 3 });
  expect(left('2025-07-04T11:59:00Z')).toEqual({ unit: 'hours', count: 71 });
  expect(left('2025-07-01T13:30:00Z')).toEqual({ unit: 'minutes', count: 90 });
  expect(left('2025-07-01T12:00:01Z')).toEqual({ unit: 'minutes', count: 1 });
  expect(left('2025-07-01T12:00:00Z')).toBeNull();
});

test('[RD11] one silence round that runs is enough to be in that stage', () => {
  const round = (closedAt: string | null) => ({
    __typename: 'SilenceRound' as const,
    id: closedAt ?? 'open',
    openedAt: '2025-07-01T12:00:00Z',
    closesAt: '2025-07-04T12:00:00Z',
    closedAt,
    items: [],
  });
  expect(silenceNow([])).toBe('none');
  expect(silenceNow([round(null), round('2025-07-04T12:00:01Z')])).toBe('running');
  expect(silenceNow([round('2025-07-04T12:00:01Z')])).toBe('over');
});

test('[UI14] a round is counted in English and Russian, and takes its place in a row in Azerbaijani', () => {
  expect([1, 2].map((n) => roundNumber('en', n))).toEqual(['1', '2']);
  expect(roundNumber('ru', 3)).toBe('3');
  expect([2, 3, 6, 9, 10].map((n) => roundNumber('az', n))).toEqual([
    '2-ci',
    '3-cü',
    '6-cı',
    '9-cu',
    '10-cu',
  ]);
});
