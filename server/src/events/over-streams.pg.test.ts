import { ConsultationEventsDocument, SignOutEverywhereDocument } from '@concord/schema';
import { print } from 'graphql';
import { expect, test } from 'vitest';
import { currentCursor } from '../platform/events/feed.js';
import { cleared, drafted } from '../testing/comments.js';
import { served, type Client } from '../testing/served.js';
import { openStream } from '../testing/stream-client.js';
import { velmora, withTypes } from '../testing/world.js';

const world = velmora();
const server = served(world);

type Message = {
  readonly type: string;
  readonly payload?: { data?: { events: { cursor: string; commentId: string } }; errors?: object[] };
};

/** Speaks the protocol of the socket over the way round. */
async function speak(client: Client) {
  const stream = await openStream(client, '/graphql');
  let next = 1;
  const say = async (...messages: readonly object[]): Promise<void> => {
    const frames = messages.map((message) => Buffer.from(JSON.stringify(message)));
    expect((await stream.post(next, frames)).status).toBe(204);
    next += frames.length;
  };
  const heard = async () => JSON.parse(Buffer.from(await stream.heard()).toString()) as Message;
  return { stream, say, heard };
}

async function follow(name: string, after: string, begun?: Client) {
  const client = begun ?? (await server.enter(name));
  const line = await speak(client);
  const variables = { consultationId: world.consultationId, after };
  const payload = { query: print(withTypes(ConsultationEventsDocument)), variables };
  await line.say({ type: 'connection_init' });
  expect((await line.heard()).type).toBe('connection_ack');
  await line.say({ id: '1', type: 'subscribe', payload });
  return { ...line, client };
}

const cursorOf = (name: string): Promise<string> => currentCursor(world.as(name), world.consultationId);

test('[SO5][EV1][T4][T8] tells what a WebSocket tells, from the last event on, and nothing of others', async () => {
  const start = await cursorOf('Ana Thorne');
  const ana = await follow('Ana Thorne', start);
  // Not in its scope: nothing comes, so what comes first is the end that is asked for below.
  const kas = await follow('Kas Brenn', await cursorOf('Kas Brenn'));
  await drafted(world);
  const first = await cleared(world, { body: 'Two lines\u2028of one comment.' });
  const told = (await ana.heard()).payload?.data?.events;
  expect(told).toMatchObject({ commentId: first.id, comment: { body: 'Two lines\u2028of one comment.' } });

  const socket = ana.client.socket();
  const over = Promise.withResolvers<unknown>();
  socket.subscribe<{ events: object }>(
    {
      query: print(withTypes(ConsultationEventsDocument)),
      variables: { consultationId: world.consultationId, after: start },
    },
    { next: ({ data }) => over.resolve(data?.events), error: over.reject, complete: () => {} },
  );
  expect(await over.promise).toEqual({ ...told, cursor: expect.any(String) as string });
  await socket.dispose();

  ana.stream.leave();
  const second = await cleared(world);
  const again = await follow('Ana Thorne', told?.cursor ?? '', ana.client);
  expect((await again.heard()).payload?.data?.events.commentId).toBe(second.id);
  await kas.say({ id: '1', type: 'complete' }, { type: 'ping' });
  expect((await kas.heard()).type).toBe('pong');
  again.stream.leave();
  kas.stream.leave();
});

test(
  '[SO5][SO1][T7] a sign-in that has ended loses its stream within two seconds',
  { retry: 2 },
  async () => {
    const { stream, client } = await follow('Ilka Renn', await cursorOf('Ilka Renn'));
    const began = performance.now();
    await client.graphql(SignOutEverywhereDocument, {});
    expect((await stream.closed).code).toBe(4403);
    expect(performance.now() - began).toBeLessThan(2_000);
  },
);

test('[SO5] has the limits of the other doors, and greets before it serves', async () => {
  const { say, heard, stream } = await follow('Ana Thorne', 'nonsense');
  expect((await heard()).payload).toMatchObject({ errors: [{ extensions: { code: 'CURSOR_INVALID' } }] });
  expect((await heard()).type).toBe('complete');
  const many = Array.from({ length: 10_000 }, (_, n) => `a${n}: __typename`).join(' ');
  await say({ id: '2', type: 'subscribe', payload: { query: `{ ${many} }` } });
  expect((await heard()).type).toBe('error');
  stream.leave();

  const rude = await speak(await server.enter('Ana Thorne'));
  await rude.say({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } });
  expect((await rude.stream.closed).code).toBe(4401);
});
