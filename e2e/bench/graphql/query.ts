/**
 * The query part of `npm run bench -- graphql`: fifty threads (82 kB) from our door and from its peers, with equal
 * resolvers in memory; ours over PostgreSQL at a steady pace; and how long a refusal takes. Contestants take turns within
 * each round, servers on processor 0, the load on processor 1; figures are medians, ratios are taken within a round.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CommentsDocument, ReadingConsultationDocument } from '@concord/schema';
import { databaseOf } from '../../lab/databases.ts';
import { enter } from '../../support/person.ts';
import { startServer } from '../../support/server.ts';
import { pinned, pinSelf } from '../sync/processes.ts';
import { installPeers, peersIn } from './peers.ts';

const here = path.join(import.meta.dirname, 'contestants');
const CONNECTIONS = 16;
const PACED_ROUNDS = 9;
const PACED_SECONDS = 4;

const contestants = [
  ['ours', path.join(here, 'ours.mjs')],
  ['ours, interpreted', path.join(here, 'ours.mjs'), 'plain'],
  ['Apollo Server', peersIn('server.mjs'), 'apollo'],
  ['GraphQL Yoga', peersIn('server.mjs'), 'yoga'],
  ['Mercurius', peersIn('server.mjs'), 'mercurius'],
  ['Mercurius, compiled', peersIn('server.mjs'), 'mercurius-jit'],
  ['JSON.stringify', peersIn('server.mjs'), 'stringify'],
  ['ready bytes', peersIn('server.mjs'), 'ready'],
] as const;
type Name = (typeof contestants)[number][0];

export type Round = {
  readonly round: number;
  readonly contestant: Name;
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytes: number;
};

type Summary = Record<Name, { perCpuSecond: number; toApollo: number; toStringify: number; p99: number }>;

export async function queryBench(argv: readonly string[], say: (line: string) => void) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      peers: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  if (!values.peers) return { whole: false, durable: await overPostgres(say) };
  installPeers();
  pinSelf(1);
  const query = readFileSync(path.join(here, 'query.graphql'), 'utf8');
  const body = JSON.stringify({ query });
  const results: Round[] = [];
  const running = new Map<Name, Running>();
  try {
    for (const [name, ...program] of contestants) running.set(name, await start(program));
    for (const { port } of running.values()) await load(port, body, 1_000);
    for (let round = 1; round <= rounds; round += 1) {
      for (const [index] of contestants.entries()) {
        const [name] = contestants[(index + round) % contestants.length] ?? contestants[0];
        const { port, cpu } = running.get(name) ?? never(name);
        const before = cpu();
        const { times, bytes } = await load(port, body, seconds * 1_000);
        const cpuSeconds = (cpu() - before) / 1e6;
        const at = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? 0;
        const figures = {
          perSecond: Math.round(times.length / seconds),
          perCpuSecond: Math.round(times.length / cpuSeconds),
          p50: at(0.5),
          p99: at(0.99),
          bytes,
        };
        results.push({ round, contestant: name, ...figures });
        say(`${round} ${name.padEnd(20)} ${JSON.stringify(figures)}`);
      }
    }
    const refusals = await timedRefusals((running.get('ours') ?? never('ours')).port);
    const summary = summarise(results);
    const durable = await overPostgres(say);
    say(JSON.stringify({ summary, refusals, durable }, null, 2));
    return {
      whole: rounds >= 5,
      machine: {
        node: process.version,
        processor: cpus()[0]?.model ?? 'unknown',
        processors: availableParallelism(),
        load: loadavg().map((each) => Math.round(each * 10) / 10),
      },
      settings: { rounds, seconds, connections: CONNECTIONS },
      summary,
      refusals,
      durable,
      rounds: results,
    };
  } finally {
    for (const { stop } of running.values()) stop();
  }
}

function summarise(results: readonly Round[]): Summary {
  const of = (name: Name, round: number): number =>
    results.find((each) => each.contestant === name && each.round === round)?.perCpuSecond ?? Number.NaN;
  const rounds = [...new Set(results.map(({ round }) => round))];
  return Object.fromEntries(
    contestants.map(([name]) => [
      name,
      {
        perCpuSecond: median(rounds.map((round) => of(name, round))),
        toApollo: hundredths(median(rounds.map((round) => of(name, round) / of('Apollo Server', round)))),
        toStringify: hundredths(median(rounds.map((round) => of(name, round) / of('JSON.stringify', round)))),
        p99: median(results.filter(({ contestant }) => contestant === name).map(({ p99 }) => p99)),
      },
    ]),
  ) as Summary;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const hundredths = (value: number): number => Math.round(value * 100) / 100;
const tenths = (value: number): number => Math.round(value * 10) / 10;
const never = (name: string): never => {
  throw new Error(`${name} does not run`);
};

/** What each refusal costs its sender, one after the other: the median and the slowest of a hundred. */
async function timedRefusals(port: number): Promise<Record<string, { p50: number; p99: number }>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const bad: Record<string, string> = {
    'no JSON': '{"query": ',
    'no document': JSON.stringify({ query: '{{{' }),
    'ten thousand aliases': JSON.stringify({
      query: `{ ${Array.from({ length: 10_000 }, (_, n) => `a${n}: threads { id }`).join(' ')} }`,
    }),
    'a thousand times the same': JSON.stringify({ query: `{ threads { ${'id '.repeat(1_400)} } }` }),
    'cyclic fragments': JSON.stringify({
      query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    }),
    'fragments that double': JSON.stringify({
      query: `{ ...F0 } ${Array.from({ length: 38 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F38 on Query { threads { id } }`,
    }),
    'an unknown hash': JSON.stringify({
      extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } },
    }),
    'an array': JSON.stringify([{ query: '{ threads { id } }' }]),
    introspection: JSON.stringify({ query: '{ __schema { types { name } } }' }),
  };
  const figures: Record<string, { p50: number; p99: number }> = {};
  for (const [name, body] of Object.entries(bad)) {
    const times: number[] = [];
    for (let count = 0; count < 120; count += 1) {
      const { time } = await once(port, agent, body);
      // The first ones warm the code up.
      if (count >= 20) times.push(time);
    }
    times.sort((a, b) => a - b);
    figures[name] = { p50: tenths(times[49] ?? 0), p99: tenths(times[98] ?? 0) };
  }
  agent.destroy();
  return figures;
}

type Paced = {
  readonly bytes: number;
  /** Medians of the rounds, and the worst round. */
  readonly p50: number;
  readonly p99: number;
  readonly worstP99: number;
};

/**
 * The product as it is started, over PostgreSQL, fifty times a second: the first fifty comments of Velmora with all that
 * our own list shows, and then, with four replies each, with what the contestants are asked for, in a text of somebody
 * else's: interpreted.
 */
async function overPostgres(say: (line: string) => void) {
  const server = await startServer();
  try {
    execFileSync('/usr/bin/taskset', ['-a', '-p', '-c', '0', String(server.pid)], { stdio: 'ignore' });
    const person = await enter(server.url, 'Oren Daly');
    const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
    const variables = { consultationId: consultation?.id ?? '', first: 50 };
    const query = readFileSync(path.join(here, 'durable.graphql'), 'utf8');
    // As our client asks.
    const { hash } = CommentsDocument as { hash?: string };
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const round = async (ask: () => ReturnType<typeof once>) => {
      const asked: Promise<{ time: number; bytes: number }>[] = [];
      const began = performance.now();
      for (let count = 0; count < 50 * PACED_SECONDS; count += 1) {
        // By the clock: what waits behind a slow answer counts as slow too.
        const wait = began + count * 20 - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        asked.push(ask());
      }
      const answers = await Promise.all(asked);
      const times = answers.map(({ time }) => time).toSorted((a, b) => a - b);
      const at = (share: number): number => tenths(times[Math.ceil(times.length * share) - 1] ?? 0);
      return { bytes: answers[0]?.bytes ?? 0, p50: at(0.5), p99: at(0.99) };
    };
    const paced = async (body: string): Promise<Paced> => {
      const ask = () => once(server.port, agent, body, { cookie: person.cookie }, '/graphql');
      for (let count = 0; count < 500; count += 1) await ask();
      const rounds: Omit<Paced, 'worstP99'>[] = [];
      while (rounds.length < PACED_ROUNDS) rounds.push(await round(ask));
      const p99 = rounds.map((each) => each.p99);
      return {
        bytes: rounds[0]?.bytes ?? 0,
        p50: median(rounds.map((each) => each.p50)),
        p99: median(p99),
        worstP99: Math.max(...p99),
      };
    };
    const page = await paced(JSON.stringify({ variables, extensions }));
    const database = databaseOf(server)['DATABASE_URL'] ?? '';
    execFileSync(process.execPath, [path.join(here, 'replies.mjs'), database]);
    const threads = await paced(JSON.stringify({ query, variables }));
    agent.destroy();
    const figures = { perSecond: 50, rounds: PACED_ROUNDS, seconds: PACED_SECONDS, threads, page };
    say(JSON.stringify(figures));
    return figures;
  } finally {
    await server.stop();
    rmSync(server.data, { recursive: true, force: true });
  }
}

async function load(
  port: number,
  body: string,
  ms: number,
): Promise<{ readonly times: readonly number[]; readonly bytes: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let bytes = 0;
  const end = performance.now() + ms;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      const answer = await once(port, agent, body);
      times.push(answer.time);
      bytes = answer.bytes;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  agent.destroy();
  return { times: times.map(tenths).toSorted((a, b) => a - b), bytes };
}

function once(
  port: number,
  agent: Agent,
  body: string,
  headers: Record<string, string> = {},
  where = '/',
): Promise<{ readonly time: number; readonly bytes: number }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        port,
        host: where === '/' ? '127.0.0.1' : 'localhost',
        path: where,
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-concord': '1',
          ...headers,
        },
      },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () => resolve({ time: performance.now() - began, bytes }));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

type Running = { readonly port: number; cpu(): number; stop(): void };

async function start(program: readonly string[]): Promise<Running> {
  const [command, ...args] = [...pinned(0), process.execPath, ...program];
  const child = spawn(command ?? process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (said: { port: number }) => resolve(said.port));
    child.once('exit', (code) => reject(new Error(`${program.join(' ')} ended with ${code}`)));
  });
  return { port, cpu: () => cpuOf(child), stop: () => child.disconnect() };
}

/** Processor time of a process, in microseconds, from Linux' /proc. */
function cpuOf({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
