import { CommentByIdDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { expect, test } from 'vitest';
import { createCache } from '../platform/cache';
import { anchor, comment } from './testing';
import { watchedPlaces } from './use-places';

const later = () => new Promise((resolve) => setTimeout(resolve, 1));

function sample(count: number) {
  const cache = createCache();
  const write = (given: Partial<Comment> & { readonly id: string }) =>
    cache.writeQuery({
      query: CommentByIdDocument,
      variables: { id: given.id },
      data: { comment: comment(given) },
    });
  const ids = Array.from({ length: count }, (_, index) => `c${index}`);
  for (const id of ids) write({ id });
  const places = watchedPlaces(cache, ids);
  let told = 0;
  const stop = places.subscribe(() => (told += 1));
  return { write, places, stop, told: () => told, ids };
}

test('[LV8] a comment whose words have moved is placed anew, and the others are the same objects', async () => {
  const { write, places, told, stop, ids } = sample(250);
  const before = places.current();
  expect(before.map(({ id }) => id)).toEqual(ids);
  write({ id: 'c120', anchor: anchor('moved', { start: 40, end: 46 }) });
  await later();
  const after = places.current();
  expect(told()).toBe(1);
  expect(after[120]?.anchor).toMatchObject({ status: 'moved', start: 40 });
  expect(after.filter((place, index) => place !== before[index])).toHaveLength(1);
  stop();
});

test('[LV8] what says nothing of where a comment stands leaves the margin alone', async () => {
  const { write, places, told, stop } = sample(3);
  const before = places.current();
  write({ id: 'c1', body: 'Other words', acknowledgement: 'accepts' });
  await later();
  expect(told()).toBe(0);
  expect(places.current()).toBe(before);
  stop();
  write({ id: 'c1', anchor: anchor('orphaned') });
  await later();
  expect(told()).toBe(0);
});
