import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inBrief, wordingChanges } from './wording-changes';

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

test('[WD1] words that two sentences share by chance do not cut a replacement into pieces', () => {
  const kinds = (before: string, after: string) => wordingChanges(before, after).map(({ kind }) => kind);
  expect(
    wordingChanges(
      'data-sharing protocol between the Agency, the Statistics Bureau and the border unit',
      'data-sharing protocol that covers entry and exit records',
    ),
  ).toEqual([
    { kind: 'kept', text: 'data-sharing protocol ' },
    { kind: 'deleted', text: 'between the Agency, the Statistics Bureau and the border unit' },
    { kind: 'inserted', text: 'that covers entry and exit records' },
  ]);
  expect(
    kinds('Lodged at a consulate, when the relative is already in the country.', 'All agree, in one.'),
  ).toEqual(['deleted', 'inserted', 'kept']);
  // What is kept for a reason stays: beside short changes, beside words that only come or only go, and in long stretches.
  expect(kinds('72 hours or 5 days', '48 hours or 3 days')).toEqual([
    'deleted',
    'inserted',
    'kept',
    'deleted',
    'inserted',
    'kept',
  ]);
  expect(
    kinds('Applications and appeals', 'Applications of foreigners and appeals of their relatives'),
  ).toEqual(['kept', 'inserted', 'kept', 'inserted']);
  expect(
    kinds(
      'Regional offices decide within thirty days after they were asked',
      'The central office decides within thirty days after a request has arrived',
    ),
  ).toEqual(['deleted', 'inserted', 'kept', 'deleted', 'inserted']);
});

test('[WD1] many deleted words are told in brief by whole words from both ends', () => {
  const sentence = 'Applications are lodged at a consulate or at a regional office of the Agency';
  expect(inBrief(sentence)).toBe(sentence);
  expect(inBrief(`${sentence}, and are decided on within ninety days of their receipt.`)).toBe(
    'Applications are lodged at a consulate or at a regional … on within ninety days of their receipt.',
  );
  expect(inBrief('x'.repeat(200))).toBe(`${'x'.repeat(56)} … ${'x'.repeat(40)}`);
});
