/** Everybody moves their cursor once a second and wants to see the others': the worst hour of a large meeting. */
import { setTimeout as pause } from 'node:timers/promises';
import { openClient, type Client } from './client.ts';
import { until } from './fan-out.ts';
import { busyTime, quiet, type Contestant, type RunningContestant } from './processes.ts';
import { Times } from './times.ts';

export type PresenceFigures = {
  /** Percent of one core. */
  readonly cpuPercent: number;
  readonly loadPercent: number;
  readonly othersPercent: number;
  /** Megabytes of 1,000,000 bytes a second from the server to all clients. */
  readonly megabytesPerSecond: number;
  /** Milliseconds until a move is seen by somebody else. */
  readonly p50: number;
  readonly p95: number;
  /** Percent of the moves that are seen by those who look: what is overtaken by the next move need not be. */
  readonly seenPercent: number;
};

const FIRST = 2_000_000;
const WARM_UP = 2;
/** Reading what everybody gets would cost more than the server: these look, of the others the bytes are counted. */
const LOOKERS = 20;

export async function presence(
  contestant: Contestant,
  running: RunningContestant,
  document: string,
  state: Uint8Array,
  people: number,
  seconds: number,
): Promise<PresenceFigures> {
  const { dialect } = contestant;
  await running.prepare(document, state);
  const sentAt = Array.from({ length: people }, () => [] as number[]);
  const times = new Times();
  const counting = { from: Number.POSITIVE_INFINITY, seen: 0 };
  let ready = 0;
  const clients: Client[] = [];
  const open = (index: number): Promise<Client> => {
    const looks = index % Math.ceil(people / LOOKERS) === 0;
    const last = new Int32Array(people).fill(-1);
    return openClient(running.port, dialect.path(document), (payload) => {
      const heard = dialect.read(payload, document);
      if (heard.kind === 'state') ready += 1;
      if (!looks || heard.kind !== 'presence') return;
      const now = performance.now();
      for (const { clientId, clock } of dialect.placesIn(heard.bytes)) {
        const who = clientId - FIRST;
        const at = sentAt[who]?.[clock];
        if (who === index || at === undefined || clock <= (last[who] ?? -1)) continue;
        last[who] = clock;
        if (at < counting.from) continue;
        times.add(now - at);
        counting.seen += 1;
      }
    });
  };
  try {
    for (let index = 0; index < people; index += 1) {
      const client = await open(index);
      clients.push(client);
      dialect.greet(client, document);
    }
    await until(
      () => ready >= people,
      30_000,
      () => `${ready} of ${people} got the document`,
    );
    const start = performance.now();
    let sent = 0;
    const sendUntil = async (moves: number): Promise<void> => {
      while (sent < moves) {
        const due = Math.min(moves, Math.floor(((performance.now() - start) / 1000) * people) + 1);
        for (; sent < due; sent += 1) {
          const who = sent % people;
          const clock = Math.floor(sent / people);
          sentAt[who]?.push(performance.now());
          const text = stateOf(who, clock);
          clients[who]?.send(dialect.presence(document, FIRST + who, clock + 1, text));
        }
        await pause(1);
      }
    };
    await sendUntil(people * WARM_UP);
    const received = (): number => clients.reduce((sum, client) => sum + client.received, 0);
    counting.from = performance.now();
    const before = {
      usage: await running.usage(),
      busy: busyTime(0),
      own: process.cpuUsage(),
      bytes: received(),
    };
    await sendUntil(people * (WARM_UP + seconds));
    const took = (performance.now() - counting.from) * 1000;
    const bytes = received() - before.bytes;
    const own = process.cpuUsage(before.own);
    const used = (await running.usage()).cpu - before.usage.cpu;
    const busy = busyTime(0) - before.busy;
    await pause(1500);
    const farewell = clients.find((client) => client.farewell !== null)?.farewell;
    if (farewell) throw new Error(`A client was closed: ${farewell}`);
    const lookers = Math.ceil(people / Math.ceil(people / LOOKERS));
    return {
      cpuPercent: (used / took) * 100,
      loadPercent: ((own.user + own.system) / took) * 100,
      othersPercent: (Math.max(0, busy - used) / took) * 100,
      megabytesPerSecond: bytes / took,
      p50: times.quantile(0.5),
      p95: times.quantile(0.95),
      seenPercent: (counting.seen / (people * seconds * lookers)) * 100 * (people / (people - 1)),
    };
  } finally {
    for (const client of clients) client.close();
    await quiet(running);
  }
}

/** What an editor says of itself: about 290 bytes. The place in the text counts the moves. */
function stateOf(who: number, clock: number): string {
  const client = 3_000_000_000 + who;
  const place = (at: number) => ({ type: null, tname: null, item: { client, clock: at }, assoc: 0 });
  return JSON.stringify({
    user: { name: `Person number ${who}`, organisation: 'Ministry of Internal Affairs', color: '#4a6fa5' },
    cursor: { anchor: place(clock), head: place(clock + 7) },
  });
}
