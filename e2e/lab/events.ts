/**
 * Numbered events, under load and faults: people write on two servers over one PostgreSQL and others listen on both, while
 * servers are killed and restarted, PostgreSQL is killed, and lines are cut; whoever was cut off goes to either server
 * and says up to where they heard. What each has heard at the end is what stands in the record, in its order, with no gap
 * and no double (T8); what was acknowledged stands in it, and its numbers have no hole. The controls are servers that leave
 * out, or send twice, one frame in seven: both must be seen.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { blockTexts } from '@concord/document/model';
import { ClearCommentDocument, DraftCommentDocument } from '@concord/schema';
import { enter, personWith, type Person } from '../support/person.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { startDatabase, type Database } from './database.ts';
import { startListening, type Listener } from './events-listener.ts';
import type { LabResult } from './lab.ts';
import { textOf } from './nodes-measures.ts';
import { random, type Chance } from './random.ts';
import { freePort } from './redis.ts';

const listeners = ['Ana Thorne', 'Ilka Renn', 'Mira Solt', 'Oren Daly', 'Sayla Vint', 'Orla Keth'] as const;
/** Hear how a comment of theirs came about, too. */
const authors: readonly string[] = ['Sayla Vint', 'Orla Keth'];
const WRITERS = 3;
const PATIENCE_MS = 60_000;
/** Without a bus the other server looks every few seconds. */
const BY_POLL_MS = 8_000;

type Fault = 'kill' | 'restart' | 'cut' | 'database';
type Plan = {
  readonly seed: number;
  readonly faults: number;
  readonly writes: number;
  readonly database: boolean;
};
const SHORT: readonly Plan[] = [{ seed: 1, faults: 4, writes: 40, database: false }];
const FULL: readonly Plan[] = [1, 2, 3].map((seed) => ({ seed, faults: 20, writes: 250, database: true }));

/** `--seed=N` runs one plan again; which instruction a fault hits is the machine's affair. */
export async function eventsLab(asked: readonly string[]): Promise<LabResult> {
  const given = asked.find((word) => word.startsWith('--seed='))?.slice('--seed='.length);
  const plans = asked.includes('--short') ? SHORT : FULL;
  const seeds =
    given === undefined ? plans : FULL.slice(0, 1).map((plan) => ({ ...plan, seed: Number(given) }));
  const site = await openSite();
  try {
    const runs = [];
    for (const plan of seeds) {
      runs.push(await run(site, plan));
      process.stdout.write(`seed ${plan.seed}: ${JSON.stringify(runs.at(-1)?.figures)}\n`);
    }
    await site.stopNodes();
    const { drop, double } = await control(site);
    const problems = runs.flatMap(({ seed, problems: found }) =>
      found.slice(0, 10).map((problem) => `--seed=${seed}: ${problem}`),
    );
    if (drop.missing === 0) problems.push('a server that leaves out frames was not caught');
    if (double.doubled === 0) problems.push('a server that sends frames twice was not caught');
    return {
      summary: {
        listeners: listeners.length,
        servers: 2,
        runs: runs.map(({ seed, figures }) => ({ seed, ...figures })),
        controlCaught: { drop, double },
      },
      problems,
    };
  } finally {
    await site.stop();
  }
}

type Node = { server: RunningServer; readonly port: number; up: boolean };
type Site = {
  readonly database: Database;
  readonly nodes: readonly Node[];
  start(
    port: number,
    nodeArguments?: readonly string[],
    env?: Record<string, string>,
  ): Promise<RunningServer>;
  stopNodes(): Promise<void>;
  stop(): Promise<void>;
};

async function openSite(): Promise<Site> {
  const database = await startDatabase();
  const data = mkdtempSync(path.join(tmpdir(), 'concord-lab-'));
  const start: Site['start'] = (port, nodeArguments = [], env = {}) =>
    startServer({ data, port, nodeArguments, env: { DATABASE_URL: database.url, ...env } });
  const nodes: Node[] = [];
  for (const port of [await freePort(), await freePort()])
    nodes.push({ server: await start(port), port, up: true });
  const stopNodes = async (): Promise<void> => {
    await Promise.all(nodes.filter(({ up }) => up).map(({ server }) => server.stop()));
    for (const node of nodes) node.up = false;
  };
  return {
    database,
    nodes,
    start,
    stopNodes,
    async stop() {
      await stopNodes();
      await database.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

type Row = {
  readonly position: number;
  readonly type: string;
  readonly subject: string;
  readonly organisation: string | null;
  readonly official: boolean;
};

const rowsOf = (database: Database): Row[] =>
  JSON.parse(
    execFileSync(process.execPath, [path.join(import.meta.dirname, 'numbers.mjs'), database.url], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }),
  ) as Row[];

type Verdict = {
  readonly heard: number;
  readonly missing: number;
  readonly doubled: number;
  readonly misplaced: number;
};

/** What one listener has heard, beside what the record holds for them. */
function compared(heard: readonly string[], expected: readonly string[]): Verdict {
  const known = new Set(heard);
  const wanted = new Set(expected);
  const once = [...known].filter((one) => wanted.has(one));
  const inOrder = expected.filter((one) => known.has(one));
  return {
    heard: heard.length,
    missing: expected.filter((one) => !known.has(one)).length,
    doubled: heard.length - known.size,
    misplaced: once.filter((one, index) => one !== inOrder[index]).length + known.size - once.length,
  };
}

function expectedOf(rows: readonly Row[], from: number, name: string): string[] {
  const ministry = rows.find(
    ({ type, position }) => type === 'comment_drafted' && position > from,
  )?.organisation;
  return rows
    .filter(({ position }) => position > from)
    .filter(({ official, organisation }) => official || (authors.includes(name) && organisation === ministry))
    .map(({ type, subject }) => `${type} ${subject}`);
}

async function run({ database, nodes, start }: Site, plan: Plan) {
  const [chance, faults] = [random(plan.seed), random(plan.seed + 1_000)];
  const up = (): readonly string[] => nodes.filter((node) => node.up).map(({ server }) => server.url);
  const any = (): string | null => {
    const urls = up();
    return urls[Math.floor(chance() * urls.length)] ?? null;
  };
  const from = rowsOf(database).at(-1)?.position ?? 0;
  const people = await Promise.all(listeners.map((name) => enter(any() ?? '', name)));
  const ears = await Promise.all(people.map((person) => startListening(person, any, chance)));
  const done = { writes: 0, acknowledged: new Set<string>(), over: false };
  const counted: Record<Fault, number> = { kill: 0, restart: 0, cut: 0, database: 0 };
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => openWriter(any)));
  const writing = Promise.all(
    writers.map((write) => write(() => (done.writes += 1) <= plan.writes, done.acknowledged)),
  );
  // It is waited for below; until then it must not end everything.
  writing.catch(() => undefined);
  for (let count = 0; count < plan.faults; count += 1) {
    const fault = pickFault(faults, plan);
    counted[fault] += 1;
    await commit(fault, { database, nodes, start, ears, chance });
    await pause(100 + faults() * 700);
  }
  await within(writing, PATIENCE_MS * 10, 'the writers are not done');
  const rows = rowsOf(database);
  const expected = listeners.map((name) => expectedOf(rows, from, name));
  const end = performance.now() + PATIENCE_MS;
  while (
    performance.now() < end &&
    ears.some(({ heard }, index) => heard.length < (expected[index]?.length ?? 0))
  )
    await pause(50);
  // Whatever comes too often comes by then.
  await pause(plan.database ? BY_POLL_MS : 500);
  for (const ear of ears) ear.stop();
  const verdicts = ears.map(({ heard }, index) => compared(heard, expected[index] ?? []));
  const problems = listeners.flatMap((name, index) => {
    const { missing = 0, doubled = 0, misplaced = 0 } = verdicts[index] ?? {};
    return missing + doubled + misplaced === 0
      ? []
      : [`${name}: ${missing} missing, ${doubled} doubled, ${misplaced} out of their place`];
  });
  const cleared = new Set(
    rows.filter(({ type }) => type === 'comment_cleared').map(({ subject }) => subject),
  );
  const lost = [...done.acknowledged].filter((id) => !cleared.has(id));
  if (lost.length > 0) problems.push(`${lost.length} acknowledged comments are not on record`);
  if (rows.some(({ position }, index) => position !== index + 1)) problems.push('the numbers have a hole');
  if (done.acknowledged.size === 0) problems.push('nothing was acknowledged, so nothing was tried');
  const figures = {
    faults: counted,
    events: rows.length - from,
    acknowledged: done.acknowledged.size,
    heard: verdicts.reduce((sum, { heard }) => sum + heard, 0),
    connections: ears.reduce((sum, { connections }) => sum + connections, 0),
    missing: verdicts.reduce((sum, { missing }) => sum + missing, 0),
    doubled: verdicts.reduce((sum, { doubled }) => sum + doubled, 0),
  };
  return { seed: plan.seed, figures, problems };
}

function pickFault(chance: Chance, { database }: Plan): Fault {
  const drawn = chance();
  if (drawn < 0.4) return 'kill';
  if (drawn < 0.6) return 'restart';
  return database && drawn > 0.9 ? 'database' : 'cut';
}

async function commit(
  fault: Fault,
  {
    database,
    nodes,
    start,
    ears,
    chance,
  }: Pick<Site, 'database' | 'nodes' | 'start'> & {
    readonly ears: readonly Listener[];
    readonly chance: Chance;
  },
): Promise<void> {
  if (fault === 'cut') {
    for (const ear of ears) if (chance() < 0.5) ear.cut();
    return;
  }
  if (fault === 'database') {
    await database.kill();
    await pause(chance() * 500);
    await database.restart();
    return;
  }
  const node = nodes[Math.floor(chance() * nodes.length)];
  if (!node) return;
  if (fault === 'restart') {
    const stopped = node.server.stop();
    node.up = false;
    await stopped;
  } else {
    await node.server.kill();
    node.up = false;
  }
  await pause(chance() * 500);
  node.server = await start(node.port);
  node.up = true;
}

type Writer = (goesOn: () => boolean, acknowledged: Set<string>) => Promise<void>;

/** Drafts and clears one comment after the other, on whichever server answers; what has no answer is sent again. */
async function openWriter(any: () => string | null): Promise<Writer> {
  const home = any() ?? '';
  const [author, officer] = await Promise.all(['Sayla Vint', 'Brin Tolvar'].map((name) => enter(home, name)));
  if (!author || !officer) throw new Error('Nobody is there');
  const { consultationId, sectionId, variant } = await textOf(author);
  const [block] = blockTexts(variant.content).filter(({ text }) => text.length > 20);
  if (!block) throw new Error('There is nothing to comment on');
  const as = <T>(person: Person, ask: (there: Person) => Promise<T>): Promise<T> =>
    untilAnswered(any, (url) => ask(personWith(url, person.cookie, person.name)));
  return async (goesOn, acknowledged) => {
    while (goesOn()) {
      const input = {
        key: randomUUID(),
        consultationId,
        target: {
          sectionId,
          language: 'en' as const,
          blockId: block.id,
          start: 0,
          end: block.text.length,
          exact: block.text,
          revision: variant.revision,
        },
        type: 'general' as const,
        severity: 'minor' as const,
        visibility: 'participants' as const,
        body: 'Said while servers fall.',
        proposal: null,
        language: 'en' as const,
      };
      const { draftComment } = await as(author, (there) => there.ask(DraftCommentDocument, { input }));
      if (draftComment.__typename !== 'Comment') throw new Error(draftComment.message);
      const commentId = draftComment.id;
      const { clearComment } = await as(officer, (there) =>
        there.ask(ClearCommentDocument, { commentId, version: 1 }),
      );
      // A refusal says that the clearing before, which had no answer, was done.
      if (clearComment.__typename === 'Comment') acknowledged.add(commentId);
    }
  };
}

async function untilAnswered<T>(any: () => string | null, ask: (url: string) => Promise<T>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; ;) {
    const url = any();
    try {
      if (url !== null) return await ask(url);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await pause(50);
  }
}

async function within(work: Promise<unknown>, ms: number, otherwise: string): Promise<void> {
  const late = new AbortController();
  const patience = pause(ms, undefined, { signal: late.signal }).then(
    () => Promise.reject(new Error(otherwise)),
    () => undefined,
  );
  await Promise.race([work, patience]);
  late.abort();
}

/** One faulty server, nobody killed: what one listener lacks, and what the other has twice. */
async function control({ database, start }: Site): Promise<{ drop: Verdict; double: Verdict }> {
  const unfaithful = ['--import', path.join(import.meta.dirname, 'unfaithful.mjs')];
  const server = await start(await freePort(), unfaithful);
  const any = (): string => server.url;
  const name = 'Oren Daly';
  const listen = async (id: string): Promise<Listener> =>
    startListening(await enter(server.url, name), any, () => 1, id);
  const from = rowsOf(database).at(-1)?.position ?? 0;
  const ears = await Promise.all([listen('drop'), listen('double')]);
  try {
    const write = await openWriter(any);
    let left = 21;
    await write(() => (left -= 1) >= 0, new Set());
    const expected = expectedOf(rowsOf(database), from, name);
    const end = performance.now() + BY_POLL_MS;
    const few = (): boolean =>
      ears.some(({ heard }, index) => heard.length < expected.length - 3 + 6 * index);
    while (performance.now() < end && few()) await pause(20);
    const [drop, double] = ears.map(({ heard }) => compared(heard, expected));
    if (!drop || !double) throw new Error('Two are listening');
    return { drop, double };
  } finally {
    for (const ear of ears) ear.stop();
    await server.stop();
  }
}
