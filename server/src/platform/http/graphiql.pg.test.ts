import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { served } from '../../testing/served.js';
import { velmora } from '../../testing/world.js';

const world = velmora();
const server = served(world);
const developing = served(world, { development: true });

test('[GQ9] GraphiQL is there in development, for those who are signed in, and fetches nothing from elsewhere', async () => {
  const person = await developing.enter('Sayla Vint');
  const answer = await person.fetch('/graphiql');
  expect(answer.status).toBe(200);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^' ]+' blob:;/);
  expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'|script-src[^;]*'unsafe-inline'/);
  const page = await answer.text();
  expect(page).toContain('GraphiQL · Concord');
  expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="?https?:/);
  expect((await developing.browser().fetch('/graphiql')).status).toBe(404);
  // What it asks first: the schema, deeper than anything else may be asked.
  const asked = { query: getIntrospectionQuery({ inputValueDeprecation: true }) };
  const schema = (await (await person.post('/graphql', asked)).json()) as { data?: { __schema: object } };
  expect(schema.data?.__schema).toBeDefined();
});

test('[GQ9] nowhere else is there such an address', async () => {
  const person = await server.enter('Sayla Vint');
  const answer = await person.fetch('/graphiql');
  expect(await answer.text()).not.toContain('GraphiQL');
  const asked = { query: getIntrospectionQuery() };
  const schema = (await (await person.post('/graphql', asked)).json()) as { errors?: object[] };
  expect(schema.errors).toBeDefined();
  expect(server.app.routes).not.toContain('GET /graphiql');
});
