import 'reflect-metadata';
import { expect, test } from 'vitest';
import { testDatabase } from '../../testing/database.js';
import { createDataSource } from './data-source.js';

const database = testDatabase();

test('[GQ4] PostgreSQL gives up a statement that takes too long, on every connection, in and out of transactions', async () => {
  const bounded = await createDataSource(database.connection, 40).initialize();
  try {
    const asked = Array.from({ length: 4 }, () => bounded.query('SELECT pg_sleep(60)'));
    const written = bounded.transaction((manager) => manager.query('SELECT pg_sleep(60)'));
    for (const one of await Promise.allSettled([...asked, written]))
      expect(one).toMatchObject({ status: 'rejected', reason: { driverError: { code: '57014' } } });
    // The connection is as good as before.
    expect(await bounded.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  } finally {
    await bounded.destroy();
  }
  expect(await database.dataSource.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '0' }]);
});
