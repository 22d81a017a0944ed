import { textWith } from '@concord/consultation';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { surroundings } from './surroundings';
import { reworded, withWording } from './with-wording';

const piece = fc.constantFrom('work', 'икона', 'ə', ' ', ' ', '\u00a0', '.', ',', '«', '»', '(', ')', '\n');

test('[PO14] what is shown of a wording is the text that the decision writes', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 20 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('', '', 'new words'),
      (pieces, first, length, wording) => {
        const text = pieces.join('');
        const start = first % text.length;
        const end = start + 1 + (length % (text.length - start));
        const block = { text, hosts: null };
        const { lead, before, after, trail } = withWording(block, { start, end }, wording);
        expect(lead + before + trail).toBe(text);
        expect(lead + after + trail).toBe(textWith(block, [{ start, end, wording }]));
      },
    ),
    { seed: 20_261_122, numRuns: 1_000 },
  );
});

test('[PO14] a paragraph that is cut at the words of a comment closes up behind them', () => {
  const text = 'It issues work permits.';
  const around = surroundings({ text, hosts: null }, { start: 15, end: 22, words: 'permits' });
  expect(around && reworded(around, '')).toEqual({
    lead: 'It issues work',
    before: ' permits',
    after: '',
    trail: '.',
  });
  expect(around && reworded(around, 'visas')).toMatchObject({ lead: 'It issues work ', before: 'permits' });
});
