import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay } from './operations.js';
import { placed, textWith, type Rewording } from './writing.js';

/** A text in which [brackets] stand around the words that are to go. */
function going(marked: string): { text: string; goes: Rewording[] } {
  const goes: Rewording[] = [];
  let text = '';
  for (const part of marked.split(/(\[[^\]]*\])/u)) {
    const words = part.startsWith('[') ? part.slice(1, -1) : part;
    if (words !== part) goes.push({ start: text.length, end: text.length + words.length, wording: '' });
    text += words;
  }
  return { text, goes };
}

const without = (marked: string): string => {
  const { text, goes } = going(marked);
  return textWith({ text, hosts: null }, goes);
};

describe('words that leave nothing in their place', () => {
  test.each([
    ['the end', 'work [permits]', 'work'],
    ['a space', 'work [permits] or visas', 'work or visas'],
    ['a full stop', 'work [permits].', 'work.'],
    ['a comma', 'work [permits], or visas', 'work, or visas'],
    ['an ellipsis', 'работа [и разрешения]…', 'работа…'],
    ['a bracket', '(work [permits]) only', '(work) only'],
    ['quotation marks', '«icazə [verilir]»', '«icazə»'],
    ['quotation marks with an ending', '«Əmək [Məcəlləsi]»nin', '«Əmək»nin'],
    ['German ones', '„работа [здесь]“ и', '„работа“ и'],
    ['straight ones', 'a "work [permits]" rule', 'a "work" rule'],
    ['the end of a line', 'work [permits]\nand visas', 'work\nand visas'],
    ['a no-break space', 'about\u00a0[5] years', 'about years'],
    ['a narrow no-break space', 'срок\u202f[5]\u00a0лет', 'срок\u00a0лет'],
  ])('[PO14] before %s take the space before them along', (_what, marked, left) => {
    expect(without(marked)).toBe(left);
  });

  test.each([
    ['the beginning', '[Temporary] work', 'work'],
    ['a line break', 'one\n[two] three', 'one\nthree'],
    ['a bracket', 'law ([on] work) applies', 'law (work) applies'],
    ['quotation marks', '«[Əmək] icazəsi»', '«icazəsi»'],
    ['English ones', 'the “[old] law”', 'the “law”'],
    ['straight ones', 'the "[old] law"', 'the "law"'],
  ])('[PO14] behind %s take the space after them along', (_what, marked, left) => {
    expect(without(marked)).toBe(left);
  });

  test.each([
    ['all of it goes', '[work permits]', ''],
    ['no space stands beside them', 'work[-permit] law', 'work law'],
    ['a space is theirs already', 'work [permits ]or visas', 'work or visas'],
    ['a space before is theirs already', 'work[ permits]. Or', 'work. Or'],
    ['a word in quotation marks follows', 'say [the ]"law"', 'say "law"'],
    ['the part of a word goes', "l'[eau] est", "l' est"],
    ['a cell begins or ends there', 'Year\tWork [permits]', 'Year\tWork'],
  ])('[PO14] take nothing more along where %s', (_what, marked, left) => {
    expect(without(marked)).toBe(left);
  });

  test('[PO14] take one space along and no more', () => {
    expect(without('a  [b]  c')).toBe('a   c');
    expect(without('[a]   b')).toBe('  b');
  });

  test('[PO14] side by side leave no space between them, and none at the beginning', () => {
    expect(without('[a] [b] c')).toBe('c');
    expect(without('a [b] [c].')).toBe('a.');
    expect(without('a [b] [c] d')).toBe('a d');
    expect(without('[a] [b]')).toBe('');
  });

  test('[PO14] cross no border of what holds words', () => {
    const text = 'Fees one two\tmore';
    const hosts = [
      { start: 0, end: 4 },
      { start: 5, end: 12 },
      { start: 13, end: 17 },
    ];
    const go = (start: number, end: number) => textWith({ text, hosts }, [{ start, end, wording: '' }]);
    expect(go(0, 4)).toBe(' one two\tmore');
    expect(go(5, 12)).toBe('Fees \tmore');
    expect(go(5, 8)).toBe('Fees two\tmore');
    expect(go(9, 12)).toBe('Fees one\tmore');
    expect(go(0, 8)).toBe(' two\tmore');
  });

  test('[PO14] leave a space that another wording of the same stroke is about', () => {
    const text = 'work permits or visas';
    const permits = { start: 5, end: 12, wording: '' };
    expect(textWith({ text, hosts: null }, [permits, { start: 0, end: 5, wording: 'labour ' }])).toBe(
      'labour  or visas',
    );
    expect(textWith({ text, hosts: null }, [permits, { start: 0, end: 4, wording: 'labour' }])).toBe(
      'labour or visas',
    );
  });
});

describe('several wordings in one text', () => {
  const text = 'Temporary work permits are issued.';

  test('[PO14] an author who says which words stay says what becomes of the spaces', () => {
    const asked = { start: 0, end: 22, wording: 'Temporary work' };
    expect(placed({ text, hosts: null }, [asked])).toEqual([asked]);
    expect(textWith({ text, hosts: null }, [{ start: 15, end: 22, wording: ' ' }])).toBe(
      'Temporary work   are issued.',
    );
  });

  test('[PO2] quotes that overlap are cut to what they change', () => {
    const sentence = { start: 0, end: text.length, wording: text.replace('issued', 'given') };
    const words = { start: 10, end: 22, wording: 'visas' };
    expect(placed({ text, hosts: null }, [words, sentence])).toEqual([
      words,
      { start: 27, end: 33, wording: 'given' },
    ]);
    expect(textWith({ text, hosts: null }, [words, sentence])).toBe('Temporary visas are given.');
  });

  const piece = fc.constantFrom(
    'work',
    'икона',
    'ə',
    '😀',
    ' ',
    ' ',
    '\u00a0',
    '.',
    ',',
    '«',
    '»',
    '"',
    '(',
    ')',
    '\n',
  );
  const change = fc.record({
    at: fc.nat(40),
    length: fc.nat(4),
    wording: fc.constantFrom('', '', '', 'new', 'new words', ' '),
  });
  test('[PO4][PO14] what is recorded replays, and nothing but one space each goes beyond what was asked', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(change, { maxLength: 4 }),
        (pieces, changes) => {
          const whole = pieces.join('');
          const borders = pieces.reduce<number[]>(
            (all, one) => [...all, (all.at(-1) ?? 0) + one.length],
            [0],
          );
          const at = (index: number): number => borders[Math.min(index, borders.length - 1)] ?? 0;
          // Apart from each other, as `placed` is given them when no quotes overlap.
          let from = 0;
          const asked = changes
            .toSorted((a, b) => a.at - b.at)
            .flatMap(({ at: first, length, wording }) => {
              const start = at(Math.max(first, from));
              const end = at(Math.max(first, from) + length + 1);
              from = Math.max(first, from) + length + 2;
              return start < end ? [{ start, end, wording }] : [];
            });
          const done = placed({ text: whole, hosts: null }, asked);
          expect(done.length).toBe(asked.length);
          for (const [index, one] of done.entries()) {
            const was = asked[index];
            if (!was) continue;
            const more = whole.slice(one.start, was.start) + whole.slice(was.end, one.end);
            expect(more).toMatch(was.wording === '' ? /^\p{Zs}?$/u : /^$/u);
          }
          const steps = done
            .map(({ start, end, wording }) => ({
              start,
              end,
              original: whole.slice(start, end),
              replacement: wording,
            }))
            .toReversed();
          expect(textWith({ text: whole, hosts: null }, asked)).toBe(replay(whole, steps));
        },
      ),
      { seed: 20_261_122, numRuns: 3_000 },
    );
  });
});
