import { expect, test } from 'vitest';
import { detectLocale } from './locale-detection';

test('[UI2] the account decides over the device and the browser', () => {
  expect(detectLocale({ viewer: 'az', stored: 'ru', preferred: ['en-GB'] })).toBe('az');
});

test('[UI2] the device decides over the browser', () => {
  expect(detectLocale({ stored: 'ru', preferred: ['az'] })).toBe('ru');
});

test('[UI2] the first browser language we speak wins, whatever its region', () => {
  expect(detectLocale({ preferred: ['de-DE', 'az-Latn-AZ', 'ru'] })).toBe('az');
});

test('[UI2] a stored word that is no locale is passed over', () => {
  expect(detectLocale({ stored: 'klingon', preferred: ['fr'] })).toBe('en');
});
