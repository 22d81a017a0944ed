import { expect, test } from 'vitest';
import { isLocale, localeNames, locales } from './locales.js';

test('[LO1] the three languages, each named in itself', () => {
  expect(locales.map((locale) => localeNames[locale])).toEqual(['Azərbaycanca', 'English', 'Русский']);
});

test('[LO1] nothing else is a locale', () => {
  expect(locales.every(isLocale)).toBe(true);
  expect(['AZ', 'en-GB', 'tr', '', ' az', null, undefined, 0, ['az']].filter(isLocale)).toEqual([]);
});
