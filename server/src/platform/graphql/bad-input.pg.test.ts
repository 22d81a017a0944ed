/** What is sent to hurt, to pry or by mistake: refused alike on both doors, told calmly, found in the log. */
import { describe, expect, test } from 'vitest';
import { keptLog } from '../../testing/kept-log.js';
import { served, type Client } from '../../testing/served.js';
import { velmora } from '../../testing/world.js';
import { limits } from './limits.js';

const world = velmora();
const { log, lines } = keptLog();
const server = served(world, {}, log);

type Problem = { message: string; extensions: { code: string; requestId: string; detail?: string } };
type Payload = {
  query?: string;
  operationName?: string;
  variables?: Record<string, unknown>;
  extensions?: Record<string, unknown>;
};

const overHttp = async (client: Client, payload: Payload): Promise<Problem | undefined> => {
  const response = await client.post('/graphql', payload);
  const { errors } = (await response.json()) as { errors?: Problem[] };
  return errors?.[0];
};

/** As the first message says it: an error of the operation, or a result with errors. */
const overSocket = async (client: Client, payload: Payload): Promise<Problem | undefined> => {
  const socket = client.socket();
  try {
    return await new Promise<Problem | undefined>((resolve) => {
      socket.subscribe(
        { query: '', ...payload },
        {
          next: ({ errors }) => resolve(errors?.[0] as unknown as Problem | undefined),
          error: (errors) => resolve((errors as Problem[])[0]),
          complete: () => resolve(undefined),
        },
      );
    });
  } finally {
    await socket.dispose();
  }
};

const comments = 'query ($id: ID!, $n: Int!) { comments(consultationId: $id, first: $n) { totalCount } }';
const bomb = [
  '{ consultations { ...F0 } }',
  ...Array.from({ length: 30 }, (_, n) => `fragment F${n} on Consultation { ...F${n + 1} ...F${n + 1} }`),
  'fragment F30 on Consultation { id slug }',
].join('\n');

const here = (): string => world.consultationId;

type Bad = readonly [name: string, payload: () => Payload | Promise<Payload>, code: string];

const table: readonly Bad[] = [
  ['what is no document', () => ({ query: '{{{' }), 'GRAPHQL_PARSE_FAILED'],
  ['nothing', () => ({ query: '' }), 'BAD_REQUEST'],
  ['an unknown field', () => ({ query: '{ viewer { shoeSize } }' }), 'GRAPHQL_VALIDATION_FAILED'],
  [
    'an unknown word',
    () => ({ query: 'mutation { setLocale(locale: fr) { done } }' }),
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a missing argument', () => ({ query: '{ comment { id } }' }), 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a script as an operation',
    () => ({ query: 'query A { viewer { email } } query B { viewer { email } }' }),
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'a name that is not there',
    () => ({ query: 'query A { viewer { email } }', operationName: 'B' }),
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['introspection', () => ({ query: '{ __schema { types { name } } }' }), 'GRAPHQL_VALIDATION_FAILED'],
  [
    'introspection of a type',
    () => ({ query: '{ __type(name: "Comment") { fields { name } } }' }),
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['thousands of words', () => ({ query: `{ ${'viewer { email } '.repeat(2_000)} }` }), 'TOO_MUCH'],
  [
    'ten thousand aliases',
    () => ({ query: `{ ${Array.from({ length: 10_000 }, (_, n) => `a${n}: viewer { id }`).join(' ')} }` }),
    'TOO_MUCH',
  ],
  [
    'a hundred aliases',
    () => ({ query: `{ viewer { ${Array.from({ length: 100 }, (_, n) => `a${n}: id`).join(' ')} } }` }),
    'TOO_MUCH',
  ],
  [
    'many things at once',
    () => ({ query: `{ ${Array.from({ length: 11 }, () => 'viewer { id }').join(' ')} }` }),
    'TOO_MUCH',
  ],
  ['the same name again and again', () => ({ query: `{ viewer { ${'id '.repeat(1_000)} } }` }), 'TOO_MUCH'],
  ['directives', () => ({ query: `{ viewer { id ${'@include(if: true) '.repeat(31)} } }` }), 'TOO_MUCH'],
  [
    'levels',
    () => ({
      query: `{ consultations { sections { variants { section { variants { section { consultation { sections { variants { section { variants { section { id ${'}'.repeat(13)}`,
    }),
    'TOO_MUCH',
  ],
  ['fragments that spell millions of fields', () => ({ query: bomb }), 'TOO_MUCH'],
  [
    'fragments in a circle',
    () => ({ query: '{ viewer { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }' }),
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'everything of everything',
    () => ({
      query:
        '{ consultations { sections { variants { section { variants { section { variants { id } } } } } } } }',
    }),
    'TOO_MUCH',
  ],
  ['too long a list', () => ({ query: comments, variables: { id: here(), n: 1e9 } }), 'BAD_USER_INPUT'],
  [
    'one more than there is of a list',
    () => ({ query: comments, variables: { id: here(), n: limits.first + 1 } }),
    'BAD_USER_INPUT',
  ],
  [
    'less than nothing of a list',
    () => ({ query: comments, variables: { id: here(), n: -1 } }),
    'BAD_USER_INPUT',
  ],
  [
    'a variable of another shape',
    () => ({ query: comments, variables: { id: { a: 1 }, n: 1 } }),
    'BAD_USER_INPUT',
  ],
  ['a variable that is missing', () => ({ query: comments, variables: { n: 1 } }), 'BAD_USER_INPUT'],
  [
    'null for what has a value of its own otherwise',
    () => ({
      query:
        'mutation ($id: ID!, $late: Boolean) { clearComment(commentId: $id, version: 1, late: $late) { __typename } }',
      variables: { id: here(), late: null },
    }),
    'BAD_USER_INPUT',
  ],
  [
    'half a megabyte of variables',
    () => ({ query: comments, variables: { id: 'x'.repeat(limits.variables.characters + 1), n: 1 } }),
    'TOO_MUCH',
  ],
  [
    'a variable of a hundred thousand values',
    () => ({ query: comments, variables: { id: here(), n: 1, x: Array.from({ length: 100_000 }, () => 1) } }),
    'TOO_MUCH',
  ],
  [
    'a character that no text holds',
    () => ({ query: '{ consultation(slug: "a\\u0000b") { id } }' }),
    'BAD_USER_INPUT',
  ],
  [
    'a hash of nothing',
    () => ({ extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } }),
    'PERSISTED_QUERY_NOT_FOUND',
  ],
  [
    'a hash that is not of the text',
    () => ({
      query: '{ viewer { email } }',
      extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } },
    }),
    'BAD_USER_INPUT',
  ],
];

describe('bad input', () => {
  test.each(table)(
    '[GQ3] %s: the same answer on both doors, without a word about the inside',
    async (_name, payload, code) => {
      const client = await server.enter('Remy Falk');
      const sent = await payload();
      const [http, socket] = [await overHttp(client, sent), await overSocket(client, sent)];
      expect([http?.extensions.code, socket?.extensions.code]).toEqual([code, code]);
      expect(http?.message).toBe(socket?.message);
      for (const problem of [http, socket]) {
        expect(lines.some((line) => line.includes(problem?.extensions.requestId ?? 'none'))).toBe(true);
        const told = JSON.stringify(problem);
        expect(told).not.toMatch(/ {4}at |node_modules|\/src\/|SELECT|relation "|Did you mean/);
      }
    },
  );
});
