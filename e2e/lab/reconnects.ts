/**
 * A day's worth of reconnects, compressed: people come, subscribe, open texts and go, by every door and in every way in
 * which a line can end, a few hundred at a time, while things happen. Afterwards the server holds what it held before: no
 * listener, timer, descriptor, socket, request, subscription or open text is left, its memory has not grown, and who
 * comes then is told what happens. The control leaves one of each behind; each must be seen.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { sectionDocumentName } from '@concord/document';
import { ReadingConsultationDocument } from '@concord/schema';
import { draftAndClear } from '../support/comment.ts';
import { enter, type Person } from '../support/person.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { databaseOf, stopAll } from './databases.ts';
import { collected, lookedInto, type Inside } from './inside.ts';
import type { LabResult } from './lab.ts';
import path from 'node:path';
import { random, type Chance } from './random.ts';
import { greeted, subscribe, together, ways, type Visitor } from './reconnects-ways.ts';

const CYCLES = 20_000;
const SHORT = 500;
const CONTROL = 400;
/** At a time; the server looks at 256 requests for a socket at once. */
const LANES = 200;
/** Everything is made that is made once: connections to PostgreSQL, prepared code. */
const WARM_UP = 250;
/** What comes and goes beside it. A leak in one of so many cycles is seen in a full run; in the control each leaks. */
const SLACK = 60;
const ONE_IN = 100;
/** What the pool opens to PostgreSQL under the load is kept and no leak; each has listeners of its own. */
const POOLED = 25;
const LISTENERS_OF_POOLED = 9;
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
  'hubSockets',
  'texts',
  'sessions',
  'descriptors',
] as const satisfies readonly (keyof Inside)[];
/** What the control leaves behind. */
const leaked = [
  'listeners',
  'timers',
  'webSockets',
  'requests',
  'followers',
  'hubSockets',
  'descriptors',
  'heapKb',
] as const;
/** What a warm heap may differ by from one look to the next, and for each cycle: a socket alone is ten times that. */
const HEAP_KB = 12_000;
const HEAP_KB_A_CYCLE = 0.5;

type Run = {
  readonly cycles: number;
  readonly ways: Readonly<Record<string, number>>;
  readonly before: Inside;
  readonly after: Inside;
  readonly grown: readonly (keyof Inside)[];
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
    const run = await reconnects(server, short ? SHORT : cyclesIn(asked));
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

/** `--cycles=4000`: something in between, which is not kept. */
const cyclesIn = (asked: readonly string[]): number =>
  Number(asked.find((word) => word.startsWith('--cycles='))?.slice('--cycles='.length) ?? CYCLES);

async function reconnects(server: RunningServer, cycles: number): Promise<Run> {
  const [chance, names] = [random(1), ['Oren Daly', 'Ilka Renn', 'Ana Thorne', 'Mira Solt', 'Remy Falk']];
  const people = await Promise.all(names.map((name) => enter(server.url, name)));
  const [author, officer] = await Promise.all(
    ['Sayla Vint', 'Brin Tolvar'].map((name) => enter(server.url, name)),
  );
  const [listener] = people;
  if (!author || !officer || !listener) throw new Error('Nobody is there');
  const visitors: Visitor[] = await Promise.all(
    people.map(async (person) => ({ person, ...(await velmora(person)) })),
  );
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
  const pooled = Math.min(Math.max(left.connections - before.connections, 0), POOLED);
  const allowed = (what: keyof Inside): number =>
    SLACK + cycles / ONE_IN + (what === 'listeners' ? pooled * LISTENERS_OF_POOLED : 0);
  return {
    cycles,
    ways: counted,
    before,
    after: left,
    grown: [
      ...checks.filter((what) => left[what] - before[what] > allowed(what)),
      ...(left.heapKb - before.heapKb > HEAP_KB + HEAP_KB_A_CYCLE * cycles ? (['heapKb'] as const) : []),
    ],
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

async function velmora(person: Person): Promise<Omit<Visitor, 'person'>> {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  if (!consultation) throw new Error(`${person.name} has no Velmora`);
  const { id, cursor, sections } = consultation;
  const texts = sections.map((section) => sectionDocumentName(section.id, 'en'));
  return { consultationId: id, after: cursor, texts };
}

async function isHeard(person: Person, happens: () => Promise<void>): Promise<boolean> {
  const visitor = { person, ...(await velmora(person)) };
  const socket = await greeted(person);
  const heard = new Promise<boolean>((resolve) =>
    socket.on('message', (data: Buffer) => {
      if (data.toString().includes('"next"')) resolve(true);
    }),
  );
  subscribe(socket, '0', together, visitor);
  await happens();
  const found = await Promise.race([heard, pause(PATIENCE_MS, false, { ref: false })]);
  socket.terminate();
  return found;
}
