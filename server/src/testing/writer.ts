// Run as a child process by embedded-postgres.test.ts: owns the database in argv[2], adds one row after the other and
// says each row's number once it is committed, until it is killed.
import pg from 'pg';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.js';

const [, , directory = ''] = process.argv;
const postgres = await startEmbeddedPostgres({ directory });
const client = new pg.Client(postgres.connection);
await client.connect();
await client.query('create table if not exists kept (n integer primary key)');
const { rows } = await client.query<{ next: number }>('select coalesce(max(n), 0) + 1 as next from kept');
for (let n = rows[0]?.next ?? 1; ; n += 1) {
  await client.query('insert into kept values ($1)', [n]);
  process.stdout.write(`${n}\n`);
}
