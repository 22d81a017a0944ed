import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { authorOf, withAuthors, type AuthoredUpdate } from './authors.js';

function typed(clientId: number, count: number): Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let index = 0; index < count; index += 1) doc.getText('t').insert(index, 'x');
  return updates;
}

test('[DO27] whoever first committed a character wrote it, in one go or a few rows at a time', () => {
  const [one = new Uint8Array(), two = new Uint8Array(), three = new Uint8Array()] = typed(7, 3);
  const [other = new Uint8Array()] = typed(8, 1);
  const rows: AuthoredUpdate[] = [
    { update: one, personId: 'leyla' },
    { update: other, personId: null },
    { update: two, personId: 'leyla' },
    { update: Y.mergeUpdates([one, two, three]), personId: 'anar' },
    { update: Y.mergeUpdates([one, two]), personId: 'nina' },
  ];
  const authors = withAuthors({}, rows);
  expect(authors).toEqual({
    7: [
      [2, 'leyla'],
      [3, 'anar'],
    ],
    8: [[1, null]],
  });
  expect(withAuthors(withAuthors({}, rows.slice(0, 2)), rows.slice(2))).toEqual(authors);
  expect([0, 1, 2, 3].map((clock) => authorOf(authors, 7, clock))).toEqual(['leyla', 'leyla', 'anar', null]);
  expect([authorOf(authors, 8, 0), authorOf(authors, 9, 0)]).toEqual([null, null]);
});

test('[DO27] what is known is left as it is, and can be kept as JSON', () => {
  const [one = new Uint8Array(), two = new Uint8Array()] = typed(7, 2);
  const before = withAuthors({}, [{ update: one, personId: 'leyla' }]);
  const kept = JSON.stringify(before);
  const after = withAuthors(JSON.parse(kept) as typeof before, [{ update: two, personId: 'anar' }]);
  expect(JSON.stringify(before)).toBe(kept);
  expect(after).toEqual({
    7: [
      [1, 'leyla'],
      [2, 'anar'],
    ],
  });
});
