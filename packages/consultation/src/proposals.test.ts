import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay } from './operations.js';
import {
  areIndicators,
  asksForChange,
  concernsBlock,
  indicatorsIn,
  proposalKinds,
  type ProposalKind,
} from './proposals.js';
import { relateProposals, type PlacedProposal } from './rivalry.js';
import { suggestionOf } from './suggestions.js';

const text = 'Residents may apply after two years.';
const asked = (kind: ProposalKind, more: Partial<PlacedProposal> = {}): PlacedProposal => ({
  kind,
  start: 0,
  end: text.length,
  original: text,
  replacement: '',
  after: null,
  ...more,
});
const words = (original: string, replacement: string): PlacedProposal => {
  const start = text.indexOf(original);
  return asked('words', { start, end: start + original.length, original, replacement });
};

test('[PO5] a deletion and a move ask without wording, the others are their wording', () => {
  expect(proposalKinds.filter((kind) => asksForChange({ kind, wording: null }))).toEqual([
    'deletion',
    'move',
  ]);
  expect(proposalKinds.filter((kind) => asksForChange({ kind, wording: '' }))).toEqual([...proposalKinds]);
  expect(proposalKinds.filter(concernsBlock)).toEqual(['paragraph', 'good_practice', 'deletion', 'move']);
});

test('[PO10] indicators are told by their codes, each once, and a few', () => {
  expect(indicatorsIn(' 3.09; 3.11 və 3.09')).toEqual(['3.09', '3.11']);
  expect(indicatorsIn(' . ')).toEqual([]);
  expect(areIndicators([])).toBe(true);
  expect(areIndicators(['3.09', '6.14'])).toBe(true);
  for (const codes of [
    ['7.01'],
    ['3.9'],
    ['3.09', '3.09'],
    ['3.09<b>'],
    Array.from({ length: 9 }, (_, n) => `1.1${n}`),
  ])
    expect(areIndicators(codes), codes.join()).toBe(false);
});

describe('two proposals on one block', () => {
  const two = words('two', 'three');
  test.each([
    ['deletion and words in it', asked('deletion'), two, 'contradicting'],
    ['two deletions', asked('deletion'), asked('deletion'), 'alike'],
    ['deletion and move', asked('deletion'), asked('move', { after: 'b-1' }), 'contradicting'],
    ['two moves to one place', asked('move', { after: 'b-1' }), asked('move', { after: 'b-1' }), 'alike'],
    [
      'two moves of one block',
      asked('move', { after: 'b-1' }),
      asked('move', { after: 'b-2' }),
      'contradicting',
    ],
    ['a move and words in it', asked('move', { after: 'b-1' }), two, 'together'],
    ['a paragraph after it and words in it', asked('paragraph', { replacement: 'New.' }), two, 'apart'],
    [
      'a paragraph after it and its deletion',
      asked('paragraph', { replacement: 'New.' }),
      asked('deletion'),
      'together',
    ],
    [
      'the same paragraph',
      asked('paragraph', { replacement: 'New.' }),
      asked('paragraph', { replacement: 'New. ' }),
      'alike',
    ],
    [
      'two paragraphs at one place',
      asked('paragraph', { replacement: 'A.' }),
      asked('paragraph', { replacement: 'B.' }),
      'contradicting',
    ],
    [
      'a good practice and a paragraph at one place',
      asked('good_practice', { replacement: 'A.' }),
      asked('paragraph', { replacement: 'B.' }),
      'contradicting',
    ],
    ['a good practice and words before it', asked('good_practice', { replacement: 'A.' }), two, 'apart'],
    ['words and words', two, words('two years', 'a year'), 'contradicting'],
  ] as const)('[PO6] %s', (_, one, other, relation) => {
    expect(relateProposals(one, other)).toBe(relation);
    expect(relateProposals(other, one)).toBe(relation);
  });
});

describe('what was typed over a text', () => {
  const some = fc
    .array(fc.constantFrom('after', 'two', 'years', 'İcazə', 'срок', '😀', ',', '.'), { maxLength: 7 })
    .map((list) => list.join(' '));

  test('[PO9] makes that text, on words that can be pointed at', () => {
    fc.assert(
      fc.property(some, some, (before, after) => {
        const found = suggestionOf(before, after);
        if (!found) {
          expect(before === after || !/[\p{L}\p{N}]/u.test(before)).toBe(true);
          return;
        }
        const { start, end, replacement } = found;
        expect(end).toBeGreaterThan(start);
        expect(replay(before, [{ ...found, original: before.slice(start, end), replacement }])).toBe(after);
      }),
      { seed: 20_261_122, numRuns: 2_000 },
    );
  });

  test.each([
    ['after two years', 'after three years', 'two', 'three'],
    ['after two years', 'only after two years', 'after', 'only after'],
    ['after two years.', 'after two years at most.', 'years', 'years at most'],
    ['after two years', 'after years', 'two ', ''],
  ])('[PO9] "%s" → "%s" quotes "%s"', (before, after, quoted, replacement) => {
    const found = suggestionOf(before, after);
    expect(found && before.slice(found.start, found.end).trim()).toBe(quoted.trim());
    expect(found?.replacement.trim()).toBe(replacement);
  });
});
