/**
 * Operations that nobody would write, from people who may read some things and not others, on both doors: made of the
 * schema at random, our own ones with their words mixed up, variables of the wrong shape, bombs, hashes, bytes. Each is
 * answered, with a code that is known and a number, and without a word about the inside or about what its sender may not
 * see. The control is a server that tells what went wrong in its own words.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { WebSocket } from 'ws';
import { enter, type Person } from '../support/person.ts';
import { draft } from '../support/comment.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { databaseOf, stopAll } from './databases.ts';
import { added, type LabResult } from './lab.ts';
import { CANARY, createForge, type Forged } from './operations-forge.ts';
import { random, type Chance } from './random.ts';

const root = path.resolve(import.meta.dirname, '../..');

const OPERATIONS = 20_000;
const CONTROL = 400;
const LANES = 12;

/** What a stranger may be told; `INTERNAL_SERVER_ERROR` is a fault of ours. */
const codes = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'CURSOR_INVALID',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'TOO_MANY_WRITES',
  'TOO_MUCH',
]);
const inside = / {4}at |node_modules|\/dist\/|QueryFailed|SELECT |relation "|violates|\bundefined\b is not/;

type Run = {
  readonly seed: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
};

const keep = path.resolve(import.meta.dirname, '../../.cache/lab');

/** `--seed=N` runs one seed again; `npm test` runs the first. */
export async function operationsLab(asked: readonly string[]): Promise<LabResult> {
  const given = asked.find((word) => word.startsWith('--seed='))?.slice('--seed='.length);
  const short = asked.includes('--short');
  const count = OPERATIONS;
  const seeds = given === undefined ? (short ? [1] : [1, 2, 3]) : [Number(given)];
  const servers: RunningServer[] = [];
  try {
    const server = await startServer({ env: { LOG_LEVEL: 'fatal' } });
    servers.push(server);
    const runs: Run[] = [];
    for (const seed of seeds) runs.push(await besiege(server, seed, count));
    const leaky = ['--import', path.join(import.meta.dirname, 'talkative.mjs')];
    const env = { ...databaseOf(server), LOG_LEVEL: 'fatal' };
    const told = await startServer({ nodeArguments: leaky, env });
    servers.push(told);
    const control = await besiege(told, 1, CONTROL);
    const problems = runs.flatMap(({ seed, problems: found }) =>
      found.map((problem) => `--seed=${seed}: ${problem}`),
    );
    if (control.problems.length === 0) problems.push('the control was not caught');
    const summary = {
      seeds,
      operations: seeds.length * count,
      kinds: added(runs.map(({ kinds }) => kinds)),
      answers: added(runs.map(({ answers }) => answers)),
      // Where the project lies is nobody's business who reads the figures.
      controlCaught: control.problems.slice(0, 3).map((problem) => problem.replaceAll(root, '')),
    };
    return { summary, problems };
  } finally {
    await stopAll(servers);
  }
}

type Door = (forged: Forged) => Promise<string>;

async function besiege(server: RunningServer, seed: number, count: number): Promise<Run> {
  const chance = random(seed);
  const author = await enter(server.url, 'Sayla Vint');
  await draft(author, { section: 'b-0064', block: 'b-0066', body: `${CANARY} ${seed}` });
  const people = await Promise.all(
    ['Remy Falk', 'Ana Thorne', 'Oren Daly'].map((name) => enter(server.url, name)),
  );
  const forge = await createForge(chance, author);
  const sockets = await Promise.all(people.map((person) => overSocket(server, person)));
  const doors: Door[] = [...people.map((person) => overHttp(server, person)), overHttp(server, null)];
  const kinds: Record<string, number> = {};
  const answers: Record<string, number> = {};
  const problems = new Map<string, Forged>();
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const forged = forge();
      kinds[forged.kind] = (kinds[forged.kind] ?? 0) + 1;
      const door = forged.raw === undefined && chance() < 0.7 ? pick(chance, sockets) : pick(chance, doors);
      const answer = await door(forged);
      const { told, problem } = judged(answer);
      answers[told] = (answers[told] ?? 0) + 1;
      if (problem && problems.size < 20) problems.set(`${forged.kind}: ${problem}`, forged);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const alive = await fetch(`${server.url}/livez`).then(
    ({ status }) => status === 200,
    () => false,
  );
  if (!alive) problems.set('the server is gone', { kind: 'end' });
  if (problems.size > 0) {
    mkdirSync(keep, { recursive: true });
    writeFileSync(path.join(keep, `operations-${seed}.json`), JSON.stringify([...problems], null, 1));
  }
  return { seed, kinds, answers, problems: [...problems.keys()] };
}

const pick = <T>(chance: Chance, list: readonly T[]): T => {
  const found = list[Math.floor(chance() * list.length)];
  if (found === undefined) throw new Error('Nothing to pick from');
  return found;
};

type Told = {
  errors?: readonly { message?: unknown; extensions?: { code?: unknown; requestId?: unknown } }[];
};

/** What an answer says, and what is wrong with it. */
function judged(answer: string): { readonly told: string; readonly problem: string | null } {
  if (answer.includes(CANARY)) return { told: 'leak', problem: 'it tells what its sender may not see' };
  if (inside.test(answer))
    return { told: 'inside', problem: `it tells of the inside: ${answer.slice(0, 300)}` };
  let errors: Told['errors'];
  try {
    const body = JSON.parse(answer) as Told & { code?: unknown; requestId?: unknown };
    // What the server refuses before GraphQL is asked.
    if (typeof body.code === 'string')
      return { told: body.code, problem: typeof body.requestId === 'string' ? null : 'it has no number' };
    errors = body.errors;
  } catch {
    return { told: 'no JSON', problem: `it is no JSON: ${answer.slice(0, 200)}` };
  }
  if (!errors) return { told: 'data', problem: null };
  for (const { message, extensions } of errors) {
    const { code, requestId } = extensions ?? {};
    if (typeof message !== 'string' || typeof requestId !== 'string' || !codes.has(String(code)))
      return {
        told: String(code),
        problem: `an error that nobody knows: ${JSON.stringify(errors).slice(0, 300)}`,
      };
  }
  return { told: String(errors[0]?.extensions?.code), problem: null };
}

function overHttp({ url }: RunningServer, person: Person | null): Door {
  return async ({ payload, raw, type = 'application/json', method = 'POST', search = '' }) => {
    const response = await fetch(`${url}/graphql${search}`, {
      method,
      headers: {
        'x-concord': '1',
        ...(method === 'POST' ? { 'content-type': type } : {}),
        ...(person ? { cookie: person.cookie } : {}),
      },
      ...(method === 'POST' ? { body: raw ?? JSON.stringify(payload) } : {}),
    });
    const text = await response.text();
    return response.status >= 500 ? `status ${response.status}: ${text}` : text;
  };
}

type Frame = { readonly id: string; readonly type: string; readonly payload?: unknown };

/** One socket; each operation is answered by its first message. */
async function overSocket({ url }: RunningServer, { cookie }: Person): Promise<Door> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie, origin: url },
  });
  const waiting = new Map<string, (answer: string) => void>();
  let ended = '';
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data: Buffer) => {
      const { id, type, payload } = JSON.parse(data.toString()) as Frame;
      if (type === 'connection_ack') resolve();
      if (type === 'ping') socket.send('{"type":"pong"}');
      const answer = waiting.get(id);
      if (!answer) return;
      waiting.delete(id);
      answer(JSON.stringify(type === 'error' ? { errors: payload } : (payload ?? {})));
      // A subscription would go on.
      if (type === 'next') socket.send(JSON.stringify({ id, type: 'complete' }));
    });
    socket.once('close', (code, reason) => {
      ended = `the socket was closed: ${code} ${reason.toString()}`;
      for (const answer of waiting.values()) answer(ended);
    });
  });
  let count = 0;
  return ({ payload }) =>
    new Promise((resolve) => {
      if (ended !== '') return resolve(ended);
      count += 1;
      const id = String(count);
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query: '', ...payload } }));
    });
}
