/**
 * The same idea over real sockets and two servers on one database, with a bus between them and without: four people
 * edit one text, hang up, come back on either server. Afterwards all hold the same, and it is what newcomers are given on
 * both. The control is a server that never looks: what is typed on the other does not come there.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ReadingConsultationDocument, SectionTextDocument } from '@concord/schema';
import { enter } from '../support/person.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { databaseOf, stopAll } from './databases.ts';
import { edit, shape } from './edits.ts';
import type { LabResult } from './lab.ts';
import { random } from './random.ts';
import { startRedis } from './redis.ts';
import { paragraphOf, readState, WireTypist, type Door } from './wire-typist.ts';

const PEOPLE = ['Remy Falk', 'Sim Vale', 'Remy Falk', 'Sim Vale'];
const STEPS = 40;
/** Schedules that are played at once, each in a text of its own. */
const AT_ONCE = 8;
/** Without a bus a server looks every two seconds. */
const CALM_MS = 8_000;

export async function convergenceOverSockets(options: {
  schedules: number;
  /** Instead of the usual ones: this seed on both pairs of servers. */
  firstSeed?: number;
  keep: string;
}): Promise<LabResult> {
  const redis = await startRedis();
  const running: RunningServer[] = [];
  const problems: string[] = [];
  const summary: Record<string, object> = {};
  try {
    const a = await startServer({ env: redis ? { REDIS_URL: redis.url } : {} });
    running.push(a);
    const second = (env: Record<string, string>, nodeArguments: readonly string[] = []) =>
      startServer({ env: { ...databaseOf(a), ...env }, nodeArguments });
    const deafNode = ['--import', path.join(import.meta.dirname, 'deaf-node.mjs')];
    const [b, alone, deaf] = await Promise.all([
      redis ? second({ REDIS_URL: redis.url }) : null,
      second({}),
      second({}, deafNode),
    ]);
    running.push(...[b, alone, deaf].filter((each) => each !== null));
    const documents = await textsOf(a);
    const half = Math.ceil(options.schedules / (b ? 2 : 1));
    const again = options.firstSeed;
    const parts = [
      ...(b
        ? [
            {
              name: 'with a bus',
              nodes: [a, b],
              firstSeed: again ?? 1,
              count: again === undefined ? options.schedules - half : 1,
            },
          ]
        : []),
      { name: 'without a bus', nodes: [a, alone], firstSeed: again ?? 10_001, count: half },
    ];
    for (const { name, nodes, firstSeed, count } of parts) {
      const result = await play({ nodes, firstSeed, count, documents, patienceMs: CALM_MS });
      summary[name] = { schedules: count, firstSeed, ...result.counts };
      for (const { seed, problem, steps } of result.diverged) {
        const file = path.join(options.keep, `convergence-sockets-${seed}.json`);
        mkdirSync(options.keep, { recursive: true });
        writeFileSync(file, JSON.stringify({ seed, problem, steps }));
        problems.push(`over sockets, ${name}, seed ${seed}: ${problem}`);
      }
    }
    const control = await play({
      nodes: [a, deaf],
      firstSeed: 20_001,
      count: 4,
      documents,
      patienceMs: CALM_MS / 2,
    });
    summary['control'] = { schedules: 4, caught: control.diverged.length };
    if (control.diverged.length === 0) problems.push('a server that never looks was not caught');
  } finally {
    await stopAll(running);
    await redis?.kill();
  }
  return { summary, problems };
}

type Played = {
  readonly counts: { readonly edits: number; readonly reconnects: number; readonly slowestCalmMs: number };
  readonly diverged: readonly {
    readonly seed: number;
    readonly problem: string;
    readonly steps: readonly string[];
  }[];
};

async function play(options: {
  nodes: readonly RunningServer[];
  firstSeed: number;
  count: number;
  documents: readonly string[];
  patienceMs: number;
}): Promise<Played> {
  const doors = await Promise.all(options.nodes.map((node) => doorsOf(node)));
  const counts = { edits: 0, reconnects: 0, slowestCalmMs: 0 };
  const diverged: { seed: number; problem: string; steps: readonly string[] }[] = [];
  const seeds = Array.from({ length: options.count }, (_, index) => options.firstSeed + index);
  const lanes = Array.from({ length: Math.min(AT_ONCE, options.documents.length) }, async (_, lane) => {
    const document = options.documents[lane] ?? '';
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const schedule = new Schedule(seed, document, doors, options.patienceMs);
      const problem = await schedule.play();
      counts.edits += schedule.edits;
      counts.reconnects += schedule.reconnects;
      counts.slowestCalmMs = Math.max(counts.slowestCalmMs, schedule.calmMs);
      if (problem !== null) diverged.push({ seed, problem, steps: schedule.steps });
    }
  });
  await Promise.all(lanes);
  return { counts, diverged };
}

class Schedule {
  edits = 0;
  reconnects = 0;
  calmMs = 0;
  readonly steps: string[] = [];
  readonly #seed: number;
  readonly #patienceMs: number;
  readonly #document: string;
  readonly #doors: readonly (readonly Door[])[];
  readonly #people: WireTypist[];

  constructor(seed: number, document: string, doors: readonly (readonly Door[])[], patienceMs: number) {
    this.#patienceMs = patienceMs;
    this.#seed = seed;
    this.#document = document;
    this.#doors = doors;
    this.#people = PEOPLE.map(() => new WireTypist({ document, follows: true }));
  }

  async play(): Promise<string | null> {
    const chance = random(this.#seed);
    try {
      await Promise.all(this.#people.map((_, who) => this.#dial(who, who)));
      for (let left = STEPS; left > 0; left -= 1) {
        const [lot, who, at] = [chance(), Math.floor(chance() * PEOPLE.length), Math.floor(chance() * 1e6)];
        await this.#take(lot, who, at);
      }
      return await this.#calm();
    } catch (error) {
      return String(error);
    } finally {
      for (const person of this.#people) person.leave();
    }
  }

  async #take(lot: number, who: number, at: number): Promise<void> {
    const person = this.#people[who];
    if (!person) return;
    const kind = lot < 0.7 ? 'edit' : lot < 0.8 ? 'cut' : lot < 0.9 ? 'dial' : 'wait';
    this.steps.push(`${kind} ${who} ${at}`);
    if (kind === 'edit') {
      this.edits += 1;
      // Also without a line: step 2 carries it later.
      edit(person.doc, at);
    } else if (kind === 'cut') person.drop();
    else if (kind === 'dial' && !person.connected) await this.#dial(who, at);
    else if (kind === 'wait') await pause(at % 40);
  }

  async #dial(who: number, at: number): Promise<void> {
    const door = this.#doors[at % this.#doors.length]?.[who % PEOPLE.length];
    if (!door) throw new Error('There is no such door');
    this.reconnects += 1;
    await this.#people[who]?.connect(door);
  }

  /** Everybody is there, two on each server; then all must become the same. */
  async #calm(): Promise<string | null> {
    await Promise.all(
      this.#people.map(async (person, who) => {
        if (!person.connected) await this.#dial(who, who);
      }),
    );
    // The last word is said on one server, by somebody who writes nothing after it.
    const [last] = this.#people;
    if (last) edit(last.doc, 5);
    const began = performance.now();
    for (;;) {
      const problem = await this.#problem();
      this.calmMs = Math.round(performance.now() - began);
      if (problem === null || this.calmMs > this.#patienceMs) return problem;
      await pause(50);
    }
  }

  async #problem(): Promise<string | null> {
    for (const [who, person] of this.#people.entries()) {
      if (person.complaints.length > 0) return `person ${who} was told ${person.complaints.join(', ')}`;
      if (!person.connected) return `person ${who} lost the line`;
      if (person.unanswered > 0) return `person ${who} waits for ${person.unanswered} answers`;
      const { pendingStructs, pendingDs } = person.doc.store;
      if (pendingStructs !== null || pendingDs !== null) return `person ${who} holds something pending`;
    }
    const [first, ...others] = this.#people.map(({ doc }) => shape(doc));
    if (others.some((other) => other !== first)) return 'they hold different texts';
    for (const [node, doors] of this.#doors.entries()) {
      const newcomer = doors[0] && (await readState(doors[0], this.#document));
      const given = newcomer && shape(newcomer);
      newcomer?.destroy();
      if (given !== first) return `a newcomer on server ${node} is given something else`;
    }
    return null;
  }
}

async function doorsOf(node: RunningServer): Promise<Door[]> {
  const people = await Promise.all(PEOPLE.slice(0, 2).map((name) => enter(node.url, name)));
  return PEOPLE.map((_, index) => ({
    url: `${node.url.replace('http', 'ws')}/sync`,
    headers: { cookie: people[index % people.length]?.cookie ?? '', origin: node.url },
  }));
}

/** Texts with a paragraph, one for each lane. */
async function textsOf(node: RunningServer): Promise<string[]> {
  const person = await enter(node.url, 'Remy Falk');
  const [door] = await doorsOf(node);
  const documents: string[] = [];
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  for (const { id } of consultation?.sections ?? []) {
    const { section } = await person.ask(SectionTextDocument, { id, language: 'en' });
    const name = section?.variant?.documentName;
    if (door && name && paragraphOf(await readState(door, name))) documents.push(name);
    if (documents.length === AT_ONCE) break;
  }
  return documents;
}
