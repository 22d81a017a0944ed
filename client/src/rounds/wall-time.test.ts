import { expect, test } from 'vitest';
import { fromWall, toWall } from './wall-time';

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
