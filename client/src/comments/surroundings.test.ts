import { expect, test } from 'vitest';
import { cellsOf, surroundings } from './surroundings';

test('[DF4] a moderator sees the words in their paragraph, or no paragraph rather than the wrong one', () => {
  const text = 'No rule states who pays.';
  expect(surroundings({ text, hosts: null }, { start: 3, end: 7, words: 'rule' })).toEqual({
    lead: 'No ',
    words: 'rule',
    trail: ' states who pays.',
    hosts: null,
  });
  expect(surroundings({ text, hosts: null }, { start: 4, end: 8, words: 'rule' })).toBeNull();
  expect(surroundings({ text, hosts: null }, { start: null, end: null, words: null })).toBeNull();
});

test('the rows of a table are read as lines, with a sign where a cell ends', () => {
  const table = 'Channel\t2019\nBank\t9.1';
  expect(cellsOf(table)(table)).toBe('Channel | 2019\nBank | 9.1');
  expect(cellsOf('Channel\t2019\n', 'Bank\t', '9.1')('Bank\t')).toBe('Bank | ');
  expect(cellsOf('1.\tPurpose')('1.\tPurpose')).toBe('1.\tPurpose');
});
