import { expect, test } from 'vitest';
import { comment } from '../testing';
import { askedOf } from './asked';
import { askedViews, rowsOf } from './rows';

type Kind = Parameters<typeof rowsOf>[0]['kind'];

const asked = (kind: Kind) => ({
  kind,
  block: 'Old.',
  wording: 'New.',
  indicators: ['3.11'],
  goal: 'Goal',
  goalSectionId: null,
});
const shown = (kind: Kind) =>
  askedViews.map((view) => rowsOf(asked(kind), view).map(({ mark, text }) => `${mark} ${text}`));

test('[PO8] what is asked of a block is shown as it is, as it is asked, as it would be with marks and without', () => {
  expect(shown('paragraph')).toEqual([
    ['kept Old.'],
    ['inserted New.'],
    ['kept Old.', 'inserted New.'],
    ['kept Old.', 'kept New.'],
  ]);
  expect(shown('good_practice')).toEqual([
    ['kept Old.'],
    ['candidate New.'],
    ['kept Old.', 'candidate New.'],
    ['kept Old.', 'finding New.'],
  ]);
  expect(shown('deletion')).toEqual([['kept Old.'], ['deleted Old.'], ['deleted Old.'], []]);
  expect(shown('move')).toEqual([
    ['kept Old.'],
    ['goal Goal', 'moved_to Old.'],
    ['moved_from Old.', 'goal Goal', 'moved_to Old.'],
    ['goal Goal', 'kept Old.'],
  ]);
});

test('[PO5] a comment that asks for words, or for nothing, asks nothing of its block', () => {
  expect(askedOf(comment({ proposal: 'x' }))).toBeNull();
  expect(askedOf(comment({ proposalKind: 'paragraph' }))).toBeNull();
  expect(askedOf(comment({ proposalKind: 'deletion' }))).toMatchObject({ kind: 'deletion', block: 'Health' });
});
