import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickWords } from './word-picking';
import type { PickStep, WordRange } from './word-picking';

const text = 'Təcili yardım: statusdan asılı olmayaraq.';
const words = (range: WordRange | null) => range && text.slice(range.start, range.end);
const walk = (...steps: readonly PickStep[]) =>
  steps.reduce<WordRange | null>((range, step) => pickWords(text, 'az', range, step), null);

test('[RV7] the first step picks the first word; further ones grow, shrink and move the beginning', () => {
  expect(words(walk('longer'))).toBe('Təcili');
  expect(words(walk('longer', 'longer', 'longer'))).toBe('Təcili yardım: statusdan');
  expect(words(walk('longer', 'longer', 'longer', 'shorter'))).toBe('Təcili yardım');
  expect(words(walk('longer', 'longer', 'longer', 'later', 'later'))).toBe('statusdan');
  expect(words(walk('longer', 'longer', 'later', 'earlier'))).toBe('Təcili yardım');
});

test('[RV7] however one steps, the range is whole words of the text and never empty', () => {
  const steps = fc.array(fc.constantFrom<PickStep>('longer', 'shorter', 'later', 'earlier'), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(steps, (list) => {
      const picked = words(walk(...list));
      expect(picked).toMatch(/^[\p{L}](.*[\p{L}])?$/u);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('[RV7] a block without words has nothing to pick', () => {
  expect(pickWords(' – ', 'en', null, 'longer')).toBeNull();
});
