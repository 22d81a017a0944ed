/** The contestants of the subscription bench: in processes of their own, on processor 0. */
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import {
  ClearCommentDocument,
  ConsultationEventsDocument,
  DraftCommentDocument,
  ReadingConsultationDocument,
} from '@concord/schema';
import { blockTexts } from '@concord/document/model';
import { print } from 'graphql';
import { databaseOf } from '../../lab/databases.ts';
import { collected, lookedInto } from '../../lab/inside.ts';
import { textOf } from '../../lab/nodes-measures.ts';
import { enter, personWith } from '../../support/person.ts';
import { startServer } from '../../support/server.ts';
import { descendantsCpu, ownCpu, pinned } from '../sync/processes.ts';
import { peersIn } from './peers.ts';

const here = path.join(import.meta.dirname, 'contestants');

export const tellers = [
  'ours',
  'ours, PostgreSQL',
  'Apollo + graphql-ws',
  'GraphQL Yoga',
  'Mercurius',
  'bare ws',
] as const;
export type TellerName = (typeof tellers)[number];

/** A server that tells its listeners of comments, and what the load generator has to know of it. */
export type Teller = {
  readonly name: TellerName;
  readonly port: number;
  /** Events a second, beyond which it is their making that is measured and not their telling. */
  readonly mostPerSecond: number;
  /** The number that `next` gives next. */
  readonly following: number;
  next(): number;
  /** Makes what `many` events need, before anybody looks at the clock. */
  prepare(many: number): Promise<void>;
  publish(n: number): void;
  door(index: number): { readonly path: string; readonly headers: string };
  /** The `subscribe` message of each listener, who begins now. */
  operations(): Promise<(index: number) => string>;
  /** Microseconds of processor time. */
  cpu(): { readonly server: number; readonly postgres: number };
  /** Bytes in memory after everything was collected. */
  memory(): Promise<number>;
  stop(): Promise<void>;
};

/** BENCH_PROFILE names a folder for processor profiles, written when a contestant stops. */
function profiled(): string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

const PROTOCOL = 'Sec-WebSocket-Protocol: graphql-transport-ws\r\n';

export function startTeller(name: TellerName): Promise<Teller> {
  const peer = (kind: string): Promise<Teller> => inMemory(name, [peersIn('subscriptions.mjs'), kind]);
  if (name === 'ours') return inMemory(name, [path.join(here, 'ours-told.mjs')]);
  if (name === 'ours, PostgreSQL') return onPostgres(name);
  if (name === 'Apollo + graphql-ws') return peer('apollo');
  if (name === 'GraphQL Yoga') return peer('yoga');
  if (name === 'Mercurius') return peer('mercurius');
  return peer('bare');
}

type Said = {
  readonly id?: number;
  readonly port?: number;
  readonly cursors?: readonly string[];
  readonly rss?: number;
};

async function inMemory(name: TellerName, program: readonly string[]): Promise<Teller> {
  const flags = ['--expose-gc', ...profiled()];
  const [command, ...args] = [...pinned(0), process.execPath, ...flags, ...program];
  const child = spawn(command ?? process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const waiting = new Map<number, (said: Said) => void>();
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (said: Said) => {
      if (said.port !== undefined) resolve(said.port);
      if (said.id !== undefined) waiting.get(said.id)?.(said);
    });
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  let asked = 0;
  const ask = (collect: boolean): Promise<Said> =>
    new Promise((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      child.send({ id: asked, collect });
    });
  const { audienceIn, eventsQuery, query } = await sharedWithContestants();
  const door = (index: number) => ({ path: `/graphql?audience=${index}`, headers: PROTOCOL });
  let n = 0;
  return {
    name,
    port,
    mostPerSecond: Number.POSITIVE_INFINITY,
    get following() {
      return n + 1;
    },
    next: () => (n += 1),
    prepare: async () => undefined,
    publish: (number) => void child.send({ publish: number }),
    door,
    async operations() {
      const { cursors = [] } = await ask(false);
      return (index) => {
        const after = cursors[audienceIn(door(index).path)];
        const payload =
          after === undefined
            ? { query }
            : { query: eventsQuery, variables: { consultationId: CONSULTATION, after } };
        return JSON.stringify({ id: `${index}`, type: 'subscribe', payload });
      };
    },
    cpu: () => ({ server: ownCpu(child) ?? 0, postgres: 0 }),
    memory: async () => (await ask(true)).rss ?? 0,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    },
  };
}

const CONSULTATION = '00000000-0000-4000-8000-000000000001';

type Shared = { audienceIn(url: string): number; readonly query: string; readonly eventsQuery: string };
const sharedWithContestants = async (): Promise<Shared> =>
  (await import(path.join(here, 'comment-added.mjs'))) as Shared;

/** The product as it is started: people with sign-ins, and comments that an officer clears. */
async function onPostgres(name: TellerName): Promise<Teller> {
  const server = await startServer({
    prefix: pinned(0),
    nodeArguments: [...lookedInto, ...profiled()],
    flags: ['--host', '127.0.0.1'],
  });
  const [author, officer] = await Promise.all(
    ['Sayla Vint', 'Brin Tolvar'].map((who) => enter(server.url, who)),
  );
  if (!author || !officer) throw new Error('Nobody is there');
  const { consultationId, sectionId, variant } = await textOf(author);
  const [first] = blockTexts(variant.content).filter(({ text }) => text.length > 20);
  if (!first) throw new Error('There is nothing to comment on');
  const target = {
    sectionId,
    language: 'en' as const,
    blockId: first.id,
    start: 0,
    end: first.text.length,
    exact: first.text,
    revision: variant.revision,
  };
  const people = manyPeople(databaseOf(server)['DATABASE_URL'] ?? '', consultationId, 3_000);
  const drafts = new Map<number, string>();
  const draft = async (n: number): Promise<void> => {
    const { draftComment } = await author.ask(DraftCommentDocument, {
      input: {
        key: randomUUID(),
        consultationId,
        target,
        type: 'general',
        severity: 'minor',
        visibility: 'participants',
        body: `bench:${n}: The data on returns should be read together with the registration of residence.`,
        proposal: null,
        language: 'en',
      },
    });
    if (draftComment.__typename !== 'Comment') throw new Error(draftComment.message);
    drafts.set(n, draftComment.id);
  };
  let n = 0;
  const prepare = async (many: number): Promise<void> => {
    for (let at = n + 1; at <= n + many; at += 4)
      await Promise.all([at, at + 1, at + 2, at + 3].filter((number) => !drafts.has(number)).map(draft));
  };
  await prepare(8);
  return {
    name,
    port: server.port,
    // An officer's clearing is a transaction with a dozen statements, on the same processor as PostgreSQL.
    mostPerSecond: 12,
    get following() {
      return n + 1;
    },
    next: () => (n += 1),
    prepare,
    publish(number) {
      const commentId = drafts.get(number);
      if (commentId === undefined) throw new Error('There is nothing to clear');
      // What was not cleared is missed by the listeners.
      void officer.ask(ClearCommentDocument, { commentId, version: 1 }).catch(() => undefined);
    },
    door: (index) => ({
      path: '/graphql',
      headers: `${PROTOCOL}Origin: ${server.url}\r\nCookie: ${people[index % people.length] ?? ''}\r\n`,
    }),
    async operations() {
      // A cursor is its audience's: whoever stands alike can begin with it.
      const cursors = await Promise.all(
        people.slice(0, ALIKE).map(async (cookie) => {
          const { consultation } = await personWith(server.url, cookie).ask(ReadingConsultationDocument, {
            slug: 'velmora-2025',
          });
          return consultation?.cursor ?? '';
        }),
      );
      const query = print(ConsultationEventsDocument);
      return (index) => {
        const variables = { consultationId, after: cursors[(index % people.length) % ALIKE] ?? '' };
        return JSON.stringify({ id: `${index}`, type: 'subscribe', payload: { query, variables } });
      };
    },
    cpu: () => ({ server: ownCpu(server) ?? 0, postgres: descendantsCpu(server) }),
    memory: async () => (await collected(server)).rss,
    async stop() {
      await server.stop();
      rmSync(server.data, { recursive: true, force: true });
    },
  };
}

/** Everybody stands like the one so many before them. */
const ALIKE = 42;

/** Cookies of so many people, who are of forty audiences and two: organisations, roles and languages. */
function manyPeople(database: string, consultationId: string, many: number): readonly string[] {
  const program = path.join(here, 'people.mjs');
  const made = execFileSync(process.execPath, [program, database, consultationId, String(many)], {
    encoding: 'utf8',
  });
  return (JSON.parse(made) as string[]).map((secret) => `concord=${secret}`);
}
