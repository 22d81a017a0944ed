/** Hashes in the place of texts, and installations that run nothing else. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CreateApiTokenDocument } from '@concord/schema';
import { operations } from '@concord/schema/operations';
import { Kind, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { served, type Client } from '../../testing/served.js';
import { velmora } from '../../testing/world.js';

const world = velmora();
const closedToAll = served(world, { graphqlOperations: 'own' });
const closedToPages = served(world, { graphqlOperations: 'tokens' });

const [hash = '', text = ''] =
  Object.entries(operations).find(([, source]) => source.startsWith('query Viewer ')) ?? [];
const foreign = '{ viewer { email } }';
const sent = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const persisted = sent(hash.slice(0, 12));

type Told = { readonly status: number; readonly code: unknown; readonly email: unknown };

async function overHttp(client: Client, payload: object): Promise<Told> {
  const response = await client.post('/graphql', payload);
  const { data, errors } = (await response.json()) as {
    data?: { viewer: { email: string } | null };
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, code: errors?.[0]?.extensions.code, email: data?.viewer?.email };
}

async function overSocket(client: Client, payload: object): Promise<Omit<Told, 'status'>> {
  const socket = client.socket();
  const told = await new Promise<Omit<Told, 'status'>>((resolve) => {
    socket.subscribe<{ viewer: { email: string } }>(
      { query: '', ...payload },
      {
        next: ({ data }) => resolve({ code: undefined, email: data?.viewer.email }),
        error: (errors) =>
          resolve({
            code: (errors as { extensions: { code: string } }[])[0]?.extensions.code,
            email: undefined,
          }),
        complete: () => undefined,
      },
    );
  });
  await socket.dispose();
  return told;
}

describe('own operations', () => {
  test('[GQ6] a hash stands for its text on both doors, and so does the text itself', async () => {
    const client = await closedToAll.enter('Remy Falk');
    const answer = { code: undefined, email: 'remy.falk@ast.example' };
    expect(await overHttp(client, persisted)).toEqual({ status: 200, ...answer });
    expect(await overHttp(client, sent(hash))).toEqual({ status: 200, ...answer });
    expect(await overHttp(client, { query: text })).toEqual({ status: 200, ...answer });
    expect(await overSocket(client, persisted)).toEqual(answer);
  });

  test('[GQ6] closed to all but the pages: a stranger’s text is refused on both doors, a token changes nothing', async () => {
    const person = await closedToAll.enter('Remy Falk');
    const program = closedToAll.program(await token());
    for (const client of [person, program]) {
      expect(await overHttp(client, { query: foreign })).toMatchObject({
        status: 403,
        code: 'OPERATION_NOT_ALLOWED',
      });
      expect(await overSocket(client, { query: foreign })).toMatchObject({ code: 'OPERATION_NOT_ALLOWED' });
    }
  });

  test('[GQ6] open to programs: their texts are run, a page’s are not', async () => {
    const person = await closedToPages.enter('Remy Falk');
    const program = closedToPages.program(await token());
    expect(await overHttp(person, { query: foreign })).toMatchObject({ code: 'OPERATION_NOT_ALLOWED' });
    expect(await overHttp(program, { query: foreign })).toMatchObject({ email: 'remy.falk@ast.example' });
    expect(await overSocket(program, { query: foreign })).toMatchObject({ email: 'remy.falk@ast.example' });
  });

  test('[GQ8] the schema is a file for those who are signed in; for everybody else it is not there', async () => {
    const address = '/schema.graphql';
    const person = await closedToAll.enter('Remy Falk');
    const program = closedToAll.program(await token());
    for (const client of [person, program])
      expect(await (await client.fetch(address)).text()).toBe(
        printSchema(lexicographicSortSchema(world.schema)),
      );
    const reference = await (await person.fetch('/schema.md')).text();
    expect(reference).toContain('### Comment\n');
    expect(reference).toContain('| `first` of any list | 100 |');
    expect(reference).not.toContain('<!--');
    for (const one of [address, '/schema.md'])
      expect((await closedToAll.browser().fetch(one)).status).toBe(404);
  });

  test('[GQ8] the examples of the reference work', async () => {
    const examples = parse(
      readFileSync(fileURLToPath(import.meta.resolve('@concord/schema/examples.graphql')), 'utf8'),
    );
    const variables = { consultationId: world.consultationId, commentId: world.consultationId };
    for (const definition of examples.definitions) {
      const example = { kind: Kind.DOCUMENT, definitions: [definition] } as const;
      const { data, errors } = await world.ask(world.as('Sayla Vint'), example, variables);
      expect([Object.values(data ?? {})[0] === null, errors]).toEqual([false, undefined]);
    }
    expect(examples.definitions.length).toBeGreaterThan(2);
  });

  async function token(): Promise<string> {
    const asked = { name: 'x', scopes: ['read'], expiresInDays: 1 };
    const { createApiToken } = await world.run(world.as('Remy Falk'), CreateApiTokenDocument, asked);
    if (createApiToken.__typename !== 'ApiTokenCreated') throw new Error('No token');
    return createApiToken.secret;
  }
});
