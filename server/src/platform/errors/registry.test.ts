import 'reflect-metadata';
import { locales } from '@concord/locale';
import { describe, expect, test } from 'vitest';
import { lossTexts } from '../../exchange/losses.js';
import { refuse, RefusalCode } from './refusal.js';
import { importRefusals, refusals, surprises } from './registry.js';

const everything = { ...refusals, ...importRefusals, ...surprises, ...lossTexts };

describe.each(Object.entries(everything))('%s', (_key, text) => {
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
    for (const sentence of Object.values(text)) expect(sentence.replace('{id}', '')).not.toMatch(/[{}<>]/);
  });
});

test('every refusal has a code a program knows', () => {
  for (const key of Object.keys(refusals) as (keyof typeof refusals)[])
    for (const locale of locales) {
      const refused = refuse({ locale }, key, 'x');
      expect(Object.values(RefusalCode), key).toContain(refused.code);
      expect(refused).toMatchObject({ message: refusals[key][locale], field: 'x' });
    }
});
