import { expect, test } from 'vitest';
import { cellsApart, surroundings } from './surroundings';

test('[DF4] a moderator sees the words in their paragraph, or no paragraph rather than the wrong one', () => {
  const text = 'No rule states who pays.';
  expect(surroundings(text, { start: 3, end: 7, words: 'rule' })).toEqual({
    lead: 'No ',
    words: 'rule',
    trail: ' states who pays.',
  });
  expect(surroundings(text, { start: 4, end: 8, words: 'rule' })).toBeNull();
  expect(surroundings(text, { start: null, end: null, words: null })).toBeNull();
});

test('the rows of a table are read as lines, with a sign where a cell ends', () => {
  expect(cellsApart('Channel\t2019\nBank\t9.1')).toBe('Channel | 2019\nBank | 9.1');
});
