import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { SocketConnection } from '../platform/database/connection.js';

/** The migrated, empty database that every test's own is copied from. */
export const TEMPLATE = 'template_concord';

/** A fresh copy of a template (about 0.1 s), and how to get rid of it. */
export async function copyTemplate(
  server: SocketConnection,
  template = TEMPLATE,
): Promise<{ connection: SocketConnection; drop(): Promise<void> }> {
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${database} template ${template} strategy wal_log`);
  return {
    connection: { ...server, database },
    drop: () => administer(server, `drop database if exists ${database} with (force)`),
  };
}

/** Runs one statement that can't run inside the database it is about. */
export async function administer(server: SocketConnection, statement: string): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
