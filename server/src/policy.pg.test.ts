/**
 * The policy matrix: every query, field, mutation, subscription, document and file, for every role and relation, over
 * every door, as a real server answers. What it found is in testing/policy/*.txt and changes by review only:
 * `npx vitest run --project postgres src/policy.pg.test.ts -u` writes it anew.
 */
import { randomUUID } from 'node:crypto';
import { ClearCommentDocument, SectionTextDocument } from '@concord/schema';
import { isNonNullType, isObjectType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import type { Client as GraphqlSocket } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BLOCK, CHAPTER, commentIn, drafted, draftInput } from './testing/comments.js';
import { actors, clientOf, idOf, prepareActors, requestOf, type Code } from './testing/policy/actors.js';
import { audienceOf } from './platform/audience.js';
import {
  callOf,
  everythingOf,
  fieldsOf,
  makerOf,
  objectsAt,
  pathsOf,
  selectionAlong,
  variablesOf,
  type Call,
} from './testing/policy/documents.js';
import { given, legend, ofMutation, ofQuery, ofStatus, table } from './testing/policy/outcomes.js';
import {
  before,
  documentsOf,
  prepareScene,
  PRIVATE_WORDS,
  subjectOf,
  subjectsOf,
  tidyAfter,
  WITHHELD_WORDS,
  type Kind,
  type Subject,
} from './testing/policy/subjects.js';
import { valuesOf } from './testing/policy/values.js';
import { knock, opened, served, type Client } from './testing/served.js';
import { typist } from './testing/typing.js';
import { velmora } from './testing/world.js';

const world = velmora();
const server = served(world);
const codes = actors.map(({ code }) => code);
/** Public Health's own people: for them alone are its drafts there. */
const own: readonly Code[] = ['wc', 'wo', 'pr'];
/** [AT1] All that an auditor is given and an observer is not. */
const ofAuditors = {
  'files.txt': ['GET /files/record  the record as CSV', 'GET /files/record  the record of one kind'],
  'queries.txt': ['record', 'recordHead'],
} as Readonly<Record<string, readonly string[]>>;
/** Those whom no socket lets in. */
const outside: readonly Code[] = ['an', 'su'];

const clients = new Map<Code, Client>();
const sockets = new Map<Code, GraphqlSocket>();
let values: ReturnType<typeof valuesOf>;
let subjects: ReturnType<typeof subjectsOf>;

beforeAll(async () => {
  await prepareActors(world);
  for (const code of codes) clients.set(code, await clientOf(world, server, code));
  subjects = subjectsOf(world);
  values = valuesOf(world, (await draftInput(world)).target);
});
afterAll(async () => {
  for (const socket of sockets.values()) await socket.dispose();
});

const clientFor = (code: Code): Client => clients.get(code) ?? server.browser();
function socketFor(code: Code): GraphqlSocket {
  const socket = sockets.get(code) ?? clientFor(code).socket();
  sockets.set(code, socket);
  return socket;
}

type Answer = { data?: Record<string, unknown> | null; errors?: readonly unknown[] };

const overHttp = async (client: Client, call: Call): Promise<Answer> =>
  (await (await client.post('/graphql', call)).json()) as Answer;

const overSocket = (socket: GraphqlSocket, call: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    let answer: Answer = {};
    socket.subscribe(call, {
      next: (value) => void (answer = value as Answer),
      error: (error) => (Array.isArray(error) ? resolve({ errors: error }) : reject(error)),
      complete: () => resolve(answer),
    });
  });

const rootsOf = (kind: 'query' | 'mutation' | 'subscription') => {
  const type = {
    query: world.schema.getQueryType(),
    mutation: world.schema.getMutationType(),
    subscription: world.schema.getSubscriptionType(),
  }[kind];
  return Object.values(type?.getFields() ?? {}).toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

const subject = (kind: Kind): Promise<Subject> => subjects[kind]();
const cursorOf = async (code: Code): Promise<Subject> => {
  const { services, consultationId } = world;
  const { manager } = world.dataSource;
  const id = await idOf(world, code);
  // Nobody has no part in anything.
  const parts = id === '' ? null : await services.readStandings(manager, id, new Date());
  const standing = parts?.get(consultationId);
  return { after: services.cursors.seal(consultationId, standing ? audienceOf(standing) : '', 0n) };
};
/** Lists are read from their beginning: a cursor of events is none of theirs. */
const cursorFor = async ({ args }: GraphQLField<unknown, unknown>, code: Code): Promise<Subject> =>
  args.some(({ name, type }) => name === 'after' && isNonNullType(type)) ? cursorOf(code) : {};
const variables = (field: GraphQLField<unknown, unknown>, about: Subject) =>
  variablesOf(field.name, field.args, makerOf(field.name, about, values));

describe('[PM3][T4][T7] who is given what', () => {
  test('by the sync socket, before and after the text was frozen', { timeout: 600_000 }, async () => {
    await subject('draft');
    const tables = [];
    for (const when of ['before the freeze', 'after the freeze']) {
      const rows = [];
      for (const [name, documentName] of Object.entries(documentsOf(world))) {
        const letters = [];
        for (const code of codes) letters.push(await doorOf(code, documentName));
        rows.push({ name, letters });
      }
      asObserver('documents.txt', rows);
      tables.push(table(`documents, ${when}`, codes, rows));
      if (when === 'before the freeze') await freeze();
    }
    expect(tables.join('\n\n')).not.toMatch(/room.*there.*[rw]/);
    await golden(
      'documents.txt',
      `r read    w read and write    . not there    - sign in first\n\n${tables.join('\n\n')}`,
    );
  });

  test('by the addresses of files', { timeout: 600_000 }, async () => {
    const { id, version } = await drafted(world, { visibility: 'participants' });
    const { id: kept } = await drafted(world);
    const [official, hidden] = [await upload('wc', id), await upload('wc', kept)];
    commentIn(
      (
        await world.run(world.as('Brin Tolvar'), ClearCommentDocument, {
          commentId: id,
          version: version + 1,
        })
      ).clearComment,
    );
    const get =
      (address: string) =>
      async (code: Code): Promise<number> =>
        statusOf(clientFor(code), address);
    const demoPerson = world.personId('Esk Marrow');
    /** A browser of its own: whoever enters is somebody else from then on. */
    const entering = async (code: Code, personId: string): Promise<number> =>
      (await (await clientOf(world, server, code)).post('/demo/enter', { personId })).status;
    const speaking = (path: string) => async (code: Code) => {
      const address = `${path}/frames?stream=none&first=1`;
      const headers = { 'content-type': 'application/octet-stream' };
      return (await clientFor(code).fetch(address, { method: 'POST', body: new Uint8Array(), headers }))
        .status;
    };
    const record = `/files/record?consultation=${world.consultationId}`;
    // By method and address as the server declares them: one that is not here fails below.
    const asked: Record<string, Record<string, (code: Code) => Promise<number>>> = {
      'GET /files/evidence/:id': {
        'evidence of an official comment': get(`/files/evidence/${official.id}`),
        'evidence of a draft': get(`/files/evidence/${hidden.id}`),
        'evidence that is not there': get(`/files/evidence/${randomUUID()}`),
      },
      'POST /files/evidence': {
        'sending evidence for a draft': async (code) => (await upload(code, kept)).status,
        'sending evidence for nothing': async (code) => (await upload(code, randomUUID())).status,
      },
      'POST /files/imports': {
        'sending a text to import': async (code) => (await send(code, imports)).status,
      },
      'GET /files/record': {
        'the record as CSV': get(record),
        'the record of one kind': get(`${record}&kinds=comment_cleared`),
        'the record of no consultation': get(`/files/record?consultation=${randomUUID()}`),
      },
      'GET /sync/stream': { 'a stream of documents': get('/sync/stream') },
      'POST /sync/frames': { 'frames for a stream of nobody': speaking('/sync') },
      'GET /graphql/stream': { 'a stream of operations': get('/graphql/stream') },
      'POST /graphql/frames': { 'frames for a stream of none': speaking('/graphql') },
      'GET /schema.graphql': { 'the schema': get('/schema.graphql') },
      'GET /schema.md': { 'the reference': get('/schema.md') },
      'GET /demo/people': { 'people of the demo': get('/demo/people') },
      'POST /demo/enter': {
        'entering as somebody': (code) => entering(code, demoPerson),
        'entering as nobody': (code) => entering(code, randomUUID()),
      },
      'GET /livez': { 'whether it lives': get('/livez') },
      'GET /readyz': { 'whether it is ready': get('/readyz') },
    };
    const elsewhere = ['GET /graphql', 'POST /graphql', 'GET /*'];
    expect(Object.keys(asked).toSorted(), 'addresses that are declared').toEqual(
      server.app.routes.filter((one) => !elsewhere.includes(one)).toSorted(),
    );
    const found = [];
    const letters = new Map<string, string[]>();
    for (const [address, rows] of Object.entries(asked).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      for (const [name, ask] of Object.entries(rows)) {
        const row = [];
        for (const code of codes) row.push(ofStatus(await ask(code)));
        letters.set(name, row);
        found.push({ name: `${address}  ${name}`, letters: row });
      }
    const forOthers = (name: string) => letters.get(name)?.slice(0, -own.length);
    expect(forOthers('evidence of a draft')).toEqual(forOthers('evidence that is not there'));
    expect(forOthers('sending evidence for a draft')).toEqual(forOthers('sending evidence for nothing'));
    asObserver('files.txt', found);
    await golden('files.txt', `${legend}\n\n${table('addresses', codes, found)}`);
  });

  test('by every query, and nothing private in the answer', { timeout: 600_000 }, async () => {
    await prepareScene(world, subjects);
    const rows = [];
    const leaks: string[] = [];
    const about = new Map<string, Subject>();
    for (const [label, field, kind] of queries()) {
      if (!about.has(kind)) about.set(kind, await subject(kind));
      const letters = [];
      for (const code of codes) {
        const made = { ...about.get(kind), ...(await cursorFor(field, code)) };
        const call = callOf('query', field, variables(field, made), everythingOf(field.type, 3));
        const answer = await overHttp(clientFor(code), call);
        const letter = ofQuery(answer, field.name);
        if (alsoBySocket(label, code)) {
          const other = await overSocket(socketFor(code), call);
          expect(ofQuery(other, field.name), `${label} for ${code} by the socket`).toBe(letter);
          leaks.push(...leaksIn(other, label, code));
        }
        leaks.push(...leaksIn(answer, label, code));
        letters.push(letter);
      }
      rows.push({ name: label, letters });
    }
    expect(leaks).toEqual([]);
    asObserver('queries.txt', rows);
    await golden('queries.txt', `${legend}\n\n${table('queries', codes, rows)}`);
  });

  test('of every field', { timeout: 600_000 }, async () => {
    const paths = pathsOf(world.schema, ['comment', 'decision', 'consultation', 'viewer']);
    const about = new Map<Kind, Subject>();
    const unreached: string[] = [];
    const parts = [];
    for (const type of Object.values(world.schema.getTypeMap()).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = paths.get(type.name);
      if (!isObjectType(type) || !path) continue;
      const kind =
        subjectOfType[type.name] ??
        (path.root === 'comment' ? 'rich' : (subjectOf[path.root] ?? 'consultation'));
      if (!about.has(kind)) about.set(kind, await subject(kind));
      const root = world.schema.getQueryType()?.getFields()[path.root];
      if (!root) throw new Error(path.root);
      const seen = new Map<Code, Record<string, unknown>[]>();
      for (const code of codes) {
        const made = { ...about.get(kind), ...(await cursorFor(root, code)) };
        const call = callOf('query', root, variables(root, made), selectionAlong(path, fieldsOf(type)));
        const answer = await overHttp(clientFor(code), call);
        ofQuery(answer, path.root);
        const objects = objectsAt(answer.data?.[path.root], path).filter(
          (one) => one['__typename'] === type.name,
        );
        if (alsoBySocket(type.name, code)) {
          const other = await overSocket(socketFor(code), call);
          const there = objectsAt(other.data?.[path.root], path).filter(
            (one) => one['__typename'] === type.name,
          );
          expect(there.map(lettersOf(type)), `${type.name} for ${code}`).toEqual(
            objects.map(lettersOf(type)),
          );
        }
        seen.set(code, objects);
      }
      if (codes.every((code) => seen.get(code)?.length === 0)) unreached.push(type.name);
      const rows = Object.keys(type.getFields())
        .toSorted()
        .map((name) => ({
          name: `  ${name}`,
          letters: codes.map((code) => best((seen.get(code) ?? []).map((one) => given(one[name], 'o')))),
        }));
      const way = [path.root, ...path.steps.map((step) => step.name)].join('.');
      if (!type.name.startsWith('Record')) asObserver('fields.txt', rows);
      parts.push(table(`${type.name}  (${way}, ${kind})`, codes, rows));
    }
    expect(unreached, 'the scene of the matrix lacks them').toEqual(Object.keys(notInTheScene));
    await golden('fields.txt', `${legend}\n\n${parts.join('\n\n')}`);
  });

  test('by every subscription', { timeout: 600_000 }, async () => {
    const [events, revisions, ...more] = rootsOf('subscription');
    if (!events || !revisions || more.length > 0) throw new Error('A subscription that nobody asks for here');
    const rows = [];
    const past = [];
    for (const code of codes) {
      if (outside.includes(code)) {
        past.push('-');
        continue;
      }
      const call = callOf(
        'subscription',
        events,
        variables(events, await cursorOf(code)),
        everythingOf(events.type, 2),
      );
      const answer = await new Promise<Answer>((resolve, reject) => {
        const leave = socketFor(code).subscribe(call, {
          next: (value) => (resolve(value as Answer), leave()),
          error: (error) => (Array.isArray(error) ? resolve({ errors: error }) : reject(error)),
          complete: () => resolve({ data: null }),
        });
      });
      expect(leaksIn(answer, 'events', code)).toEqual([]);
      past.push(ofQuery(answer, 'events'));
    }
    rows.push({ name: 'events, of the past', letters: past });
    for (const [name, key, block] of [
      ['revisions, of a chapter in scope', CHAPTER, BLOCK],
      ['revisions, of another domain', 'b-0147', 'b-0148'],
    ] as const) {
      const heard = await hearRevisions(revisions, key, block);
      rows.push({
        name,
        letters: codes.map((code) => (outside.includes(code) ? '-' : heard.has(code) ? '+' : '.')),
      });
    }
    asObserver('subscriptions.txt', rows);
    await golden('subscriptions.txt', `${legend}\n\n${table('subscriptions', codes, rows)}`);
  });

  test('by every mutation', { timeout: 600_000 }, async () => {
    const rows = [];
    for (const field of rootsOf('mutation').toSorted((a, b) => last(a.name) - last(b.name))) {
      const kind = subjectOf[field.name] ?? 'consultation';
      let about: Subject | null = null;
      const letters = [];
      for (const code of codes) {
        const doors: string[] = [];
        for (const door of ['http', 'socket'] as const) {
          if (door === 'socket' && (last(field.name) > 0 || !alsoBySocket(field.name, code))) continue;
          await before(world)[field.name]?.();
          about ??= await subject(kind);
          const call = callOf('mutation', field, variables(field, about), everythingOf(field.type, 1));
          const answer =
            door === 'http'
              ? await overHttp(last(field.name) ? await clientOf(world, server, code) : clientFor(code), call)
              : await overSocket(socketFor(code), call);
          const letter = ofMutation(answer, field.name);
          doors.push(letter);
          if (letter !== '+') continue;
          about = null;
          await tidyAfter(world)[field.name]?.();
        }
        expect(new Set(doors).size, `${field.name} for ${code}: ${doors.join(' and ')}`).toBe(1);
        letters.push(doors[0] ?? '');
      }
      await tidyAfter(world)[field.name]?.();
      rows.push({ name: field.name, letters });
    }
    expect(rows).toHaveLength(rootsOf('mutation').length);
    asObserver('mutations.txt', rows);
    await golden('mutations.txt', `${legend}\n\n${table('mutations', codes, rows)}`);
  });
});

/** Somebody types in a chapter until all who read it have heard; who of the others heard it as well. */
async function hearRevisions(
  field: GraphQLField<unknown, unknown>,
  key: string,
  block: string,
): Promise<ReadonlySet<Code>> {
  const sectionId = world.sectionId(key);
  const readers: Code[] = [];
  for (const code of codes)
    if (
      (await world.run(await requestOf(world, code), SectionTextDocument, { id: sectionId, language: 'en' }))
        .section
    )
      readers.push(code);
  const heard = new Set<Code>();
  const call = callOf('subscription', field, variables(field, {}), everythingOf(field.type, 2));
  const leaving = codes
    .filter((code) => !outside.includes(code))
    .map((code) =>
      socketFor(code).subscribe(call, {
        next: ({ data }) => {
          if ((data?.['revisions'] as { sectionId?: string } | undefined)?.sectionId === sectionId)
            heard.add(code);
        },
        error: () => undefined,
        complete: () => undefined,
      }),
    );
  const { documentName } = await world.variant(key);
  const writer = await typist(world, documentName);
  while (!readers.every((code) => heard.has(code))) {
    await writer.type(block, 0, '·');
    world.projections.schedule(documentName);
    await world.projections.settle();
  }
  for (const leave of leaving) leave();
  return heard;
}

/** What an address answers; what it goes on to say is left. */
async function statusOf(client: Client, address: string): Promise<number> {
  const leaving = new AbortController();
  const { status } = await client.fetch(address, { signal: leaving.signal });
  leaving.abort();
  return status;
}

const PDF = '%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n';
const imports = (): string => `/files/imports?consultation=${world.practiceId}&language=en`;

async function send(code: Code, address: () => string): Promise<Response> {
  const form = new FormData();
  form.append('file', new Blob([PDF]), 'law.pdf');
  return clientFor(code).fetch(address(), { method: 'POST', body: form });
}

async function upload(code: Code, commentId: string): Promise<{ status: number; id: string }> {
  const response = await send(code, () => `/files/evidence?comment=${commentId}`);
  const { evidenceId = '' } = (await response.json()) as { evidenceId?: string };
  return { status: response.status, id: evidenceId };
}

/** Types that stand in no answer of the scene, and where they are tested. */
const notInTheScene: Readonly<Record<string, string>> = {
  Contradiction: 'only in a blind round: responses.pg.test.ts',
  UntracedChange: 'only where the log was written past the gate: versions.pg.test.ts',
};

const subjectOfType: Readonly<Record<string, Kind>> = {
  Change: 'richDecision',
  Comment: 'rich',
  Deferral: 'putOff',
  Destination: 'move',
  ImportLoss: 'fullPreview',
  ImportPreview: 'fullPreview',
  ImportSectionPreview: 'fullPreview',
  ReconsiderationType: 'reconsidered',
  TextRange: 'withheld',
  Withholding: 'withheld',
  WordsDecided: 'richPlace',
  Origin: 'richPlace',
};

/** Need a cookie or end sign-ins: asked last, each of a browser of its own, and refused on a socket. */
const ENDINGS = ['acceptInvitation', 'invite', 'signIn', 'signOut', 'signOutEverywhere'];
const last = (name: string): number => ENDINGS.indexOf(name) + 1;

/** One query several times, where it is about different things. */
const queries = (): [label: string, field: GraphQLField<unknown, unknown>, kind: Kind][] =>
  rootsOf('query').flatMap((field) => {
    const kinds: readonly Kind[] =
      field.name === 'comment'
        ? ['draft', 'secretariat', 'official', 'withheld']
        : [subjectOf[field.name] ?? 'consultation'];
    return kinds.map((kind): [string, GraphQLField<unknown, unknown>, Kind] => [
      kinds.length > 1 ? `${field.name}, ${kind}` : field.name,
      field,
      kind,
    ]);
  });

/** Words that somebody read without a right. */
function leaksIn(answer: Answer, label: string, code: Code): string[] {
  const text = JSON.stringify(answer);
  const kept = own.includes(code) ? [] : code === 'mo' ? [PRIVATE_WORDS] : [PRIVATE_WORDS, WITHHELD_WORDS];
  return kept.filter((words) => text.includes(words)).map((words) => `${label} tells ${code} of ${words}`);
}

/** Every third cell, and not always the same people: the doors share everything behind them. */
const alsoBySocket = (name: string, code: Code): boolean =>
  !outside.includes(code) && (name.length + codes.indexOf(code)) % 3 === 0;

const lettersOf =
  (type: GraphQLObjectType) =>
  (object: Record<string, unknown>): string =>
    Object.keys(type.getFields())
      .map((name) => given(object[name], 'o'))
      .join('');

const best = (letters: readonly string[]): string =>
  ['+', '0', 'o', '.'].find((letter) => letters.includes(letter)) ?? '';

/** [AT1] An auditor is given what an observer is, and the record. */
function asObserver(
  file: string,
  rows: readonly { readonly name: string; readonly letters: readonly string[] }[],
) {
  const [observer, auditor] = [codes.indexOf('ob'), codes.indexOf('au')];
  const more = rows.filter(({ letters }) => letters[observer] !== letters[auditor]);
  expect(
    more.map(({ name }) => name),
    `${file}: what auditors alone are given`,
  ).toEqual(ofAuditors[file] ?? []);
}

const golden = (file: string, text: string) => {
  const who = actors.map(({ code, is }) => `${code}  ${is}`).join('\n');
  return expect(`${who}\n\n${text}\n`).toMatchFileSnapshot(`./testing/policy/${file}`);
};

async function freeze(): Promise<void> {
  const field = world.schema.getMutationType()?.getFields()['freezeVersion'];
  if (!field) throw new Error('No way to freeze');
  const call = callOf('mutation', field, variables(field, {}), '{ __typename }');
  expect(await overHttp(clientFor('dr'), call)).toMatchObject({
    data: { freezeVersion: { __typename: 'Version' } },
  });
}

/** What the sync socket lets somebody do who names a document. */
async function doorOf(code: Code, name: string): Promise<string> {
  const socket = await opened(clientFor(code).open('/sync')).catch((error: Error) => error.message);
  if (typeof socket === 'string') return ofStatus(Number(socket));
  const said = await knock(socket, name);
  if (/^\d+$/.test(said)) return said;
  return said.includes('read-write') ? 'w' : said.includes('readonly') ? 'r' : '.';
}
