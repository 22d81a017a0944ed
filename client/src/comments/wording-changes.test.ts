import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordingChanges } from './wording-changes';

const words = fc
  .array(
    fc.constantFrom(
      'the',
      'cost',
      'of',
      'emergency',
      'care',
      ',',
      '.',
      'təcili',
      'yardım',
      'помощь',
      '9/2017',
    ),
    {
      maxLength: 14,
    },
  )
  .map((list) => list.join(' '));

test('[WD1] deletions and what is kept make the old text, insertions and what is kept the new one', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const changes = wordingChanges(before, after);
      const without = (kind: string) =>
        changes
          .filter((change) => change.kind !== kind)
          .map(({ text }) => text)
          .join('');
      expect(without('inserted')).toBe(before);
      expect(without('deleted')).toBe(after);
    }),
    { seed: 1, numRuns: 400 },
  );
});

test('[WD1] compares whole words in every script', () => {
  expect(wordingChanges('оплата экстренной помощи', 'оплата плановой помощи')).toEqual([
    { kind: 'kept', text: 'оплата ' },
    { kind: 'deleted', text: 'экстренной' },
    { kind: 'inserted', text: 'плановой' },
    { kind: 'kept', text: ' помощи' },
  ]);
  expect(wordingChanges('Qanun 9/2017', 'Qanun 19/2017')).toEqual([
    { kind: 'kept', text: 'Qanun ' },
    { kind: 'deleted', text: '9/2017' },
    { kind: 'inserted', text: '19/2017' },
  ]);
});

test('[WD1] a replaced phrase is one deletion and one insertion, not word by word', () => {
  expect(wordingChanges('is not set', 'was never made').map(({ kind }) => kind)).toEqual([
    'deleted',
    'inserted',
  ]);
});

test('[WD1] an empty proposal deletes the words', () => {
  expect(wordingChanges('old words', '')).toEqual([{ kind: 'deleted', text: 'old words' }]);
});
