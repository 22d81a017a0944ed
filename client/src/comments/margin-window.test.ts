import { expect, test } from 'vitest';
import { MANY, notesInView, viewOf } from './margin-window';

const keys = Array.from({ length: 4000 }, (_, index) => `n${index}`);
const tops = new Map(keys.map((key, index) => [key, index * 32]));
const sorted = (shown: ReadonlySet<number>): number[] => [...shown].toSorted((a, b) => a - b);

test('[RV10] of very many notes those near what is in view are on the page, in the order of the text', () => {
  const shown = sorted(notesInView(keys, tops, viewOf(64_000, 900), []));
  expect(shown.length).toBeLessThan(MANY);
  expect(shown[0]).toBeLessThanOrEqual(2000 - 25);
  expect(shown.at(-1)).toBeGreaterThanOrEqual(2000 + (900 + 800) / 32);
  expect(shown).toEqual(Array.from({ length: shown.length }, (_, nth) => (shown[0] ?? 0) + nth));
});

test('[RV10] a note that is open, lit or has the focus stays, with those beside it', () => {
  const shown = notesInView(keys, tops, viewOf(0, 900), ['n3000', null]);
  expect([2997, 2998, 2999, 3000, 3001, 3002, 3003].every((index) => shown.has(index))).toBe(true);
  expect(shown.has(2900)).toBe(false);
});

test('[RV10] before anything has its place some are there, and of few all', () => {
  expect(notesInView(keys, new Map(), viewOf(0, 900), []).size).toBeGreaterThan(0);
  const few = keys.slice(0, MANY);
  expect(notesInView(few, tops, viewOf(900_000, 900), []).size).toBe(MANY);
});
