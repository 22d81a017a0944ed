import 'reflect-metadata';
import { locales } from '@concord/locale';
import { expect, test } from 'vitest';
import { inThreeLanguages } from '../../testing/three-languages.js';
import { refuse, RefusalCode } from './refusal.js';
import { importRefusals, refusals, surprises } from './registry.js';

inThreeLanguages({ ...refusals, ...importRefusals, ...surprises });

test('every refusal has a code a program knows', () => {
  for (const key of Object.keys(refusals) as (keyof typeof refusals)[])
    for (const locale of locales) {
      const refused = refuse({ locale }, key, 'x');
      expect(Object.values(RefusalCode), key).toContain(refused.code);
      expect(refused).toMatchObject({ message: refusals[key][locale], field: 'x' });
    }
});
