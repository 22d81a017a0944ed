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

const [kind, bus, beside] = process.argv.slice(2);
/** With `bus`, the address of a Redis or `poll`: what the first node said, which has started PostgreSQL. */
const first = beside ? JSON.parse(beside) : null;
/** More than connections are ever open at once; a connection is one of them. */
const people = first?.people ?? Array.from({ length: 2500 }, () => randomUUID());
let connected = 0;
const store = kind === 'durable' ? await inPostgres() : inMemory();
const hub = createHub({
  log: store.log,
  gatekeeper: {
    open: async (_name, _token, personId) => ({
      actor: { personId, name: 'Somebody', organisation: '' },
      write: true,
    }),
    mayWrite: async () => true,
  },
  doorbell: store.doorbell ?? createLocalDoorbell(),
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
await answer({ http, prepare: store.prepare, close: store.close, details: store.details });

function inMemory() {
  const log = createMemoryLog();
  return { log, prepare: (name, state) => void log.write(name, state) };
}

async function inPostgres() {
  const built = (file) => import(new URL(`../../../../server/dist/${file}`, import.meta.url).href);
  const { startEmbeddedPostgres } = await built('platform/database/embedded-postgres.js');
  const { createDataSource } = await built('platform/database/data-source.js');
  const { createUpdateLog } = await built('profiles/update-log.js');
  const postgres = first ? null : await startPostgres(startEmbeddedPostgres);
  const connection = postgres?.connection ?? first.connection;
  const dataSource = await createDataSource(connection).initialize();
  if (postgres) {
    await dataSource.runMigrations();
    await dataSource.query(
      "INSERT INTO person (id, email, name, locale, created_at) SELECT id, id, 'Somebody', 'en', now() FROM unnest($1::uuid[]) AS id",
      [people],
    );
  }
  const log = createUpdateLog(dataSource, () => new Date());
  const shared = bus ? await onBus(built, dataSource) : null;
  return {
    log,
    details: { connection, people },
    doorbell: shared?.doorbell,
    async prepare(name, state) {
      await dataSource.query('INSERT INTO document (name, seq) VALUES ($1, 0)', [name]);
      await log.append(name, [{ update: state, personId: null }]);
    },
    async close() {
      await shared?.leave();
      await dataSource.destroy();
      await postgres?.stop();
    },
  };
}

async function startPostgres(startEmbeddedPostgres) {
  const directory = mkdtempSync(path.join(tmpdir(), 'concord-bench-'));
  const { connection, stop } = await startEmbeddedPostgres({ directory });
  return {
    connection,
    async stop() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The product's doorbell: Redis says that there is something to read, a look every two seconds finds what it lost. */
async function onBus(built, dataSource) {
  const { createDoorbell } = await built('platform/events/doorbell.js');
  const { joinBus } = await built('platform/events/bus.js');
  const { createRedisBus } = await built('platform/events/redis-bus.js');
  const { pollHeads } = await built('profiles/update-log.poll.js');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const doorbell = createDoorbell();
  const heads = pollHeads({ dataSource, doorbell, log, onBehind() {} });
  const leave =
    bus === 'poll'
      ? async () => {}
      : joinBus(doorbell, createRedisBus(bus, 'bench', log), () => void heads.look());
  return {
    doorbell: {
      ring: (name, seq) => doorbell.ring({ kind: 'document', name, seq }),
      onRing: (listener) =>
        doorbell.listen((ring) => {
          if (ring.kind === 'document') listener(ring.name, ring.seq);
        }),
    },
    async leave() {
      heads.stop();
      await leave();
    },
  };
}
