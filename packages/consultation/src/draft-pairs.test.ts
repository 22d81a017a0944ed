import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftPairs, relationOf, type PlacedDraft } from './draft-pairs.js';

const draft = (change: Partial<PlacedDraft> = {}): PlacedDraft => ({
  id: 'a',
  sectionId: 's',
  language: 'en',
  blockId: 'b',
  start: 10,
  end: 20,
  words: 'some words',
  proposal: 'new words',
  kind: 'words',
  after: null,
  ...change,
});

describe('two drafts of one organisation', () => {
  test.each([
    ['contradict', 'the same words, other wordings', { proposal: 'other words' }],
    ['contradict', 'words that overlap', { start: 19, end: 30 }],
    ['contradict', 'a wording and a deletion', { proposal: '' }],
    ['overlap', 'the same wording for the same words', { proposal: ' new words ' }],
    [
      'overlap',
      '[PO2] the same words, quoted with one more',
      { end: 25, words: 'some words here', proposal: 'new words here' },
    ],
    [
      'contradict',
      'what they leave of one more',
      { end: 25, words: 'some words here', proposal: 'new words' },
    ],
    ['overlap', 'a wording and a remark', { proposal: null }],
    [null, 'words beside each other', { start: 20, end: 30 }],
    [null, 'another block', { blockId: 'c' }],
    [null, 'another section', { sectionId: 't' }],
    [null, 'another language', { language: 'az', proposal: 'other words' }],
    [null, 'words that are gone', { blockId: null }],
    ['contradict', '[PO6] a wording and the deletion of its paragraph', { kind: 'deletion', proposal: null }],
    [null, '[PO6] a wording and the move of its paragraph', { kind: 'move', after: 'c', proposal: null }],
    [null, '[PO6] a wording and a paragraph after it', { kind: 'paragraph', proposal: 'One more.' }],
  ] as const)('[CE6] %s: %s', (relation, _name, change) => {
    expect(relationOf(draft(), draft({ id: 'b', ...change }))).toBe(relation);
    expect(relationOf(draft({ id: 'b', ...change }), draft())).toBe(relation);
  });

  test('[CE6] every pair is found once, whatever the number of drafts', () => {
    const drafts = fc.array(
      fc.record({
        sectionId: fc.constantFrom('s', 't'),
        language: fc.constantFrom('az', 'en'),
        blockId: fc.constantFrom('b', 'c', null),
        start: fc.integer({ min: 0, max: 20 }),
        length: fc.integer({ min: 1, max: 10 }),
        proposal: fc.constantFrom('x', 'y', null),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(drafts, (rows) => {
        const all = rows.map(({ length, ...row }, index) => ({
          ...row,
          id: String(index),
          kind: 'words' as const,
          after: null,
          words: 'w'.repeat(length),
          end: row.start + length,
        }));
        const expected = all.flatMap((a, index) =>
          all.slice(index + 1).flatMap((b) => (relationOf(a, b) ? [`${a.id} ${b.id}`] : [])),
        );
        const found = draftPairs(all).map(({ ids }) => ids.toSorted((a, b) => +a - +b).join(' '));
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
      { seed: 20_261_121 },
    );
  });
});
