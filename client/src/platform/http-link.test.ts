import { ApolloClient } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import * as schema from '@concord/schema';
import { operations } from '@concord/schema/operations';
import { Kind, print, type DocumentNode } from 'graphql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCache } from './cache';
import { httpLink } from './http-link';
import { payloadOf } from './payload';

// As it is built: while one develops the texts are sent.
beforeEach(() => vi.stubEnv('DEV', false));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const isDocument = (value: unknown): value is DocumentNode & { readonly hash?: string } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DOCUMENT;

test('[GQ6] the text behind a hash is what the client would have sent, to the letter', () => {
  const cache = createCache();
  const texts = new Map(Object.entries(operations).map(([hash, text]) => [hash.slice(0, 12), text]));
  let compared = 0;
  for (const document of Object.values(schema).filter(isDocument)) {
    if (document.hash === undefined) continue;
    const sent = cache.transformDocument(document);
    expect(texts.get(document.hash)).toBe(print(sent));
    // What the cache makes of a document still knows its hash.
    expect(payloadOf({ query: sent, extensions: {} }, {})).toMatchObject({
      query: '',
      extensions: { persistedQuery: { sha256Hash: document.hash } },
    });
    compared += 1;
  }
  expect(compared).toBe(Object.keys(operations).length);
});

const asked = (answer: () => Promise<Response>) => {
  const fetched = vi.fn<(address: string, init: RequestInit) => Promise<Response>>(answer);
  vi.stubGlobal('fetch', fetched);
  const client = new ApolloClient({ cache: createCache(), link: httpLink(() => 'az') });
  return { fetched, answer: client.query({ query: schema.ViewerDocument, errorPolicy: 'all' }) };
};

test('[GQ6] the hash goes in the place of the text, with what no foreign page can send', async () => {
  const { fetched, answer } = asked(async () => Response.json({ data: { viewer: null } }));
  expect((await answer).data).toEqual({ viewer: null });
  const [address, init] = fetched.mock.calls[0] ?? [];
  expect(address).toBe('/graphql');
  expect(init?.headers).toMatchObject({ 'x-concord': '1', 'x-concord-locale': 'az' });
  expect(JSON.parse(init?.body as string)).toEqual({
    operationName: 'Viewer',
    variables: {},
    extensions: { persistedQuery: { version: 1, sha256Hash: schema.ViewerDocument['hash' as 'kind'] } },
  });
});

test('an error of an operation is a result whatever the status; an answer without one is an error', async () => {
  const errors = [{ message: 'Reload the page', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }];
  const told = asked(async () => Response.json({ errors }, { status: 400 }));
  expect((await told.answer).error?.message).toContain('Reload the page');
  const page = asked(async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  const { error } = await page.answer;
  expect(ServerError.is(error) && error.statusCode).toBe(502);
  const gone = asked(() => Promise.reject(new TypeError('Failed to fetch')));
  expect((await gone.answer).error?.message).toContain('Failed to fetch');
});
