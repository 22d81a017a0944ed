/**
 * Several server processes on one PostgreSQL behave as one: what is typed on one appears on the other, a decision on
 * one appears in an editor open on the other, who listens on one hears what happens on the other, and signing out
 * everywhere on one closes the sockets of the other (T7, T8). With a bus at once; without one, or while it is killed,
 * paused, or cut off, within the poll, and at once when it is back. Behind a plain proxy that sends each connection to
 * the next server nobody can tell them apart. The control is a server that neither hears nor looks: it must be caught.
 */
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer, type RunningServer } from '../support/server.ts';
import { openTypist } from '../support/typist.ts';
import { databaseOf, stopAll } from './databases.ts';
import type { LabResult } from './lab.ts';
import { openLine, type Line } from './line.ts';
import {
  BY_POLL_MS,
  comeIn,
  crossing,
  decision,
  event,
  presence,
  SIGN_OUT_MS,
  signOut,
  textOf,
  type Site,
} from './nodes-measures.ts';
import { killAll } from './processes.ts';
import { freePort, startRedis, type Redis } from './redis.ts';

type Part = {
  readonly part: string;
  readonly edits: number;
  readonly lost: number;
  readonly doubled: number;
  /** From the keystroke on one node to the words on the other, milliseconds. */
  readonly medianMs: number;
  readonly worstMs: number;
  readonly [more: `${string}Ms`]: number;
};

const AT_ONCE_MS = 1_000;
/** Both ends try again at least once a second, and a silent one is asked every two. */
const BACK_MS = 4_000;
/** A node that dies is found out by its silence. */
const DEAD_MS = 22_000;

export async function nodesLab(asked: readonly string[]): Promise<LabResult> {
  const short = asked.includes('--short');
  const world = await start();
  const problems: string[] = [];
  const parts: Part[] = [];
  const took = (part: Part, boundMs: number): void => {
    parts.push(part);
    problems.push(...judged(part, boundMs));
  };
  try {
    const { a, b, alone, deaf, proxy, redis, line } = world;
    const edits = short ? 2 : 20;
    const caught = control(a, deaf);
    if (redis && line) took(await whole('with bus', a, b, 'b-0067', edits), AT_ONCE_MS);
    took(await whole('without bus', a, alone, 'b-0068', edits), BY_POLL_MS);
    took(await behindProxy(proxy, short ? 3 : 20), AT_ONCE_MS);
    if (redis && line) {
      const troubles: [name: string, begin: () => unknown, end: () => unknown, boundMs: number][] = [
        ['bus flushed', () => redis.flush(), () => {}, AT_ONCE_MS],
        ['bus paused', () => redis.pause(), () => redis.resume(), BY_POLL_MS],
        ['one node cut off from the bus', () => line.cut(), () => line.mend(), BY_POLL_MS],
      ];
      for (const [name, begin, end, boundMs] of short ? [] : troubles) {
        took(await typed(name, a, b, 8, begin), boundMs);
        await end();
        await pause(BACK_MS);
        took(await typed(`after ${name}`, a, b, 4), AT_ONCE_MS);
      }
      took(await whole('bus killed in the middle', a, b, 'b-0070', edits, () => redis.kill()), BY_POLL_MS);
      world.redis = await startRedis(redis.port);
      await pause(BACK_MS);
      took(await whole('bus back', a, b, 'b-0071', edits), AT_ONCE_MS);
    } else process.stdout.write('No redis-server or valkey-server: only the parts without bus ran.\n');
    const dies = short ? null : await dying(world);
    if (dies && dies.goneMs > DEAD_MS) problems.push('the people of a dead node are still shown');
    if (!(await caught)) problems.push('the control was not caught: these checks would not see a deaf node');
    return {
      summary: { parts, ...(dies ? { nodeKilled: dies } : {}), controlCaught: await caught },
      problems,
    };
  } finally {
    await stopAll(world.running);
    world.line?.close();
    world.proxyLine.close();
    await world.redis?.kill();
  }
}

type World = {
  readonly a: Site;
  readonly b: Site;
  readonly alone: Site;
  readonly deaf: Site;
  readonly proxy: Site;
  readonly proxyLine: Line;
  /** Between node B and the bus. */
  readonly line: Line | null;
  redis: Redis | null;
  readonly running: RunningServer[];
};

/** A and B have the bus and stand behind the proxy; the others have only the database. */
async function start(): Promise<World> {
  const redis = await startRedis();
  const line = redis && (await openLine(() => [redis.port]));
  const ports = [await freePort(), await freePort()] as const;
  const proxyLine = await openLine(() => ports);
  const origin = `http://localhost:${proxyLine.port}`;
  const busAt = (port: number | undefined): Record<string, string> =>
    port === undefined ? {} : { REDIS_URL: `redis://127.0.0.1:${port}` };
  const first = await startServer({ port: ports[0], env: { PUBLIC_URL: origin, ...busAt(redis?.port) } });
  const database = databaseOf(first);
  const deafNode = ['--import', path.join(import.meta.dirname, 'deaf-node.mjs')];
  const [second, alone, deaf] = await Promise.all([
    startServer({ port: ports[1], env: { ...database, PUBLIC_URL: origin, ...busAt(line?.port) } }),
    startServer({ env: database }),
    startServer({ env: database, nodeArguments: deafNode }),
  ]);
  const [a, b] = ports.map((port): Site => ({ url: `http://localhost:${port}`, origin }));
  if (!a || !b) throw new Error('Two servers are needed');
  const site = ({ url }: RunningServer): Site => ({ url, origin: url });
  return {
    a,
    b,
    alone: site(alone),
    deaf: site(deaf),
    proxy: { url: origin, origin },
    proxyLine,
    line,
    redis,
    running: [first, second, alone, deaf],
  };
}

function judged(part: Part, boundMs: number): string[] {
  const bounds: Readonly<Record<string, number>> = { signOutMs: SIGN_OUT_MS, seenMs: 2_000, goneMs: 2_000 };
  const { part: name, edits: _edits, lost, doubled, ...times } = part;
  return [
    ...(lost > 0 ? [`${name}: ${lost} edits did not cross`] : []),
    ...(doubled > 0 ? [`${name}: ${doubled} edits stand twice`] : []),
    ...Object.entries(times).flatMap(([what, took]) => {
      const bound = bounds[what] ?? boundMs;
      return took > bound ? [`${name}: ${what} was ${took} of ${bound}`] : [];
    }),
  ];
}

/** Everything that has to cross. */
async function whole(
  name: string,
  a: Site,
  b: Site,
  block: string,
  edits: number,
  inTheMiddle?: () => Promise<void>,
): Promise<Part> {
  const part = await typed(name, a, b, edits, inTheMiddle);
  const editor = openTypist(await comeIn(a, 'Remy Falk'), await documentOf(a));
  try {
    await editor.ready();
    const decisionMs = await decision(a, b, block, name.replaceAll(' ', '-'), editor);
    const eventMs = await event(a, b);
    const { seenMs, goneMs } = await presence(a, b, { how: async (who) => who.drop(), withinMs: 2_000 });
    const signOutMs = await signOut(a, b);
    return { ...part, ...rounded({ decisionMs, eventMs, seenMs, goneMs, signOutMs }) };
  } finally {
    editor.leave();
  }
}

const rounded = (times: Record<`${string}Ms`, number>): Record<`${string}Ms`, number> =>
  Object.fromEntries(Object.entries(times).map(([name, took]) => [name, Math.round(took)]));

/** Two people type in turns, one on each node. */
async function typed(
  name: string,
  a: Site,
  b: Site,
  edits: number,
  inTheMiddle?: () => unknown,
): Promise<Part> {
  const documentName = await documentOf(a);
  const [first, second] = await Promise.all([comeIn(a, 'Remy Falk'), comeIn(b, 'Sim Vale')]);
  const [here, there] = [openTypist(first, documentName), openTypist(second, documentName)];
  try {
    await Promise.all([here.ready(), there.ready()]);
    const label = name.replaceAll(' ', '-');
    const times: number[] = [];
    const tokens: string[] = [];
    for (let count = 1; count <= edits; count += 1) {
      const [from, to] = [`⟦${label}.a.${count}⟧`, `⟦${label}.b.${count}⟧`];
      tokens.push(from, to);
      if (count === Math.ceil(edits / 2)) await inTheMiddle?.();
      times.push(...(await Promise.all([crossing(here, there, from), crossing(there, here, to)])));
    }
    return counted(name, tokens, [here.text(), there.text()], times);
  } finally {
    here.leave();
    there.leave();
  }
}

/** Six editors through the proxy, which sends each connection to the other server than the one before. */
async function behindProxy(proxy: Site, edits: number): Promise<Part> {
  const documentName = await documentOf(proxy);
  const people = await Promise.all(
    Array.from({ length: 6 }, (_, index) => comeIn(proxy, index % 2 === 0 ? 'Remy Falk' : 'Sim Vale')),
  );
  const typists = people.map((person) => openTypist(person, documentName));
  try {
    await Promise.all(typists.map((typist) => typist.ready()));
    const times: number[] = [];
    const tokens: string[] = [];
    for (let count = 1; count <= edits; count += 1) {
      await Promise.all(
        typists.map(async (typist, index) => {
          const token = `⟦proxy.${index}.${count}⟧`;
          tokens.push(token);
          const reader = typists[(index + count) % typists.length];
          if (reader) times.push(await crossing(typist, reader, token));
        }),
      );
    }
    await pause(AT_ONCE_MS);
    return counted(
      'behind a plain proxy',
      tokens,
      typists.map((typist) => typist.text()),
      times,
    );
  } finally {
    for (const typist of typists) typist.leave();
  }
}

function counted(
  part: string,
  tokens: readonly string[],
  texts: readonly string[],
  times: readonly number[],
): Part {
  const sorted = times.toSorted((x, y) => x - y);
  return {
    part,
    edits: tokens.length,
    lost: tokens.filter((token) => !texts.every((text) => text.includes(token))).length,
    doubled: tokens.filter((token) => texts.some((text) => text.split(token).length > 2)).length,
    medianMs: Math.round(sorted[sorted.length >> 1] ?? Infinity),
    worstMs: Math.round(sorted.at(-1) ?? Infinity),
  };
}

/** A server is killed with people on it: the others stop showing them. */
async function dying({ a, running }: World): Promise<{ readonly goneMs: number }> {
  const [first] = running;
  if (!first) throw new Error('There is no database');
  const victim = await startServer({ env: databaseOf(first) });
  running.push(victim);
  const site = { url: victim.url, origin: victim.url };
  const how = async (): Promise<void> => killAll([victim.pid]);
  const { goneMs } = await presence(site, a, { how, withinMs: DEAD_MS });
  return { goneMs: Math.round(goneMs) };
}

const documentOf = async (site: Site): Promise<string> =>
  (await textOf(await comeIn(site, 'Remy Falk'))).variant.documentName;

/** True when the checks find that neither an edit nor a cursor comes to the node that is deaf. */
async function control(a: Site, deaf: Site): Promise<boolean> {
  const [first, second] = await Promise.all([comeIn(a, 'Remy Falk'), comeIn(deaf, 'Sim Vale')]);
  const { documentName } = (await textOf(first)).variant;
  const [here, there] = [openTypist(first, documentName), openTypist(second, documentName)];
  try {
    await Promise.all([here.ready(), there.ready()]);
    const leave = { how: async (who: { drop(): void }) => who.drop(), withinMs: 100 };
    const { seenMs } = await presence(a, deaf, leave);
    return seenMs === Infinity && (await crossing(here, there, '⟦control⟧')) > BY_POLL_MS;
  } finally {
    here.leave();
    there.leave();
  }
}
