import { expect, test } from 'vitest';
import { createWriteRate } from './write-rate.js';

test('[GQ5] a minute’s worth of writes at once, then as many as the minute gives; nobody pays for another', () => {
  let now = 0;
  const rate = createWriteRate(60, () => now);
  const writes = (count: number, person = 'a'): number =>
    Array.from({ length: count }, () => rate.allows(person)).filter(Boolean).length;
  expect(writes(100)).toBe(60);
  expect(writes(1, 'b')).toBe(1);
  now += 1_000;
  expect(writes(100)).toBe(1);
  now += 60_000;
  expect(writes(100)).toBe(60);
  expect(rate.allows(null)).toBe(true);
});

test('[GQ5] without a bound everything goes', () => {
  const rate = createWriteRate(0, () => 0);
  expect(Array.from({ length: 1_000 }, () => rate.allows('a')).every(Boolean)).toBe(true);
});
