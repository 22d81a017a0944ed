import { expect, test } from 'vitest';
import { dayIn, fromWall, toWall, wholeDays, zoneName } from './wall-time';

test('[UI6] a deadline is meant in the time zone of the consultation, wherever it is typed', () => {
  expect(toWall('2025-06-25T14:00:00.000Z', 'Asia/Baku')).toBe('2025-06-25T18:00');
  expect(fromWall('2025-06-25T18:00', 'Asia/Baku')).toBe('2025-06-25T14:00:00.000Z');
  expect(fromWall('2025-06-25T18:00', 'Asia/Kolkata')).toBe('2025-06-25T12:30:00.000Z');
});

test('[UI6] summer time is told from winter time, on the very days of change too', () => {
  for (const moment of ['2025-03-29T23:30', '2025-03-30T04:30', '2025-10-25T23:30', '2025-10-26T05:30']) {
    const there = fromWall(moment, 'Europe/Berlin') ?? '';
    expect(toWall(there, 'Europe/Berlin')).toBe(moment);
  }
});

test('[UI6] what is no time is nothing', () => {
  for (const text of ['', '2025-06-25', 'tomorrow', '2025-13-45T99:99'])
    expect(fromWall(text, 'Asia/Baku')).toBeNull();
});

test('[CE9] whole days are those of the zone, also when clocks are changed on one of them', () => {
  expect(wholeDays('2026-11-22', '2026-11-22', 'Asia/Baku')).toEqual({
    from: '2026-11-21T20:00:00.000Z',
    until: '2026-11-22T20:00:00.000Z',
  });
  // The clocks of Berlin go back on the 25th: that day has 25 hours.
  expect(wholeDays('2026-10-25', '2026-10-25', 'Europe/Berlin')).toEqual({
    from: '2026-10-24T22:00:00.000Z',
    until: '2026-10-25T23:00:00.000Z',
  });
  expect(wholeDays('2026-10-25', '', 'Europe/Berlin')).toBeNull();
  const lateInBaku = Date.parse('2026-11-22T21:00:00Z');
  expect([dayIn('Asia/Baku', 0, lateInBaku), dayIn('UTC', 4, lateInBaku)]).toEqual([
    '2026-11-23',
    '2026-11-26',
  ]);
});

test('[UI6] a zone without a city is called by what its clocks show', () => {
  const named = ['Etc/GMT-4', 'Etc/GMT+3', 'Etc/UTC', 'Asia/Baku'].map((zone) => zoneName(zone));
  expect(named).toEqual(['UTC+4', 'UTC−3', 'UTC', 'Asia/Baku']);
});
