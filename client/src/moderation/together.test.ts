import { expect, test } from 'vitest';
import { decideEach } from './together';

const items = ['a', 'b', 'c'].map((commentId) => ({ commentId }));

test('[MO10] one refusal leaves the others as they are, and each is told as it comes', async () => {
  const heard: string[] = [];
  const all = await decideEach(
    items,
    ({ commentId }) => Promise.resolve(commentId === 'b' ? 'Withdrawn.' : null),
    ({ commentId, refused }) => heard.push(`${commentId}: ${refused ?? 'done'}`),
    () => false,
  );
  expect(heard).toEqual(['a: done', 'b: Withdrawn.', 'c: done']);
  expect(all.filter(({ refused }) => refused !== null).map(({ commentId }) => commentId)).toEqual(['b']);
});

test('[MO10] stopped half-way, what is left over was not sent', async () => {
  const sent: string[] = [];
  const all = await decideEach(
    items,
    ({ commentId }) => {
      sent.push(commentId);
      return Promise.resolve(null);
    },
    () => {},
    () => sent.length === 2,
  );
  expect(sent).toEqual(['a', 'b']);
  expect(all).toHaveLength(2);
});
