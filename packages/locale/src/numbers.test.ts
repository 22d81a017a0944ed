import { expect, test } from 'vitest';
import { locales } from './locales.js';
import { formatNumber } from './numbers.js';

test.each([
  ['az', '1.234.567,89'],
  ['en', '1,234,567.89'],
  ['ru', '1\u00a0234\u00a0567,89'],
] as const)('[LO8] numbers in %s: %s', (locale, text) => {
  expect(formatNumber(locale, 1_234_567.89)).toBe(text);
});

test('[LO8] decimals as asked for', () => {
  expect(formatNumber('az', 2, { minimumFractionDigits: 1 })).toBe('2,0');
  expect(formatNumber('ru', 1_234.56, { maximumFractionDigits: 0 })).toBe('1\u00a0235');
  expect(formatNumber('en', -1_234)).toBe('-1,234');
});

test('[LO8] agrees with an engine that knows the languages', () => {
  for (const locale of locales)
    for (const n of [0, 7, 999, 1_000, 1_234, 10_000, 98_765.432, -4_500.5, 1e9])
      expect(formatNumber(locale, n)).toBe(new Intl.NumberFormat(locale).format(n));
});
