import { describe, expect, test } from 'vitest';
import { testDatabase } from './database.js';

async function tablesOf(database: {
  dataSource: { query(sql: string): Promise<unknown> };
}): Promise<unknown> {
  return database.dataSource.query(
    `select count(*)::int as tables, count(*) filter (where tablename = 'mine')::int as mine
       from pg_tables where schemaname = 'public'`,
  );
}

describe('[PG8] a test database', () => {
  const first = testDatabase();
  const second = testDatabase();

  test('has every table from the start, and shares none with another', async () => {
    const fresh = await tablesOf(second);
    expect(fresh).toEqual([expect.objectContaining({ mine: 0 })]);
    expect(fresh).not.toEqual([{ tables: 0, mine: 0 }]);
    await first.dataSource.query('create table mine (n int)');
    expect(await tablesOf(first)).toEqual([expect.objectContaining({ mine: 1 })]);
    expect(await tablesOf(second)).toEqual(fresh);
  });

  test('has a name that nothing else has', () => {
    expect(first.connection.database).toMatch(/^test_[0-9a-f]{32}$/);
    expect(first.connection.database).not.toBe(second.connection.database);
  });
});
