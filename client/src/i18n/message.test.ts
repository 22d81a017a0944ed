import { parse } from '@formatjs/icu-messageformat-parser';
import { locales, type Locale } from '@concord/locale';
import { expect, test } from 'vitest';
import { spoken } from './message';

const say = (text: string, values: Record<string, unknown>, locale: Locale) =>
  spoken(parse(text), values, locale);

test.each(locales)('[UI14] numbers and their forms in %s are those of packages/locale', (locale) => {
  const text = '{n, plural, one {# one} few {# few} many {# many} other {# other}} {n, number}';
  const expected = {
    az: ['1 one 1', '1.327 other'],
    en: ['1 one 1', '1,327 other'],
    ru: ['1 one 1', '1 327 many'],
  };
  expect(say(text, { n: 1 }, locale)).toBe(expected[locale][0]);
  expect(String(say(text, { n: 1327 }, locale)).replaceAll('\u00A0', ' ')).toContain(expected[locale][1]);
});

test('a message says which of its values it was not told', () => {
  expect(() => say('by {name}', {}, 'en')).toThrow('name');
});

test('a value that is not there leaves a gap, and one that is no text stays what it is', () => {
  const element = { type: 'b' };
  expect(say('a {none} b {one} {number}', { none: null, one: element, number: 1327 }, 'az')).toEqual([
    'a  b ',
    element,
    ' 1327',
  ]);
});
