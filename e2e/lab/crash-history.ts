/**
 * Fifty people type and one comments while the server, its PostgreSQL or both are killed with -9, again and again.
 * After each restart, before anybody is back, everything that was ever acknowledged must be there, once (T3). Half of
 * them then go on with the document they have and send again what was not answered; the others closed the tab for ever.
 * The control runs a server that answers before COMMIT: there the same checks must find losses, or they prove nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import * as Y from 'yjs';
import {
  CommentsDocument,
  ReadingConsultationDocument,
  SectionTextDocument,
  type DraftCommentMutationVariables,
} from '@concord/schema';
import { enter, type Person } from '../support/person.ts';
import { hocuspocusStore, killKinds, type Installation, type KillKind } from './installation.ts';
import { random, type Chance } from './random.ts';
import { paragraphOf, readState, WireTypist, type Door } from './wire-typist.ts';

export type CrashResult = {
  readonly seed: number;
  readonly kills: Readonly<Record<KillKind, number>>;
  readonly acknowledgedEdits: number;
  readonly acknowledgedComments: number;
  /** Acknowledged and not there after a restart. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly problems: readonly string[];
  readonly slowestRestoreMs: number;
};

const DOCUMENTS = 10;
const TYPISTS = 50;
/** Between two tokens of one typist; it has at most this many unanswered. */
const PACE_MS = 60;
const UNANSWERED = 4;
const WRITERS = ['Remy Falk', 'Sim Vale'];
const COMMENTER = 'Sayla Vint';
const SECTION = 'b-0064';

/** Who asks and where; what is the peer's has no comments. */
type World = {
  readonly installation: Installation;
  readonly documents: readonly string[];
  doorOf(index: number): Door;
  readonly official: { readonly person: Person; readonly place: Place } | null;
};

type Ledger = { readonly edits: Map<string, string>; readonly comments: Set<string> };

export type CrashOptions = {
  readonly seed: number;
  readonly kills: number;
  /** Where a failing history is kept; null: nowhere, it is expected. */
  readonly keep: string | null;
  onKill?(done: number): void;
};

export async function crashOurs(
  start: () => Promise<Installation>,
  options: CrashOptions,
): Promise<CrashResult> {
  const installation = await start();
  try {
    return await crash(await ourWorld(installation), options);
  } finally {
    await installation.stop();
  }
}

/** The same people, texts, kills and checks; only who stores is another. */
export async function crashHocuspocus(
  states: ReadonlyMap<string, Uint8Array>,
  options: CrashOptions,
): Promise<CrashResult> {
  const installation = await hocuspocusStore(states);
  try {
    const door: Door = { url: installation.url.replace('http', 'ws'), headers: {} };
    return await crash(
      { installation, documents: [...states.keys()], doorOf: () => door, official: null },
      options,
    );
  } finally {
    await installation.stop();
  }
}

/** The texts that are typed into, as they are before. */
export async function statesOf(installation: Installation): Promise<Map<string, Uint8Array>> {
  const { documents, doorOf } = await ourWorld(installation);
  const states = await Promise.all(documents.map((name) => readState(doorOf(0), name)));
  return new Map(states.map((doc, index) => [documents[index] ?? '', Y.encodeStateAsUpdate(doc)]));
}

async function ourWorld(installation: Installation): Promise<World> {
  const { url } = installation;
  const [writers, official] = await Promise.all([
    Promise.all(WRITERS.map((name) => enter(url, name))),
    enter(url, COMMENTER),
  ]);
  const doors = writers.map(({ cookie }): Door => ({
    url: `${url.replace('http', 'ws')}/sync`,
    headers: { cookie, origin: url },
  }));
  const doorOf = (index: number): Door => doors[index % doors.length] ?? { url, headers: {} };
  const documents: string[] = [];
  const { consultation } = await official.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  for (const { id } of consultation?.sections ?? []) {
    const { section } = await official.ask(SectionTextDocument, { id, language: 'en' });
    const name = section?.variant?.documentName;
    if (name && paragraphOf(await readState(doorOf(0), name))) documents.push(name);
    if (documents.length === DOCUMENTS) break;
  }
  return { installation, documents, doorOf, official: { person: official, place: await find(official) } };
}

async function crash(world: World, options: CrashOptions): Promise<CrashResult> {
  const { installation } = world;
  const chance = random(options.seed);
  const ledger: Ledger = { edits: new Map(), comments: new Set() };
  const kills: Record<KillKind, number> = { server: 0, database: 0, both: 0 };
  const history: object[] = [];
  const [lost, doubled, problems] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let slowest = 0;
  let typists: WireTypist[] = [];
  for (let round = 1; round <= options.kills; round += 1) {
    typists = await gather(world, ledger, typists);
    const killed = { yet: false };
    const work = Promise.all([
      ...typists.map((typist, index) =>
        typing(typist, `${options.seed}.${round}.${index}`, killed, random(round * 97 + index)),
      ),
      commenting(world.official, ledger, `${options.seed}.${round}`, killed),
    ]);
    const waited = 300 + chance() * 700;
    const before = ledger.comments.size;
    await pause(waited);
    // On a busy machine nothing would be answered yet: what is killed then is nobody's work.
    for (let left = 50; left > 0 && world.official && ledger.comments.size === before; left -= 1)
      await pause(100);
    const kind = plan(chance, kills, options.kills);
    kills[kind] += 1;
    killed.yet = true;
    await installation.kill(kind);
    for (const typist of typists) typist.drop();
    await work;
    const began = performance.now();
    await installation.restore();
    const found = await take(world);
    slowest = Math.max(slowest, performance.now() - began);
    judge(ledger, found, { lost, doubled });
    for (const typist of typists) for (const each of typist.complaints.splice(0)) problems.add(each);
    history.push({ round, kind, waited, acknowledged: ledger.edits.size, lost: lost.size });
    options.onKill?.(round);
  }
  // Who comes back once more sends the rest: then everything they ever typed must be there, once.
  const back = await gather(world, ledger, typists);
  await Promise.all(back.map((typist) => typist.answered()));
  for (const typist of back) typist.leave();
  judge(ledger, await take(world), { lost, doubled });
  const result: CrashResult = {
    seed: options.seed,
    kills,
    acknowledgedEdits: ledger.edits.size,
    acknowledgedComments: ledger.comments.size,
    lost: [...lost],
    doubled: [...doubled],
    problems: [...problems],
    slowestRestoreMs: Math.round(slowest),
  };
  if (options.keep !== null && lost.size + doubled.size + problems.size > 0) {
    mkdirSync(options.keep, { recursive: true });
    const file = path.join(options.keep, `crash-${options.seed}.json`);
    writeFileSync(file, JSON.stringify({ ...result, history }, null, 1));
  }
  return result;
}

/** By lot, but each kind as often as the others in the end. */
function plan(chance: Chance, done: Readonly<Record<KillKind, number>>, all: number): KillKind {
  const share = Math.ceil(all / killKinds.length);
  const left = killKinds.filter((kind) => done[kind] < share);
  return left[Math.floor(chance() * left.length)] ?? 'both';
}

/** Every second of those before comes back with what they have; the others are new people. */
async function gather(world: World, ledger: Ledger, before: readonly WireTypist[]): Promise<WireTypist[]> {
  return Promise.all(
    Array.from({ length: TYPISTS }, async (_, index) => {
      const document = world.documents[index % world.documents.length] ?? '';
      const old = before[index];
      if (old && index % 2 === 1) old.leave();
      const typist =
        old && index % 2 === 0
          ? old
          : new WireTypist({ document, onAcknowledged: (token) => ledger.edits.set(token, document) });
      await patiently(() => typist.connect(world.doorOf(index)));
      return typist;
    }),
  );
}

/** A server whose database has just come back may still say so. */
async function patiently(attempt: () => Promise<void>): Promise<void> {
  for (let left = 40; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await pause(250);
    }
  }
}

async function typing(
  typist: WireTypist,
  name: string,
  killed: { readonly yet: boolean },
  chance: Chance,
): Promise<void> {
  for (let count = 1; !killed.yet;) {
    if (typist.connected && typist.open.size < UNANSWERED) {
      typist.type(`${name}.${count}`);
      count += 1;
    }
    await pause(PACE_MS * (0.5 + chance()));
  }
}

type Drafted = {
  readonly draftComment:
    | { readonly __typename: 'Comment' }
    | { readonly __typename: 'Refused'; readonly message: string };
};

/** Only what the answer says by itself: reading the comment back would hide an answer that came too early. */
const Draft: TypedDocumentNode<Drafted, DraftCommentMutationVariables> = parse(
  'mutation Draft($input: DraftCommentInput!) { draftComment(input: $input) { ... on Refused { message } } }',
);

async function commenting(
  official: World['official'],
  ledger: Ledger,
  round: string,
  killed: { readonly yet: boolean },
): Promise<void> {
  if (!official) return;
  try {
    for (let count = 1; !killed.yet; count += 1) {
      const token = `${round}.${count}`;
      const { draftComment } = await official.person.ask(Draft, draft(token, official.place));
      if (draftComment.__typename !== 'Comment') throw new Error(draftComment.message);
      ledger.comments.add(token);
      await pause(PACE_MS);
    }
  } catch (error) {
    // Cut off in the middle of a sentence is what the lab is about; before the kill it is a failure.
    if (!killed.yet) throw error;
  }
}

type Place = {
  readonly consultationId: string;
  readonly id: string;
  readonly revision: number;
  readonly heading: string;
};

async function find(person: Person): Promise<Place> {
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const head = consultation?.sections.find((section) => section.key === SECTION);
  if (!consultation || !head) throw new Error('Velmora has no first domain');
  const { section } = await person.ask(SectionTextDocument, { id: head.id, language: 'en' });
  if (!section?.variant) throw new Error('The first domain has no English text');
  const { revision, title } = section.variant;
  return { consultationId: consultation.id, id: head.id, revision, heading: title };
}

const draft = (token: string, place: Place): DraftCommentMutationVariables => ({
  input: {
    key: `crash-${token}`,
    consultationId: place.consultationId,
    target: {
      sectionId: place.id,
      language: 'en',
      blockId: SECTION,
      start: 0,
      end: place.heading.length,
      exact: place.heading,
      revision: place.revision,
    },
    type: 'general',
    severity: 'minor',
    visibility: 'participants',
    body: `⟦${token}⟧`,
    proposal: null,
    language: 'en',
  },
});

type Found = { readonly edits: ReadonlyMap<string, number>; readonly comments: ReadonlyMap<string, number> };

/** How often every token stands in the committed texts, read as a newcomer would, and in the comments. */
async function take(world: World): Promise<Found> {
  const texts: string[] = [];
  await Promise.all(
    world.documents.map((name) =>
      patiently(async () => {
        const doc = await readState(world.doorOf(0), name);
        texts.push(doc.getXmlFragment('content').toJSON());
        doc.destroy();
      }),
    ),
  );
  const bodies = world.official ? await commentsOf(world.official) : [];
  return { edits: count(texts), comments: count(bodies) };
}

async function commentsOf({ person, place }: NonNullable<World['official']>): Promise<string[]> {
  const bodies: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof commentsPage>> = await commentsPage(
      person,
      place.consultationId,
      after,
    );
    for (const { node } of page?.edges ?? []) bodies.push(node.body);
    if (!page?.pageInfo.hasNextPage) return bodies;
    after = page.pageInfo.endCursor;
  }
}

const commentsPage = async (person: Person, consultationId: string, after: string | null) =>
  (await person.ask(CommentsDocument, { consultationId, filter: { mine: true }, first: 100, after }))
    .comments;

function count(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const [, token = ''] of text.matchAll(/⟦([\d.]+)⟧/g))
      counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

function judge(
  ledger: Ledger,
  found: Found,
  { lost, doubled }: { readonly lost: Set<string>; readonly doubled: Set<string> },
): void {
  for (const token of ledger.edits.keys()) if (!found.edits.has(token)) lost.add(`edit ${token}`);
  for (const token of ledger.comments) if (!found.comments.has(token)) lost.add(`comment ${token}`);
  for (const [kind, counts] of Object.entries(found))
    for (const [token, times] of counts) if (times > 1) doubled.add(`${kind} ${token}`);
}
