/** One PostgreSQL for several servers. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { RunningServer } from '../support/server.ts';

/** The embedded PostgreSQL of a node, for the others: it says in its lock file where its socket is. */
export function databaseOf(server: RunningServer): Record<string, string> {
  const lock = readFileSync(path.join(server.data, '18', 'postmaster.pid'), 'utf8').split('\n');
  return { DATABASE_URL: `postgres://concord@localhost/concord?host=${lock[4] ?? ''}&port=${lock[3] ?? ''}` };
}

/** Stops the one that holds the PostgreSQL, which is the first, last; the data of all are thrown away. */
export async function stopAll(servers: readonly RunningServer[]): Promise<void> {
  await Promise.all(servers.slice(1).map((server) => server.stop()));
  await servers[0]?.stop();
  for (const { data } of servers) rmSync(data, { recursive: true, force: true });
}
