/**
 * A day's worth of reconnects, compressed: people come, subscribe and go, in every way in which a line can end, a few
 * hundred at a time, while things happen. Afterwards the server holds what it held before: no listener, timer, descriptor,
 * socket, request or subscription is left, and who comes then is told what happens. The control leaves one of each behind
 * for every subscription; each must be seen.
 */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ConsultationEventsDocument, ReadingConsultationDocument } from '@concord/schema';
import { print } from 'graphql';
import { WebSocket } from 'ws';
import { draftAndClear } from '../support/comment.ts';
import { enter, type Person } from '../support/person.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { databaseOf, stopAll } from './databases.ts';
import { collected, lookedInto, type Inside } from './inside.ts';
import type { LabResult } from './lab.ts';
import path from 'node:path';
import { random, type Chance } from './random.ts';

const CYCLES = 20_000;
const SHORT = 500;
const CONTROL = 250;
/** At a time; the server looks at 256 requests for a socket at once. */
const LANES = 200;
/** Everything is made that is made once: connections to PostgreSQL, prepared code. */
const WARM_UP = 250;
/** What comes and goes beside it. A leak in one of so many cycles is seen in a full run; in the control each leaks. */
const SLACK = 60;
const ONE_IN = 100;
const EVENT_MS = 400;
const PATIENCE_MS = 60_000;

const checks = [
  'listeners',
  'timers',
  'connections',
  'webSockets',
  'requests',
  'handles',
  'followers',
  'doorbell',
  'descriptors',
] as const satisfies readonly (keyof Inside)[];
/** What the control leaves behind. */
const leaked = ['listeners', 'timers', 'webSockets', 'requests', 'followers', 'descriptors'] as const;

type Run = {
  readonly cycles: number;
  readonly ways: Readonly<Record<string, number>>;
  readonly before: Inside;
  readonly after: Inside;
  readonly grown: readonly (typeof checks)[number][];
  readonly heard: boolean;
};

export async function reconnectsLab(asked: readonly string[]): Promise<LabResult> {
  const short = asked.includes('--short');
  const servers: RunningServer[] = [];
  const start = async (options: Parameters<typeof startServer>[0]): Promise<RunningServer> => {
    const server = await startServer(options);
    servers.push(server);
    return server;
  };
  try {
    const server = await start({ nodeArguments: lookedInto });
    const run = await reconnects(server, short ? SHORT : CYCLES);
    const leaky = ['--import', path.join(import.meta.dirname, 'leaking.mjs')];
    const other = await start({ nodeArguments: [...lookedInto, ...leaky], env: databaseOf(server) });
    const control = await reconnects(other, CONTROL);
    const missed = leaked.filter((what) => !control.grown.includes(what));
    const problems = [
      ...run.grown.map((what) => `${what}: ${run.before[what]} before, ${run.after[what]} after`),
      ...(run.heard ? [] : ['who comes afterwards hears nothing']),
      ...missed.map((what) => `the control was not caught: its ${what} were not seen to grow`),
    ];
    const { cycles, ways, before, after } = run;
    return {
      summary: { cycles, atOnce: LANES, ways, before, after, controlCaught: control.grown },
      problems,
    };
  } finally {
    await stopAll(servers);
  }
}

async function reconnects(server: RunningServer, cycles: number): Promise<Run> {
  const [chance, names] = [random(1), ['Oren Daly', 'Ilka Renn', 'Ana Thorne', 'Mira Solt', 'Remy Falk']];
  const people = await Promise.all(names.map((name) => enter(server.url, name)));
  const [author, officer] = await Promise.all(
    ['Sayla Vint', 'Brin Tolvar'].map((name) => enter(server.url, name)),
  );
  const [listener] = people;
  if (!author || !officer || !listener) throw new Error('Nobody is there');
  const after = await Promise.all(people.map(async (person) => (await velmora(person)).cursor));
  const { consultationId } = await velmora(listener);
  const visitors = people.map((person, index) => ({ person, consultationId, after: after[index] ?? '' }));
  const happens = async (body: string): Promise<void> => {
    await draftAndClear(author, officer, { section: 'b-0064', block: 'b-0066', body });
  };
  const over = new AbortController();
  const happening = (async () => {
    for (let n = 0; !over.signal.aborted; n += 1) {
      // A machine that is at its end answers too late; then less happens.
      await happens(`Something happens, ${n}.`).catch(() => undefined);
      await pause(EVENT_MS);
    }
  })();
  const counted: Record<string, number> = {};
  await come(visitors, chance, WARM_UP, {});
  const before = await settled(server);
  await come(visitors, chance, cycles, counted);
  over.abort();
  await happening;
  const left = await settled(server);
  const allowed = SLACK + cycles / ONE_IN;
  return {
    cycles,
    ways: counted,
    before,
    after: left,
    grown: checks.filter((what) => left[what] - before[what] > allowed),
    heard: await isHeard(listener, () => happens('Heard after all of them.')),
  };
}

/** When the last have been taken leave of: the doors give a silent one three seconds. */
async function settled(server: RunningServer): Promise<Inside> {
  let last = await collected(server);
  for (let time = 0; time < 20 && last.webSockets > 0; time += 1) {
    await pause(300);
    last = await collected(server);
  }
  const { rss: _rss, ...inside } = last;
  return inside;
}

type Visitor = { readonly person: Person; readonly consultationId: string; readonly after: string };

async function come(
  visitors: readonly Visitor[],
  chance: Chance,
  cycles: number,
  counted: Record<string, number>,
): Promise<void> {
  let left = cycles;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const visitor = visitors[Math.floor(chance() * visitors.length)];
      const [name, way] = ways[Math.floor(chance() * ways.length)] ?? [];
      if (!visitor || !name || !way) throw new Error('There is no way');
      counted[name] = (counted[name] ?? 0) + 1;
      await way(visitor, Math.floor(chance() * 40));
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, cycles) }, lane));
}

const together = print(ConsultationEventsDocument);
/** Asks for what differs from person to person, so it is followed alone. */
const alone = `subscription($consultationId: ID!, $after: String!) {
  events(consultationId: $consultationId, after: $after) { cursor comment { id mayTakeStance } } }`;
const both = [together, alone];

type Way = (visitor: Visitor, patience: number) => Promise<void>;

const ways: readonly (readonly [string, Way])[] = [
  [
    'listens, and the line is cut',
    async (visitor, patience) => {
      const socket = await greeted(visitor.person);
      for (const [id, query] of both.entries()) subscribe(socket, String(id), query, visitor);
      await pause(patience);
      await gone(socket, () => socket.terminate());
    },
  ],
  [
    'listens, says that it is enough, and closes',
    async (visitor, patience) => {
      const socket = await greeted(visitor.person);
      for (const [id, query] of both.entries()) subscribe(socket, String(id), query, visitor);
      await pause(patience);
      for (const id of ['0', '1']) socket.send(JSON.stringify({ id, type: 'complete' }));
      await gone(socket, () => socket.close(1000));
    },
  ],
  [
    'asks and does not wait',
    async (visitor) => {
      const socket = await greeted(visitor.person);
      for (const [id, query] of both.entries()) subscribe(socket, String(id), query, visitor);
      subscribe(socket, '2', 'query { viewer { id } }', visitor);
      await gone(socket, () => socket.terminate());
    },
  ],
  [
    'has a cursor that opens nothing',
    async (visitor, patience) => {
      const socket = await greeted(visitor.person);
      subscribe(socket, '0', together, { ...visitor, after: 'x'.repeat(48) });
      subscribe(socket, '0', together, visitor);
      await pause(patience);
      await gone(socket, () => socket.close(1000));
    },
  ],
  [
    'says nothing',
    async ({ person }, patience) => {
      const socket = await opened(person, '/graphql');
      await pause(patience);
      await gone(socket, () => socket.terminate());
    },
  ],
  [
    'opens the text and is gone',
    async ({ person }, patience) => {
      const socket = await opened(person, '/sync');
      await pause(patience);
      await gone(socket, () => socket.terminate());
    },
  ],
  [
    'is gone before it is let in',
    ({ person }, patience) =>
      new Promise((resolve) => {
        const { hostname, port } = new URL(person.url);
        const line = connect({ host: hostname, port: Number(port) });
        line.on('error', () => undefined);
        line.on('close', () => resolve());
        line.write(
          `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
            `Origin: ${person.origin}\r\nCookie: ${person.cookie}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n` +
            `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
        );
        setTimeout(() => line.resetAndDestroy(), patience / 4);
      }),
  ],
];

function subscribe(socket: WebSocket, id: string, query: string, { consultationId, after }: Visitor): void {
  const payload = { query, variables: query.startsWith('query') ? {} : { consultationId, after } };
  socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
}

/** Whoever is refused, because too many come at once, tries again as a page does. */
async function opened(person: Person, where: string): Promise<WebSocket> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    const socket = new WebSocket(`${person.url.replace('http', 'ws')}${where}`, ['graphql-transport-ws'], {
      headers: { cookie: person.cookie, origin: person.origin },
    });
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.on('error', () => resolve(false));
      socket.once('open', () => resolve(true));
    });
    if (isOpen) return socket;
    await pause(50);
  }
  throw new Error('Nobody is let in');
}

async function greeted(person: Person): Promise<WebSocket> {
  const socket = await opened(person, '/graphql');
  const acknowledged = new Promise((resolve) => socket.once('message', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.send('{"type":"connection_init"}');
  await Promise.race([acknowledged, closed]);
  return socket;
}

async function gone(socket: WebSocket, leave: () => void): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  leave();
  await closed;
}

async function velmora(person: Person): Promise<{ consultationId: string; cursor: string }> {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  if (!consultation) throw new Error(`${person.name} has no Velmora`);
  return { consultationId: consultation.id, cursor: consultation.cursor };
}

async function isHeard(person: Person, happens: () => Promise<void>): Promise<boolean> {
  const { consultationId, cursor } = await velmora(person);
  const socket = await greeted(person);
  const heard = new Promise<boolean>((resolve) =>
    socket.on('message', (data: Buffer) => {
      if (data.toString().includes('"next"')) resolve(true);
    }),
  );
  subscribe(socket, '0', together, { person, consultationId, after: cursor });
  await happens();
  const found = await Promise.race([heard, pause(PATIENCE_MS, false, { ref: false })]);
  socket.terminate();
  return found;
}
