// Our hub, with `durable` over the product's log on the PostgreSQL that ships with it (fsync on), else in memory.
// The gatekeeper lets everybody in at once, each as somebody else: signing in is not what is compared.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHub, defaultLimits, gatherWrites } from '@concord/sync';
import { createLocalDoorbell, createMemoryLog } from '@concord/sync/testing';
import { WebSocketServer } from 'ws';
import { answer } from './answering.mjs';

/** More than connections are ever open at once; a connection is one of them. */
const people = Array.from({ length: 2000 }, () => randomUUID());
let connected = 0;
const store = process.argv[2] === 'durable' ? await inPostgres() : inMemory();
const hub = createHub({
  log: store.log,
  gatekeeper: {
    open: async (_name, _token, personId) => ({
      actor: { personId, name: 'Somebody', organisation: '' },
      write: true,
    }),
    mayWrite: async () => true,
  },
  doorbell: createLocalDoorbell(),
  clock: { now: Date.now, setTimeout, clearTimeout },
  logger: { warn() {}, error: (fields, message) => process.stderr.write(`${message}: ${fields.error}\n`) },
});
const http = createServer();
const sockets = new WebSocketServer({
  server: http,
  perMessageDeflate: false,
  maxPayload: defaultLimits.frameBytes,
});
sockets.on('connection', (socket, request) => {
  connected += 1;
  hub.connect(gatherWrites(socket, request.socket), people[connected % people.length]);
});
await answer({ http, prepare: store.prepare, close: store.close });

function inMemory() {
  const log = createMemoryLog();
  return { log, prepare: (name, state) => void log.write(name, state) };
}

async function inPostgres() {
  const built = (file) => import(new URL(`../../../../server/dist/${file}`, import.meta.url).href);
  const { startEmbeddedPostgres } = await built('platform/database/embedded-postgres.js');
  const { createDataSource } = await built('platform/database/data-source.js');
  const { createUpdateLog } = await built('profiles/update-log.js');
  const directory = mkdtempSync(path.join(tmpdir(), 'concord-bench-'));
  const postgres = await startEmbeddedPostgres({ directory });
  const dataSource = await createDataSource(postgres.connection).initialize();
  await dataSource.runMigrations();
  await dataSource.query(
    "INSERT INTO person (id, email, name, locale, created_at) SELECT id, id, 'Somebody', 'en', now() FROM unnest($1::uuid[]) AS id",
    [people],
  );
  const log = createUpdateLog(dataSource, () => new Date());
  return {
    log,
    async prepare(name, state) {
      await dataSource.query('INSERT INTO document (name, seq) VALUES ($1, 0)', [name]);
      await log.append(name, [{ update: state, personId: null }]);
    },
    async close() {
      await dataSource.destroy();
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
