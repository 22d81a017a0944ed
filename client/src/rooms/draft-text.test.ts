import { expect, test } from 'vitest';
import { laterWords } from './draft-text';

test('[CE1] words typed when the draft was locked already are told apart from those that are cleared', () => {
  const comment = { body: 'As handed in.', proposal: 'so' };
  expect(laterWords(comment, { text: 'As handed in.\n', proposal: 'so' })).toBeNull();
  expect(laterWords(comment, { text: 'As handed in. And more.', proposal: 'so' })).toEqual({
    body: 'As handed in. And more.',
    wording: null,
  });
  expect(laterWords(comment, { text: 'As handed in.', proposal: 'thus' })).toEqual({
    body: null,
    wording: 'thus',
  });
  // A room that never held it says nothing of it.
  expect(laterWords(comment, { text: '', proposal: 'so' })).toBeNull();
});
