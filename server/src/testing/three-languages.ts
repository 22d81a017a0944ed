import { locales, type Locale } from '@concord/locale';
import { describe, expect, test } from 'vitest';

/** [T12] holds for a table of sentences. */
export function inThreeLanguages(texts: Readonly<Record<string, Readonly<Record<Locale, string>>>>): void {
  describe.each(Object.entries(texts))('%s', (_key, text) => {
    test('[T12] is said in three languages, in each with its own words', () => {
      expect(Object.keys(text).toSorted()).toEqual([...locales].toSorted());
      expect(new Set(Object.values(text)).size).toBe(locales.length);
      expect(text.ru).toMatch(/[а-яё]/i);
      expect(`${text.az}${text.en}`).not.toMatch(/[а-яё]/i);
      for (const sentence of Object.values(text)) {
        expect(sentence.trim()).toBe(sentence);
        expect(sentence).toMatch(/[.!?]$/);
      }
    });

    test('needs no pattern language: braces hold only the number of an accident', () => {
      for (const sentence of Object.values(text)) {
        expect(sentence.replace('{id}', '')).not.toMatch(/[{}<>]/);
      }
    });
  });
}
