import { expect, test } from 'vitest';
import { fits, limits } from './limits.js';

test.each([
  ['nothing', '', 'too_short'],
  ['blanks', ' \u00a0\n\t ', 'too_short'],
  ['one letter', 'ə', 'fits'],
  ['20,000 characters', 'ş'.repeat(20_000), 'fits'],
  ['20,001 characters', 'ş'.repeat(20_001), 'too_long'],
  ['20,000 characters of two units each', '😀'.repeat(20_000), 'fits'],
  ['20,001 characters of two units each', '😀'.repeat(20_001), 'too_long'],
  ['20,001 blanks', ' '.repeat(20_001), 'too_long'],
  ['a pasted megabyte', 'a'.repeat(1_048_576), 'too_long'],
] as const)('[CM5] a comment of %s: %s', (_name, text, verdict) => {
  expect(fits(text, limits.body)).toBe(verdict);
});

test('[CM5] an empty proposal is a deletion, not an omission', () => {
  expect(fits('', limits.proposal)).toBe('fits');
  expect(fits('x'.repeat(20_001), limits.proposal)).toBe('too_long');
});

test('[CM5] reasons are short, replies as long as comments', () => {
  expect(limits.reason).toEqual({ min: 1, max: 5_000 });
  expect(limits.reply).toEqual(limits.body);
});
