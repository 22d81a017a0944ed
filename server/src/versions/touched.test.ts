import { expect, test } from 'vitest';
import { touchedWords } from './touched.js';

const touched = (before: string, after: string, now = after) => {
  const { start, end } = touchedWords(before, after, now);
  return now.slice(start, end);
};

test('[VE7] of a paragraph that was accepted whole, only the new words are the decision’s', () => {
  const before = 'A case is decided within 72 hours by the Agency.';
  const after = 'A case is decided within 48 hours by the Agency.';
  expect(touched(before, after)).toBe('48');
  expect(touched(before, 'All is decided anew')).toBe('All is decided anew');
  // What only went left a place, and no words.
  expect(touched(before, 'A case is decided by the Agency.')).toBe('');
  expect(touched('', after)).toBe(after);
});

test('[VE7] they are the same words after edits before, behind and inside of them', () => {
  const [before, after] = ['one two three four five', 'one 2 three 4 five'];
  expect(touched(before, after)).toBe('2 three 4');
  expect(touched(before, after, 'one and 2 three 4 five')).toBe('2 three 4');
  expect(touched(before, after, 'one 2 three 4 and five')).toBe('2 three 4');
  expect(touched(before, after, 'one 2 and three 4 five')).toBe('2 and three 4');
  expect(touched(before, after, 'all new')).toBe('all new');
  expect(touched('one two', 'one 2 three', 'one 2 three and four')).toBe('2 three');
  expect(touched('one two', '1 two', 'so 1 two')).toBe('1');
});
