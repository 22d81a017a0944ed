import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { words } from '../testing/words.js';
import { cutsCharacter, describe as selectorsOf, findQuote, isWholeBlock, suggest } from './text.js';

const paragraph = (id: string, text: string) => ({ id, type: 'paragraph', text }) as const;
const LAW = 'The Act on Health Insurance (Law 9/2017, Article 14) covers every resident with a permit.';
const selectors = selectorsOf(LAW, LAW.indexOf('9/2017'), LAW.indexOf('9/2017') + 6);

describe('describing words', () => {
  test('[AN1] keeps the words, where they stand, and 32 units on each side', () => {
    expect(selectors).toEqual({
      quote: {
        exact: '9/2017',
        prefix: 'he Act on Health Insurance (Law ',
        suffix: ', Article 14) covers every resid',
      },
      position: { start: 33, end: 39 },
    });
  });

  test('[AN1] never cuts a character in two, neither in the context nor in the words', () => {
    const text = `${'😀'.repeat(20)} law ${'𐐷'.repeat(20)}`;
    const { quote } = selectorsOf(`a${text}`, 42, 45);
    expect(quote).toEqual({ exact: 'law', prefix: `${'😀'.repeat(15)} `, suffix: ` ${'𐐷'.repeat(15)}` });
    expect(() => selectorsOf('😀', 0, 1)).toThrow(RangeError);
    expect(() => selectorsOf('😀', 1, 2)).toThrow(RangeError);
  });

  test.each([
    [0, 0],
    [2, 1],
    [-1, 2],
    [0, 4],
    [0.5, 2],
    [Number.NaN, 2],
  ])('[AN1] refuses %s to %s of three letters', (start, end) => {
    expect(() => selectorsOf('law', start, end)).toThrow(RangeError);
  });

  test('[AN1] takes a whole block, even an empty one', () => {
    expect(isWholeBlock(selectorsOf('law', 0, 3))).toBe(true);
    expect(isWholeBlock(selectorsOf('', 0, 0))).toBe(true);
    expect(isWholeBlock(selectorsOf('law', 0, 2))).toBe(false);
  });
});

describe('finding a quote', () => {
  const at = (blocks: readonly ReturnType<typeof paragraph>[]) =>
    findQuote(blocks, selectors).map(({ blockId, start, sameContext }) => [blockId, start, sameContext]);

  test('[AN2] finds the words in their context and not the same words elsewhere', () => {
    const blocks = [
      paragraph('a', 'Law 9/2017'),
      paragraph('b', `${LAW} See also 9/2017, Article 3.`),
      paragraph('c', '9/2017'),
    ];
    expect(at(blocks)).toEqual([['b', 33, true]]);
  });

  test('[AN2] finds them in every text it described them in', () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % text.length;
        const end = Math.min(text.length, start + 1 + (length % 20));
        fc.pre(!cutsCharacter(text, start) && !cutsCharacter(text, end));
        const found = findQuote(
          [paragraph('x', 'other'), paragraph('a', text)],
          selectorsOf(text, start, end),
        );
        expect(found).toContainEqual({ blockId: 'a', start, end, sameContext: true });
      }),
      { numRuns: 300, seed: 31 },
    );
  });

  test('[AN2] follows the context over the border of a block that was split beside the words', () => {
    const cut = LAW.indexOf('9/2017');
    expect(at([paragraph('a', LAW.slice(0, cut).trim()), paragraph('b', LAW.slice(cut))])).toEqual([
      ['b', 0, true],
    ]);
  });

  test('[AN2] takes a context that ends at the cut if enough agrees, and only then', () => {
    const cut = LAW.indexOf('9/2017');
    expect(at([paragraph('b', LAW.slice(cut))])).toEqual([['b', 0, false]]);
    expect(at([paragraph('b', '9/2017, Article')])).toEqual([]);
  });

  test('[AN2] does not find the words in another context', () => {
    expect(at([paragraph('a', LAW.replace('Insurance (Law', 'Insurance (Act'))])).toEqual([]);
    expect(at([paragraph('a', LAW.replace('Article', 'Section'))])).toEqual([]);
  });

  test('[AN2] does not take a short heading for the same words inside a sentence', () => {
    const heading = selectorsOf('Overview', 0, 8);
    expect(
      findQuote(
        [paragraph('a', 'The Overview of findings'), paragraph('b', 'Overview of findings')],
        heading,
      ),
    ).toEqual([]);
    expect(findQuote([paragraph('c', 'Overview')], heading)).toHaveLength(1);
  });

  test('[AN2] takes the end and the start of a block for context', () => {
    const end = selectorsOf('It entered into force in 2017', 25, 29);
    expect(findQuote([paragraph('a', 'It entered into force in 2017')], end)).toHaveLength(1);
    expect(findQuote([paragraph('a', 'It entered into force in 2017 or in 2018')], end)).toEqual([]);
  });
});

describe('suggesting places', () => {
  test('[AN11] offers what reads like the quote, the likeliest first', () => {
    const blocks = [
      paragraph('a', 'Nothing of the kind.'),
      paragraph('b', 'Civil society gives opinions on draft rules through a council.'),
      paragraph('c', 'Civil society gave its opinion on the draft rules by an advisory board.'),
    ];
    const quoted = selectorsOf(
      'Civil society gives opinions on draft rules through an advisory board',
      0,
      69,
    );
    const found = suggest(blocks, quoted);
    expect(found.map(({ blockId }) => blockId)).toEqual(['b', 'c']);
    for (const { blockId, start, end, words: text, likeness } of found) {
      expect(blocks.find(({ id }) => id === blockId)?.text.slice(start, end)).toBe(text);
      expect(likeness).toBeGreaterThanOrEqual(0.6);
      expect(likeness).toBeLessThan(1);
    }
  });

  test('[AN11] offers the words themselves with full likeness, whole characters only', () => {
    expect(suggest([paragraph('a', 'x 😀😁 y')], selectorsOf('😀😁', 0, 4))).toEqual([
      { blockId: 'a', start: 2, end: 6, words: '😀😁', likeness: 1 },
    ]);
    fc.assert(
      fc.property(words, words, (text, quote) => {
        for (const { start, end } of suggest([paragraph('a', text)], selectorsOf(quote, 0, quote.length))) {
          expect(cutsCharacter(text, start) || cutsCharacter(text, end)).toBe(false);
        }
      }),
      { numRuns: 100, seed: 32 },
    );
  });

  test('[AN11] offers nothing where nothing is alike', () => {
    expect(suggest([paragraph('a', 'Миграция')], selectorsOf('law', 0, 3))).toEqual([]);
    expect(suggest([], selectorsOf('law', 0, 3))).toEqual([]);
  });
});
