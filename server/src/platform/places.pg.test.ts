/** A cursor goes on where somebody read; taken anywhere else it is refused, alike on both doors. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { RegisterWebhookDocument } from '@concord/schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { only } from '../testing/comments.js';
import { testConfig } from '../testing/config.js';
import { keptLog } from '../testing/kept-log.js';
import { served, type Client } from '../testing/served.js';
import { velmora } from '../testing/world.js';
import { audienceOf } from './audience.js';
import { refusals } from './errors/registry.js';
import { createPlaces } from './places.js';

const world = velmora();
const { log, lines } = keptLog();
const server = served(world, {}, log);

type Problem = { readonly message: string; readonly extensions: { code: string; requestId: string } };
type Answer = { readonly data?: Record<string, unknown> | null; readonly errors?: readonly Problem[] };
type Asked = { readonly query: string; readonly variables: Record<string, unknown> };

const overHttp = async (client: Client, asked: Asked): Promise<Answer> =>
  (await (await client.post('/graphql', asked)).json()) as Answer;

async function overSocket(client: Client, asked: Asked): Promise<Answer> {
  const socket = client.socket();
  try {
    return await new Promise<Answer>((resolve) => {
      socket.subscribe(asked, {
        next: (value) => resolve(value as Answer),
        error: (errors) => resolve({ errors: errors as Problem[] }),
        complete: () => resolve({}),
      });
    });
  } finally {
    await socket.dispose();
  }
}

const comments = '{ edges { cursor } pageInfo { endCursor } }';
const MODERATOR = 'Oren Daly';
const LEAD = 'Mira Solt';
const aComment = (): unknown => [[0, 0, randomUUID(), 1], null];
const sealed = (who: string, of: string, position: bigint): string =>
  world.services.cursors.seal(of, `record ${world.personId(who)}`, position);
const signed =
  (list: string, place: () => unknown) =>
  (who: string, of: string): string =>
    world.services.places.sign(`${list} ${of} ${world.personId(who)}`, place());

let webhookId = '';
type List = {
  readonly who: string;
  readonly query: string;
  /** What the list is of, such as its consultation. */
  readonly of: () => string;
  /** A cursor as the server gives it to somebody. */
  readonly cursor: (who: string, of: string) => string;
};
const here = (): string => world.consultationId;
const lists: Readonly<Record<string, List>> = {
  comments: {
    who: MODERATOR,
    query: `comments(consultationId: $of, after: $after) ${comments}`,
    of: here,
    cursor: signed('comments', aComment),
  },
  inbox: {
    who: MODERATOR,
    query: `inbox(consultationId: $of, triage: {}, after: $after) ${comments}`,
    of: here,
    cursor: signed('inbox', aComment),
  },
  'put off': {
    who: MODERATOR,
    query: `putOff(consultationId: $of, after: $after) ${comments}`,
    of: here,
    cursor: signed('put off', aComment),
  },
  conflicts: {
    who: MODERATOR,
    query: `openConflicts(consultationId: $of, after: $after) { pageInfo { endCursor } }`,
    of: here,
    cursor: signed('conflicts', () => [0, 0, randomUUID()]),
  },
  record: {
    who: LEAD,
    query: `record(consultationId: $of, filter: {}, after: $after) { pageInfo { endCursor } }`,
    of: here,
    cursor: (who, of) => sealed(who, of, 1n),
  },
  deliveries: {
    who: LEAD,
    query: `webhookDeliveries(webhookId: $of, after: $after) { pageInfo { endCursor } }`,
    of: () => webhookId,
    cursor: signed('deliveries', randomUUID),
  },
};
const asking = ({ query }: List, of: string, after: string): Asked => ({
  query: `query ($of: ID!, $after: String) { list: ${query} }`,
  variables: { of, after },
});

/** Every way in which a cursor is not of this list; the last are those of an older server. */
const wrong = (name: string, { who, of, cursor }: List): Readonly<Record<string, string>> => ({
  'of another consultation': cursor(who, name === 'deliveries' ? randomUUID() : world.practiceId),
  'of what is not there': cursor(who, randomUUID()),
  'of somebody else': cursor('Lira Tavesh', of()),
  ...Object.fromEntries(
    Object.entries(lists)
      .filter(([other]) => other !== name)
      .map(([other, list]) => [`of the ${other}`, list.cursor(who, of())]),
  ),
  'of the events': world.services.cursors.seal(of(), 'somebody', 1n),
  'with one letter less': cursor(who, of()).slice(0, -2),
  'that is empty': '',
  'that is no cursor': 'Sumer!',
  'as it was before it was signed': Buffer.from(JSON.stringify([0, 0, randomUUID()])).toString('base64url'),
  'that is an id': randomUUID(),
});

beforeAll(async () => {
  Object.assign(world.services, { config: testConfig({ development: true, webhooksInside: true }) });
  const input = {
    consultationId: world.consultationId,
    url: 'https://127.0.0.1/hook',
    types: ['comment_cleared' as const],
  };
  const made = (await world.run(world.as(LEAD), RegisterWebhookDocument, { input })).registerWebhook;
  webhookId = only(made, 'WebhookCreated').webhook.id;
});

describe('[GQ10] a cursor', () => {
  test.each(Object.entries(lists))(
    'of the %s goes on there and nowhere else, on both doors, under a number that stands in the log',
    async (name, list) => {
      const client = await server.enter(list.who);
      const right = asking(list, list.of(), list.cursor(list.who, list.of()));
      const given = await overHttp(client, right);
      expect(given.errors).toBeUndefined();
      expect(given.data?.['list']).toBeTruthy();
      for (const [which, after] of Object.entries(wrong(name, list)))
        for (const door of [overHttp, overSocket]) {
          const { data, errors } = await door(client, asking(list, list.of(), after));
          expect(data, which).toEqual({ list: null });
          const [problem] = errors ?? [];
          expect(problem?.extensions.code, which).toBe('CURSOR_INVALID');
          expect(Object.values(refusals.CURSOR_INVALID), which).toContain(problem?.message);
          const noted = lines.filter((line) => line.includes(problem?.extensions.requestId ?? 'none'));
          expect(noted, which).toHaveLength(1);
        }
    },
  );

  test.each(Object.entries(lists))(
    'says nothing about the %s of others: not yours and not there are one answer',
    async (name, list) => {
      const outsider = await server.enter('Ana Thorne');
      const mine = list.cursor('Ana Thorne', list.of());
      const [notMine, notThere] = await Promise.all(
        [list.of(), randomUUID()].map(async (of) => overHttp(outsider, asking(list, of, mine))),
      );
      // She takes part in the consultation, so its comments and conflicts are hers to read.
      const hers = ['comments', 'put off', 'conflicts'].includes(name);
      expect(notThere).toEqual({ data: { list: null } });
      if (!hers) expect(notMine).toEqual(notThere);
    },
  );

  test('as the server gave it leads on through the whole list, and in the same list narrowed', async () => {
    const client = await server.enter(MODERATOR);
    const page = async (after: string | null, narrowed = '') => {
      const query = `query ($of: ID!, $after: String) { list: comments(consultationId: $of, after: $after, first: 1 ${narrowed}) { totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`;
      const answer = await client.post('/graphql', { query, variables: { of: here(), after } });
      return ((await answer.json()) as { data: { list: Page } }).data.list;
    };
    type Page = {
      totalCount: number;
      edges: { cursor: string; node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect(first.edges[0]?.cursor).toBe(first.pageInfo.endCursor);
    expect(second.edges[0]?.node.id).not.toBe(first.edges[0]?.node.id);
    const narrowed = await page(first.pageInfo.endCursor, ', filter: { search: "" }');
    expect(narrowed.edges).toEqual(second.edges);
  });

  test('of events is refused elsewhere, and from a time that has not been', async () => {
    const client = await server.enter(MODERATOR);
    const { services, dataSource } = world;
    const standing = await world.as(MODERATOR).standing(here());
    const audience = standing ? audienceOf(standing) : '';
    const [{ head }]: [{ head: string }] = await dataSource.query(
      'SELECT head FROM event_chain WHERE consultation_id = $1',
      [here()],
    );
    const query =
      'query ($of: ID!, $after: String!) { list: eventsSince(consultationId: $of, after: $after) { hasMore } }';
    const events =
      'subscription ($of: ID!, $after: String!) { events(consultationId: $of, after: $after) { type } }';
    const now = services.cursors.seal(here(), audience, BigInt(head));
    expect(await overHttp(client, { query, variables: { of: here(), after: now } })).toEqual({
      data: { list: { hasMore: false } },
    });
    const refused = { errors: [{ extensions: { code: 'CURSOR_INVALID' } }] };
    for (const after of [
      services.cursors.seal(here(), audience, BigInt(head) + 1n),
      services.cursors.seal(world.practiceId, audience, 0n),
      services.cursors.seal(here(), 'others', 0n),
      lists['comments']?.cursor(MODERATOR, here()) ?? '',
    ]) {
      const variables = { of: here(), after };
      expect(await overHttp(client, { query, variables })).toMatchObject(refused);
      expect(await overSocket(client, { query, variables })).toMatchObject(refused);
      expect(await overSocket(client, { query: events, variables })).toMatchObject(refused);
    }
    const elsewhere = { query, variables: { of: randomUUID(), after: now } };
    expect(await overHttp(client, elsewhere)).toEqual({ data: { list: null } });
  });

  test('that was changed in any bit, or made up, leads nowhere', () => {
    const places = createPlaces('a secret of thirty-two characters and more');
    const bytes = Buffer.from(places.sign('here', [1, 'ə']), 'base64url');
    expect(places.read('here', bytes.toString('base64url'))).toEqual([1, 'ə']);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(places.read('here', changed.toString('base64url')), `bit ${bit}`).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(places.read('here', text)).toBeUndefined();
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(
      createPlaces('another secret of thirty-two characters').read('here', bytes.toString('base64url')),
    ).toBe(undefined);
  });
});
