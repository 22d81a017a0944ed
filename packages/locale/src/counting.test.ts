import { describe, expect, test } from 'vitest';
import { ordinal, plural } from './counting.js';
import { locales } from './locales.js';

describe('plural forms', () => {
  test.each([
    ['az', 1, 'one'],
    ['az', 5, 'other'],
    ['en', 0, 'other'],
    ['en', 1, 'one'],
    ['ru', 1, 'one'],
    ['ru', 2, 'few'],
    ['ru', 5, 'many'],
    ['ru', 11, 'many'],
    ['ru', 14, 'many'],
    ['ru', 21, 'one'],
    ['ru', 112, 'many'],
    ['ru', 1.5, 'other'],
    ['ru', -2, 'few'],
  ] as const)('[LO6] %s %d: %s', (locale, n, form) => {
    expect(plural(locale, n)).toBe(form);
  });

  test('[LO6] agrees with an engine that knows the languages', () => {
    for (const locale of locales) {
      const engine = new Intl.PluralRules(locale);
      for (let n = 0; n <= 1_200; n += 1) expect(plural(locale, n), `${locale} ${n}`).toBe(engine.select(n));
      for (const n of [0.5, 1.5, 2.1, -1, -3, -11]) expect(plural(locale, n)).toBe(engine.select(n));
    }
  });
});

describe('ordinals', () => {
  test('[LO7] Azerbaijani follows the last vowel of the spoken number', () => {
    const said =
      '1-ci 2-ci 3-cü 4-cü 5-ci 6-cı 7-ci 8-ci 9-cu 10-cu 20-ci 30-cu 40-cı 50-ci 60-cı 70-ci 80-ci 90-cı 100-cü';
    expect(said.split(' ').map((word) => ordinal('az', Number.parseInt(word, 10)))).toEqual(said.split(' '));
    expect(
      [0, 2023, 2025, 1_000, 2_000, 1_100, 1_000_000, 1_000_000_000].map((n) => ordinal('az', n)),
    ).toEqual(['0-cı', '2023-cü', '2025-ci', '1000-ci', '2000-ci', '1100-cü', '1000000-cu', '1000000000-cı']);
  });

  test('[LO7] agrees with an engine that knows Azerbaijani, below a thousand', () => {
    const engine = new Intl.PluralRules('az', { type: 'ordinal' });
    const endings = new Map([
      ['one', 'ci'],
      ['few', 'cü'],
      ['many', 'cı'],
      ['other', 'cu'],
    ]);
    for (let n = 0; n < 1_000; n += 1) expect(ordinal('az', n)).toBe(`${n}-${endings.get(engine.select(n))}`);
  });

  test('[LO7] English and Russian', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 113].map((n) => ordinal('en', n)).join(' ')).toBe(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th 113th',
    );
    expect(ordinal('ru', 7)).toBe('7-й');
  });
});
