import type { BlockText } from '@concord/document/model';
import { expect, test } from 'vitest';
import { placeComments } from './placement';
import { anchor, comment } from './testing';

const blocks: readonly BlockText[] = [
  { id: 'b-1', type: 'paragraph', text: 'Health care is financed through a fund.' },
  { id: 'b-2', type: 'paragraph', text: 'Hospitals must treat everyone. Hospitals are public.' },
];

test('[RV2] comments stand in the order of the text: block, then words, then age', () => {
  const late = comment({ id: 'late', createdAt: '2025-07-01T00:00:00Z' });
  const second = comment({ id: 'second', anchor: anchor('exact', { start: 7, end: 11, words: 'care' }) });
  const other = comment({
    id: 'other',
    anchor: anchor('moved', { blockId: 'b-2', start: 0, end: 9, words: 'Hospitals' }),
  });
  const { placed } = placeComments([other, second, late, comment({ id: 'early' })], blocks, 'en');
  expect(placed.map((one) => one.comment.id)).toEqual(['early', 'late', 'second', 'other']);
});

test('[RV2] words that are gone are listed apart, never dropped', () => {
  const gone = comment({
    id: 'gone',
    anchor: anchor('orphaned', { blockId: null, start: null, end: null, words: null }),
  });
  const elsewhere = comment({ id: 'elsewhere', anchor: anchor('exact', { blockId: 'b-9' }) });
  const placement = placeComments([gone, elsewhere, comment()], blocks, 'en');
  expect(placement.placed.map((one) => one.comment.id)).toEqual(['c1']);
  expect(placement.gone.map(({ id }) => id).toSorted()).toEqual(['elsewhere', 'gone']);
});

test('[RV2] a comment on another language stands at the sibling block, and marks no words there', () => {
  const { placed } = placeComments([comment()], blocks, 'ru');
  expect(placed).toEqual([{ comment: comment(), blockId: 'b-1', span: null }]);
});

test('[RV4] words are marked only where they really stand', () => {
  const shifted = comment({ anchor: anchor('exact', { start: 3, end: 9 }) });
  expect(placeComments([shifted], blocks, 'en').placed[0]?.span).toEqual({ start: 0, end: 6 });
  // Twice in the block: a guess could light the wrong ones.
  const twice = anchor('exact', { blockId: 'b-2', start: 3, end: 12, words: 'Hospitals' });
  expect(placeComments([comment({ anchor: twice })], blocks, 'en').placed[0]?.span).toBeNull();
  const absent = anchor('text_changed', { words: 'not there' });
  expect(placeComments([comment({ anchor: absent })], blocks, 'en').placed[0]?.span).toBeNull();
});
