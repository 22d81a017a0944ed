import { expect, test } from 'vitest';
import { MANY_ROWS, roomOf, STRETCH, stretchesOnPage } from './stretches';

const onPage = (rows: number, near: readonly number[], kept: readonly number[] = []) => [
  ...stretchesOnPage(rows, new Set(near), kept),
];

test('[CL2] of few rows all are on the page, wherever one looks', () => {
  expect(onPage(0, [])).toEqual([]);
  expect(onPage(MANY_ROWS, [0])).toEqual([0, 1, 2]);
});

test('[CL2] of very many rows those near what is in view are on the page', () => {
  expect(onPage(4000, [7, 8])).toEqual([7, 8]);
});

test('[CL2] a row that is chosen or has focus stays, with the rows beside it, however far one scrolls', () => {
  expect(onPage(4000, [40], [10 * STRETCH])).toEqual([9, 10, 11, 40]);
  expect(onPage(4000, [40], [0])).toEqual([0, 1, 40]);
  expect(onPage(4000, [40], [3999])).toEqual([40, 78, 79]);
  // What is chosen is no longer in the list.
  expect(onPage(4000, [40], [-1])).toEqual([40]);
});

test('[CL2] what has left keeps its room, and what was never there gets that of the others', () => {
  const heights = new Map([
    [0, 1000],
    [1, 2000],
  ]);
  expect(roomOf(1, 4000, heights)).toBe(2000);
  expect(roomOf(5, 4000, heights)).toBe(1500);
  expect(roomOf(80, 4010, heights)).toBe(300);
  expect(roomOf(0, 4000, new Map())).toBeGreaterThan(0);
});
