import { expect, test } from 'vitest';
import { likelyLanguage } from './sections';

test('[UI16] a file in another language than the one chosen is noticed by its headings', () => {
  expect(likelyLanguage(['Domain 1. Migrants’ rights', 'Annex 2'])).toBe('en');
  expect(likelyLanguage(['1-ci sahə. Miqrantların hüquqları', 'Giriş'])).toBe('az');
  expect(likelyLanguage(['Область 1. Права мигрантов', 'Приложение (IOM)'])).toBe('ru');
});

test('[UI16] headings that do not say it raise no question', () => {
  expect(likelyLanguage([])).toBeNull();
  expect(likelyLanguage(['Giriş', 'Xülasə'.replaceAll('ə', 'e')])).toBeNull();
  expect(likelyLanguage(['1.', '2.'])).toBeNull();
});
