import { expect, test } from 'vitest';
import { phaseOf } from './phase';

const dates = { opensAt: '2025-03-03T05:00:00Z', closesAt: '2025-03-24T14:00:00Z' };
const at = (moment: string) => phaseOf(dates, Date.parse(moment));

test('[UI6] before it opens, the day of opening is told', () => {
  expect(at('2025-03-01T00:00:00Z')).toEqual({ kind: 'planned', opensAt: dates.opensAt });
});

test('[UI6] whole days are counted down, then hours', () => {
  expect(at('2025-03-20T14:00:00Z')).toMatchObject({ kind: 'open', daysLeft: 4, hoursLeft: null });
  expect(at('2025-03-23T14:00:01Z')).toMatchObject({ kind: 'open', daysLeft: null, hoursLeft: 24 });
  expect(at('2025-03-24T13:59:59Z')).toMatchObject({ kind: 'open', hoursLeft: 1 });
});

test('[UI6] at the deadline it is closed, to the second', () => {
  expect(at('2025-03-24T14:00:00Z')).toEqual({ kind: 'closed', closedAt: dates.closesAt });
});

test('[UI6] after the deadline late comments are told of until their last call; a pause is told while it lasts', () => {
  const late = { ...dates, lastCall: '2025-03-25T14:00:00Z' };
  expect(phaseOf(late, Date.parse('2025-03-24T15:00:00Z'))).toEqual({
    kind: 'late',
    lastCall: late.lastCall,
  });
  expect(phaseOf(late, Date.parse('2025-03-25T14:00:00Z'))).toEqual({
    kind: 'closed',
    closedAt: dates.closesAt,
  });
  const kinds = [
    '2025-03-01T00:00:00Z',
    '2025-03-20T00:00:00Z',
    '2025-03-24T15:00:00Z',
    '2025-03-26T00:00:00Z',
  ].map((moment) => phaseOf({ ...late, paused: true }, Date.parse(moment)).kind);
  expect(kinds).toEqual(['planned', 'paused', 'paused', 'closed']);
});

test('[UI6] a consultation without dates is not told to be open', () => {
  expect(phaseOf({ opensAt: null, closesAt: null }, 0)).toEqual({ kind: 'undated' });
});
