import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Operation } from './operations.js';
import { readAlike, relate } from './rivalry.js';
import { textWith } from './writing.js';

const operation = (start: number, original: string, replacement: string): Operation => ({
  start,
  end: start + original.length,
  original,
  replacement,
});
const inText = (text: string, original: string, replacement: string): Operation =>
  operation(text.indexOf(original), original, replacement);

const words = fc
  .array(fc.constantFrom('after', 'two', 'years', 'only', 'İcazə', 'срок', '😀', ',', '.'), { maxLength: 6 })
  .map((list) => list.join(' '));
const runs = { seed: 20_261_122, numRuns: 2_000 };

describe('two proposals on one text', () => {
  const text = 'Family reunification is open only after two years to permanent residents.';
  const whole = inText(text, 'only after two years', 'after one year');
  const deadline = inText(text, 'two years', 'one year');
  const length = inText(text, 'two', 'three');
  const residents = inText(text, 'permanent residents', 'all residents');

  test('[PO2] contradict when they change the same words, whatever they quote', () => {
    expect(relate(deadline, length)).toBe('contradicting');
    expect(relate(whole, deadline)).toBe('contradicting');
    expect(relate(deadline, residents)).toBe('apart');
  });

  test('[PO2] can stand together when only their quotes overlap', () => {
    const sentence = operation(0, text, text.replace('two', 'three'));
    expect(relate(sentence, residents)).toBe('together');
    expect(relate(sentence, length)).toBe('alike');
    expect(relate(sentence, deadline)).toBe('contradicting');
  });

  test('[PO2] two insertions at one place contradict: nobody can say which comes first', () => {
    const quote = 'two years';
    expect(relate(inText(text, quote, 'two years, A'), inText(text, quote, 'two years, B'))).toBe(
      'contradicting',
    );
  });

  test('[PO2] the relation is the same both ways, and what is together gives one text in either order', () => {
    fc.assert(
      fc.property(words, words, words, words, (original, one, other, tail) => {
        const a = operation(0, original, one);
        const b = operation(0, original + tail, other);
        expect(relate(a, b)).toBe(relate(b, a));
      }),
      runs,
    );
  });
});

describe('proposals that come to the same text', () => {
  const text =
    'Holders of work permits for seasonal work may apply, and so may holders of (permits) at home.';
  test.each([
    ['the space before them', 'permits', '', ' permits', ''],
    ['the space behind them', 'permits', '', 'permits ', ''],
    ['either space', ' permits', '', 'permits ', ''],
    ['a word more', 'permits', '', 'work permits', 'work'],
    ['the same words quoted with others', 'work permits for', 'work for', ' permits for', ' for'],
    ['the second of two equal words', 'seasonal work may', 'work may', 'seasonal ', ''],
    ['what closes after them', 'apply, and', 'apply and', ',', ''],
    ['other words', 'permits', 'visas', 'work permits', 'work visas'],
  ])('[PO2][PO14] are alike, be it with %s', (_, quote, wording, other, otherwise) => {
    const [a, b] = [inText(text, quote, wording), inText(text, other, otherwise)];
    expect(relate(a, b)).toBe('alike');
    expect(relate(b, a)).toBe('alike');
  });

  test.each([
    ['both spaces', 'permits', '', ' permits ', ''],
    ['a space more in their place', 'permits', 'visas', ' permits', '  visas'],
    ['another word', 'permits', '', 'work permits', ''],
    ['a space in their place', 'work permits', 'work', ' permits', ' '],
    ['a bracket', 'permits)', ')', '(permits)', ''],
  ])('[PO2] are not, where they differ in %s', (_, quote, wording, other, otherwise) => {
    const [a, b] = [inText(text, quote, wording), inText(text, other, otherwise)];
    expect(relate(a, b)).toBe('contradicting');
    expect(relate(b, a)).toBe('contradicting');
  });

  test('[PO2] of equal words it does not matter which goes', () => {
    const twice = 'a very very good practice';
    expect(relate(operation(0, twice, 'a very good practice'), operation(2, 'very ', ''))).toBe('alike');
  });

  test('[PO2] are what the text reads the same with', () => {
    // Sentences as people write them, and quotes of whole words with or without the spaces beside them.
    const pieces = fc.array(fc.constantFrom('very', 'good', 'icazə', '(срок)', 'law,', 'end.'), {
      minLength: 1,
      maxLength: 5,
    });
    const drawn = fc.record({
      from: fc.nat({ max: 12 }),
      size: fc.integer({ min: 1, max: 7 }),
      wording: fc.oneof(
        fc.constant(null),
        fc.constant(''),
        fc.constantFrom('good', 'very good', ' good', ' '),
      ),
    });
    let alike = 0;
    fc.assert(
      fc.property(pieces, drawn, drawn, (list, ...two) => {
        const sentence = list.join(' ');
        const borders = [...sentence.matchAll(/[\p{L}\p{N}]+|./gu)].map(({ index }) => index);
        borders.push(sentence.length);
        const [a, b] = two.map(({ from, size, wording }) => {
          const at = from % (borders.length - 1);
          const start = borders[at] ?? 0;
          const end = borders[Math.min(at + size, borders.length - 1)] ?? 0;
          const original = sentence.slice(start, end);
          // Without its first word, where nothing else is asked for.
          return operation(start, original, wording ?? original.replace(/^[\p{L}\p{N}]+ /u, ''));
        });
        if (!a || !b || relate(a, b) === 'apart') return;
        const read = ({ start, end, replacement }: Operation): string =>
          textWith({ text: sentence, hosts: null }, [{ start, end, wording: replacement }]);
        expect(relate(a, b) === 'alike', `"${sentence}": ${JSON.stringify([a, b])}`).toBe(
          read(a) === read(b),
        );
        expect(relate(b, a)).toBe(relate(a, b));
        if (read(a) === read(b) && a.start !== b.start) alike += 1;
      }),
      runs,
    );
    expect(alike).toBeGreaterThan(20);
  });

  test('[PO2] words that do not fit together are not compared', () => {
    expect(readAlike(operation(0, 'two years', 'two'), operation(4, 'weeks', ''))).toBe(false);
  });
});
