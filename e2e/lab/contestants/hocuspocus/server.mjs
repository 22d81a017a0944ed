// Hocuspocus as its guide sets it up: its Database extension, with its default debounce, over a table in PostgreSQL.
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import pg from 'pg';

const [port, connectionString] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString });
// An idle connection that breaks must not end the process.
pool.on('error', () => {});
const states = await new Promise((resolve) => process.once('message', resolve));
await pool.query('CREATE TABLE IF NOT EXISTS documents (name text PRIMARY KEY, data bytea NOT NULL)');
const insert = 'INSERT INTO documents (name, data) VALUES ($1, $2) ON CONFLICT (name) DO ';
for (const [name, state] of states)
  await pool.query(`${insert} NOTHING`, [name, Buffer.from(state, 'base64')]);
const server = new Server({
  port: Number(port),
  quiet: true,
  stopOnSignals: false,
  extensions: [
    new Database({
      fetch: async ({ documentName }) =>
        (await pool.query('SELECT data FROM documents WHERE name = $1', [documentName])).rows[0]?.data ??
        null,
      store: async ({ documentName, state }) => {
        await pool.query(`${insert} UPDATE SET data = excluded.data`, [documentName, state]);
      },
    }),
  ],
});
// A store that fails is told by a promise that nobody awaits; its guide says to go on.
process.on('unhandledRejection', () => {});
await server.listen();
process.send(server.address.port);
