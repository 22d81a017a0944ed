import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followed, kindOf, minimal, rebased, replay, type Operation } from './operations.js';

const words = fc
  .array(fc.constantFrom('after', 'two', 'years', 'only', 'İcazə', 'срок', '😀', ',', '.'), { maxLength: 6 })
  .map((list) => list.join(' '));
const operation = (start: number, original: string, replacement: string): Operation => ({
  start,
  end: start + original.length,
  original,
  replacement,
});

const runs = { seed: 20_261_121, numRuns: 2_000 };

describe('the minimal operation', () => {
  test('[PO1] makes the same text, on no more words, and is minimal itself', () => {
    fc.assert(
      fc.property(words, words, words, (lead, original, replacement) => {
        const whole = operation(lead.length, original, replacement);
        const least = minimal(whole);
        const text = lead + original;
        expect(replay(text, [least])).toBe(replay(text, [whole]));
        expect(least.original.length).toBeLessThanOrEqual(original.length);
        expect(minimal(least)).toEqual(least);
      }),
      runs,
    );
  });

  test('[PO1] never cuts a word or a character', () => {
    expect(minimal(operation(0, 'after two years', 'after three years'))).toEqual(
      operation(6, 'two', 'three'),
    );
    expect(minimal(operation(0, 'icazəsi', 'icazə')).original).toBe('icazəsi');
    expect(minimal(operation(0, '😀 a', '😁 a'))).toEqual(operation(0, '😀', '😁'));
  });

  test.each([
    ['two years', 'two years and six months', 'insertion'],
    ['only after two years', 'after two years', 'deletion'],
    ['two years', '', 'deletion'],
    ['two years', 'one year', 'replacement'],
    ['two years', 'two years', 'none'],
  ] as const)('[PO1] "%s" → "%s" is a %s', (original, replacement, kind) => {
    expect(kindOf(operation(3, original, replacement))).toBe(kind);
  });
});

describe('words that have changed since', () => {
  test('[PO3] both changes stand when they concern different words', () => {
    expect(rebased('after two years', 'after three years', 'only after two years')).toBe(
      'only after three years',
    );
    expect(rebased('two of them', 'two of them only', 'five of them')).toBe('five of them only');
  });

  test('[PO3] a person chooses when they touch', () => {
    expect(rebased('after two years', 'after three years', 'after one year')).toBeNull();
    expect(rebased('two years', 'two long years', 'two short years')).toBeNull();
  });

  test('[PO3] unchanged words take the proposal, and a proposal that is there already stays', () => {
    fc.assert(
      fc.property(words, words, (original, replacement) => {
        expect(rebased(original, replacement, original)).toBe(replacement);
        expect(rebased(original, replacement, replacement)).toBe(replacement);
        expect(rebased(original, original, replacement)).toBe(replacement);
      }),
      runs,
    );
  });

  test('[PO3] accepted, a proposal goes along with the other change, or stands as it was written', () => {
    expect(followed('two of them', 'two of them only', 'five of them')).toBe('five of them only');
    expect(followed('after two years', 'after three years', 'after one year')).toBe('after three years');
  });

  test('[PO3] does not depend on which change came first', () => {
    fc.assert(
      fc.property(words, words, words, (original, one, other) => {
        expect(rebased(original, one, other)).toBe(rebased(original, other, one));
      }),
      runs,
    );
  });
});

test('[PO4] replay refuses words that did not stand there', () => {
  const text = 'One two three.';
  expect(replay(text, [operation(4, 'two', '2'), operation(4, '2', 'zwei')])).toBe('One zwei three.');
  expect(() => replay(text, [operation(4, '2', 'zwei')])).toThrow(RangeError);
});
