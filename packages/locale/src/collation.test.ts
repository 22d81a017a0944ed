import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collator } from './collation.js';

const alphabet = [...'abcçdeəfgğhxıijkqlmnoöprsştuüvyzw'];
const sorted = (locale: 'az' | 'en' | 'ru', ...texts: string[]): string[] =>
  texts.toSorted(collator(locale).compare);

describe('the reader’s order', () => {
  test('[LO5] the Azerbaijani alphabet', () => {
    expect(sorted('az', ...alphabet.toReversed())).toEqual(alphabet);
    const capitals = alphabet.map((letter) => letter.toLocaleUpperCase('az'));
    expect(sorted('az', ...capitals.toReversed())).toEqual(capitals);
  });

  test('[LO5] whole words: ə after every e, x after every h, q after every k', () => {
    expect(sorted('az', 'əmək', 'ezamiyyə', 'fərman', 'eyni')).toEqual([
      'eyni',
      'ezamiyyə',
      'əmək',
      'fərman',
    ]);
    expect(sorted('az', 'xidmət', 'hüquq', 'ışıq', 'iclas', 'hər')).toEqual([
      'hər',
      'hüquq',
      'xidmət',
      'ışıq',
      'iclas',
    ]);
    expect(sorted('az', 'qanun', 'kənd', 'layihə', 'kvota')).toEqual(['kənd', 'kvota', 'qanun', 'layihə']);
  });

  test('[LO5] agrees with an engine that knows the language', () => {
    expect(Intl.Collator.supportedLocalesOf(['az'])).toEqual(['az']);
    const engine = new Intl.Collator('az', { numeric: true });
    const letters = [...alphabet, ...alphabet.map((letter) => letter.toLocaleUpperCase('az')), ' ', '-', '7'];
    const word = fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (left, right) => {
        expect(Math.sign(collator('az').compare(left, right))).toBe(Math.sign(engine.compare(left, right)));
      }),
      { seed: 5, numRuns: 5_000 },
    );
  });

  test('[LO5] English and Russian', () => {
    expect(sorted('en', 'xylem', 'East', 'queue', 'east')).toEqual(['east', 'East', 'queue', 'xylem']);
    expect(sorted('ru', 'ель', 'жук', 'ёлка', 'яма', 'дом')).toEqual(['дом', 'ёлка', 'ель', 'жук', 'яма']);
  });

  test('[LO5] numbers in texts count as numbers', () => {
    for (const locale of ['az', 'en', 'ru'] as const)
      expect(sorted(locale, 'C10', 'C2', 'C1')).toEqual(['C1', 'C2', 'C10']);
  });
});
