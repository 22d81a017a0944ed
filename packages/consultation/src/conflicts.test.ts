import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findConflicts, type Rival } from './conflicts.js';

const text = 'Family reunification is open only after two years to permanent residents.';
const on = (id: string, words: string, wording: string | null, change: Partial<Rival> = {}): Rival => ({
  id,
  blockId: 'b',
  language: 'en',
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  length: text.length,
  words,
  wording,
  kind: 'words',
  after: null,
  ...change,
});

describe('conflicts', () => {
  test('[CF1] proposals on the same words are one conflict, with what is said beside it', () => {
    expect(
      findConflicts([
        on('c', 'permanent residents', 'all residents'),
        on('a', 'only after two years', 'after one year'),
        on('b', 'two years', 'three years'),
        on('remark', 'after two years', null),
        on('elsewhere', 'Family', null),
      ]),
    ).toEqual([{ blockId: 'b', kind: 'contradicting', lanes: ['a', 'b'], beside: ['remark'] }]);
  });

  test('[CF1] a proposal that overlaps with two groups makes them one', () => {
    const found = findConflicts([
      on('first', 'Family reunification', 'Reunification'),
      on('last', 'permanent residents', 'all residents'),
      on('both', text.slice(0, -1), 'Something else entirely'),
    ]);
    expect(found.map(({ lanes }) => lanes)).toEqual([['both', 'first', 'last']]);
  });

  test('[CF1] words in different paragraphs, or side by side, are no conflict', () => {
    expect(
      findConflicts([
        on('a', 'two years', 'one year'),
        on('b', 'two years', 'three years', { blockId: 'other' }),
        on('c', 'only after', 'after'),
      ]),
    ).toEqual([]);
  });

  test('[CF1] what is asked for twice, or can stand together, is shown as such', () => {
    const twice = [on('a', 'two years', 'one year'), on('b', 'two years', 'one year')];
    expect(findConflicts(twice)[0]?.kind).toBe('alike');
    const gap = [on('a', 'only', ''), on('b', ' only', '')];
    expect(findConflicts(gap)[0]?.kind).toBe('alike');
    const sentence = on('c', text, text.replace('Family', 'Close family'));
    expect(findConflicts([on('a', 'two years', 'one year'), sentence])[0]?.kind).toBe('together');
  });

  test('[PO6][CF1] whoever deletes or moves a block meets those who reword it, and not those who add one after it', () => {
    const block = (id: string, kind: Rival['kind'], more: Partial<Rival> = {}): Rival =>
      on(id, text, null, { kind, ...more });
    const gone = block('gone', 'deletion');
    const moved = block('moved', 'move', { after: 'b-2' });
    const added = block('added', 'paragraph', { wording: 'One more.' });
    const reworded = on('words', 'two years', 'one year');
    const kinds = (...rivals: Rival[]) =>
      findConflicts(rivals).map(({ kind, lanes }) => [kind, lanes.length]);
    expect(kinds(gone, reworded)).toEqual([['contradicting', 2]]);
    expect(kinds(moved, block('other', 'move', { after: 'b-3' }))).toEqual([['contradicting', 2]]);
    expect(kinds(moved, reworded)).toEqual([['together', 2]]);
    expect(kinds(added, reworded)).toEqual([]);
    expect(kinds(added, gone)).toEqual([['together', 2]]);
    expect(kinds(added, block('twin', 'paragraph', { wording: 'Another.' }))).toEqual([['contradicting', 2]]);
    expect(findConflicts([gone, reworded, on('remark', 'two years', null)])[0]?.beside).toEqual(['remark']);
  });

  test('[CF2] across languages the same share of the paragraph is a conflict for people to read', () => {
    const russian = { language: 'ru', length: 100 };
    const near = on('ru', 'x', 'y', { ...russian, start: 55, end: 70 });
    const far = on('ru2', 'x', 'y', { ...russian, start: 0, end: 20 });
    expect(findConflicts([on('en', 'two years', 'one year'), near, far])).toEqual([
      { blockId: 'b', kind: 'across_languages', lanes: ['en', 'ru'], beside: [] },
    ]);
  });

  test('[CF1] each proposal stands in one conflict at most, whatever the order they came in', () => {
    const rival = fc.record({
      start: fc.integer({ min: 0, max: 30 }),
      size: fc.integer({ min: 0, max: 8 }),
      blockId: fc.constantFrom('b1', 'b2'),
      language: fc.constantFrom('az', 'en'),
      wording: fc.constantFrom('p', 'q', null),
    });
    fc.assert(
      fc.property(fc.array(rival, { maxLength: 12 }), fc.integer({ min: 0, max: 11 }), (drawn, shift) => {
        const rivals = drawn.map(({ size, ...one }, n): Rival => ({
          ...one,
          kind: 'words',
          after: null,
          id: String.fromCodePoint(97 + n),
          end: one.start + size,
          length: 40,
          words: 'w'.repeat(size),
        }));
        const found = findConflicts(rivals);
        const lanes = found.flatMap((conflict) => conflict.lanes);
        expect(new Set(lanes).size).toBe(lanes.length);
        const turned = findConflicts([...rivals.slice(shift), ...rivals.slice(0, shift)]);
        const sorted = (list: typeof found) =>
          list.toSorted((a, b) => (a.lanes.join() < b.lanes.join() ? -1 : 1));
        expect(sorted(turned)).toEqual(sorted(found));
      }),
      { seed: 20_261_121, numRuns: 1_000 },
    );
  });
});
