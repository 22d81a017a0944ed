import { ApolloLink, gql } from '@apollo/client';
import type { ApolloClient } from '@apollo/client';
import type { Client, Sink } from 'graphql-ws';
import { expect, test, vi } from 'vitest';
import { liveLink } from './live-link';

const events = gql`
  subscription Events($after: String!) {
    events(after: $after) {
      cursor
    }
  }
`;

/** Stands for the socket client, which serialises the payload again for each connection. */
function fakeSocket() {
  const wire: unknown[] = [];
  let payload: unknown;
  let sink: Sink<never> | undefined;
  const client = {
    subscribe: (given: unknown, to: Sink<never>) => {
      payload = given;
      sink = to;
      wire.push(JSON.parse(JSON.stringify(given)));
      return () => {};
    },
  } as unknown as Pick<Client, 'subscribe'>;
  return {
    client,
    wire,
    reconnect: () => wire.push(JSON.parse(JSON.stringify(payload))),
    event: (cursor: string) => sink?.next({ data: { events: { cursor } } } as never),
    fail: (error: unknown) => sink?.error(error),
  };
}

const start = (socket: ReturnType<typeof fakeSocket>, onRefused = async () => false) => {
  const seen: unknown[] = [];
  const errors: unknown[] = [];
  ApolloLink.execute(
    liveLink(socket.client, onRefused),
    { query: events, variables: { after: 'c0' } },
    { client: {} as ApolloClient },
  ).subscribe({ next: (result) => seen.push(result.data), error: (error) => errors.push(error) });
  return { seen, errors };
};

test('[UI5] a new socket asks for what came after the last event', () => {
  const socket = fakeSocket();
  const { seen } = start(socket);
  socket.event('c1');
  socket.event('c2');
  socket.reconnect();
  expect(seen).toHaveLength(2);
  expect(socket.wire.map((message) => (message as { variables: { after: string } }).variables.after)).toEqual(
    ['c0', 'c2'],
  );
});

test('[UI5] a socket refused for want of a session starts again after signing in, from the same place', async () => {
  const socket = fakeSocket();
  const onRefused = vi.fn<() => Promise<boolean>>(async () => true);
  start(socket, onRefused);
  socket.event('c1');
  socket.fail({ code: 4401, reason: 'signed out' });
  await expect.poll(() => socket.wire.length).toBe(2);
  expect(onRefused).toHaveBeenCalledOnce();
  expect((socket.wire[1] as { variables: { after: string } }).variables.after).toBe('c1');
});

test('[UI5] a refusal by the operation itself reaches the page as an error', async () => {
  const socket = fakeSocket();
  const { errors } = start(socket);
  socket.fail([{ message: 'bad cursor', extensions: { code: 'CURSOR_INVALID' } }]);
  await expect.poll(() => errors.length).toBe(1);
});
