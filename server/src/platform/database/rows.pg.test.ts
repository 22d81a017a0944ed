import { In } from 'typeorm';
import { expect, test } from 'vitest';
import { Comment } from '../../comments/index.js';
import { velmora } from '../../testing/world.js';
import { part, rowsBy, type EntityClass } from './rows.js';

const world = velmora();

test('[SQ2] a row of any table is what TypeORM makes of it, column by column', async () => {
  const { manager, entityMetadatas } = world.dataSource;
  const inOrder = (rows: object[]): object[] =>
    rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const seen: string[] = [];
  for (const { target, tableName, primaryColumns, columns } of entityMetadatas) {
    const entity = target as EntityClass<Record<string, unknown>>;
    const key = primaryColumns[0]?.propertyName ?? '';
    const keys = (await manager.find(entity, { take: 40 })).map((row) => String(row[key]));
    const expected = await manager.find(entity, { where: { [key]: In(keys) } });
    const rows = await rowsBy(entity, key)(manager, keys);
    expect(inOrder(rows), tableName).toEqual(inOrder(expected));
    expect(rows.every((row) => row instanceof entity)).toBe(true);
    // An empty table shows nothing: whatever would be made of a column on the way has to be made here too.
    expect(
      columns.filter(({ transformer }) => transformer),
      tableName,
    ).toEqual([]);
    if (rows.length > 0) seen.push(tableName);
  }
  expect(seen).toEqual(expect.arrayContaining(['comment', 'comment_anchor', 'decision', 'document_update']));
});

test('a row is not made of columns that nobody asked for', () => {
  expect(() => part(Comment, 'comment').of({})).toThrow('comment');
});
