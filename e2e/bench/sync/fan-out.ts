/** Keystrokes of some reach all others: what a delivery costs the server, and how long it takes. */
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { openClient, type Client } from './client.ts';
import { keystrokes } from './documents.ts';
import { busyTime, quiet, type Contestant, type RunningContestant } from './processes.ts';
import { Times } from './times.ts';

export type FanOutCell = { readonly clients: number; readonly perSecond: number };

export type FanOut = {
  /** Microseconds of processor time per keystroke that reached one other client. */
  readonly cpuPerDelivery: number;
  readonly postgresPerDelivery: number;
  /** Percent of one core: of all servers, of the busiest one, of PostgreSQL. */
  readonly cpuPercent: number;
  readonly busiestPercent: number;
  readonly postgresPercent: number;
  readonly loadPercent: number;
  /** Percent of the server's core that others used meanwhile; over 20 the cell says little. */
  readonly othersPercent: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly deliveries: number;
  readonly lost: number;
};

const WRITERS = 20;
const FIRST_WRITER = 1_000_000;
const WARM_UP = 1;

/** Clients are dealt out to the servers, which serve the same documents. */
export async function fanOut(
  contestant: Contestant,
  servers: readonly RunningContestant[],
  document: string,
  state: Uint8Array,
  cell: FanOutCell,
  seconds: number,
): Promise<FanOut> {
  const { dialect } = contestant;
  const writers = Math.min(WRITERS, cell.clients);
  const each = Math.ceil((cell.perSecond * (seconds + WARM_UP)) / writers);
  const scripts = Array.from({ length: writers }, (_, writer) =>
    keystrokes(state, FIRST_WRITER + writer, writer, each).map((update) => dialect.update(document, update)),
  );
  await servers[0]?.prepare(document, state);

  const sentAt = scripts.map(() => new Float64Array(each));
  const counting = { from: Number.POSITIVE_INFINITY };
  const times = new Times();
  const counted = { deliveries: 0, all: 0 };
  const read = createReader();
  let ready = 0;
  const open = (index: number): Promise<Client> => {
    const seen = new Int32Array(writers);
    const server = servers[index % servers.length];
    if (!server) throw new Error('There is no server');
    return openClient(server.port, dialect.path(document), (payload) => {
      const heard = dialect.read(payload, document);
      if (heard.kind === 'state') ready += 1;
      if (heard.kind !== 'update') return;
      const now = performance.now();
      for (const { client, end } of read(heard.bytes)) {
        const writer = client - FIRST_WRITER;
        if (writer < 0 || writer >= writers) continue;
        const from = seen[writer] ?? 0;
        if (end <= from) continue;
        seen[writer] = end;
        if (writer === index) continue;
        for (let clock = from; clock < end; clock += 1) {
          counted.all += 1;
          const sent = sentAt[writer]?.[clock] ?? 0;
          if (sent < counting.from) continue;
          counted.deliveries += 1;
          times.add(now - sent);
        }
      }
    });
  };
  const clients: Client[] = [];
  try {
    for (let index = 0; index < cell.clients; index += 1) {
      const client = await open(index);
      clients.push(client);
      dialect.greet(client, document);
    }
    await until(
      () => ready >= cell.clients,
      30_000,
      () => `${ready} of ${cell.clients} got the document`,
    );
    await pause(300);

    const total = Math.floor(cell.perSecond * (seconds + WARM_UP));
    const warm = Math.floor(cell.perSecond * WARM_UP);
    const gap = 1000 / cell.perSecond;
    const start = performance.now();
    let sent = 0;
    const sendUntil = async (last: number): Promise<void> => {
      while (sent < last) {
        const due = Math.min(last, Math.floor((performance.now() - start) / gap) + 1);
        for (; sent < due; sent += 1) {
          const writer = sent % writers;
          const clock = Math.floor(sent / writers);
          const frame = scripts[writer]?.[clock];
          const at = sentAt[writer];
          if (!frame || !at) throw new Error('There are too few keystrokes');
          at[clock] = performance.now();
          clients[writer]?.send(frame);
        }
        await pause(1);
      }
    };
    await sendUntil(warm);
    counting.from = performance.now();
    const first = await usageOf(servers);
    const busyFirst = busyTime(0);
    const ownFirst = process.cpuUsage();
    await sendUntil(total);
    const expected = (total - warm) * (cell.clients - 1);
    const patience = performance.now() + 5_000;
    while (counted.all < total * (cell.clients - 1) && performance.now() < patience) await pause(5);
    const farewell = clients.find((client) => client.farewell !== null)?.farewell;
    if (farewell) throw new Error(`A client was closed: ${farewell}`);
    const own = process.cpuUsage(ownFirst);
    const last = await usageOf(servers);
    const busy = busyTime(0) - busyFirst;
    const took = (performance.now() - counting.from) * 1000;
    const deliveries = Math.max(1, counted.deliveries);
    const used = last.cpu - first.cpu + last.postgresCpu - first.postgresCpu;
    return {
      cpuPerDelivery: (last.cpu - first.cpu) / deliveries,
      postgresPerDelivery: (last.postgresCpu - first.postgresCpu) / deliveries,
      cpuPercent: ((last.cpu - first.cpu) / took) * 100,
      busiestPercent:
        Math.max(...last.each.map((cpu, index) => (cpu - (first.each[index] ?? 0)) / took)) * 100,
      postgresPercent: ((last.postgresCpu - first.postgresCpu) / took) * 100,
      loadPercent: ((own.user + own.system) / took) * 100,
      othersPercent: (Math.max(0, busy - used) / took) * 100,
      p50: times.quantile(0.5),
      p95: times.quantile(0.95),
      p99: times.quantile(0.99),
      deliveries: counted.deliveries,
      lost: Math.max(0, expected - counted.deliveries),
    };
  } finally {
    for (const client of clients) client.close();
    await Promise.all(servers.map(quiet));
  }
}

async function usageOf(servers: readonly RunningContestant[]) {
  const usages = await Promise.all(servers.map((server) => server.usage()));
  return {
    each: usages.map(({ cpu }) => cpu),
    cpu: usages.reduce((sum, { cpu }) => sum + cpu, 0),
    postgresCpu: usages.reduce((sum, { postgresCpu }) => sum + postgresCpu, 0),
  };
}

type Progress = { readonly client: number; readonly end: number };

/** Many clients get the same bytes: they are taken apart once. */
function createReader(): (update: Buffer) => readonly Progress[] {
  const known = new Map<string, readonly Progress[]>();
  return (update) => {
    const key = update.toString('latin1');
    const found = known.get(key);
    if (found) return found;
    const ends = new Map<number, number>();
    for (const struct of Y.decodeUpdate(new Uint8Array(update)).structs) {
      const end = struct.id.clock + struct.length;
      ends.set(struct.id.client, Math.max(end, ends.get(struct.id.client) ?? 0));
    }
    const progress = [...ends].map(([client, end]) => ({ client, end }));
    if (known.size > 2_000) known.clear();
    known.set(key, progress);
    return progress;
  };
}

export async function until(done: () => boolean, milliseconds: number, what: () => string): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!done()) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what()}`);
    await pause(2);
  }
}
