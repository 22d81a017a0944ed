/** Somebody who listens to events over graphql-transport-ws, by hand. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { WebSocket } from 'ws';
import type { Person } from '../support/person.ts';

export type Subscriber<Data> = {
  /** Resolves with the time at which the first that fits came, also of those that came before; Infinity: none did. */
  heard(fits: (data: Data) => boolean, withinMs: number): Promise<number>;
  leave(): void;
};

export async function subscribe<Data, Variables>(
  person: Person,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Subscriber<Data>> {
  const socket = new WebSocket(`${person.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: person.cookie, origin: person.origin },
  });
  const came: { readonly data: Data; readonly at: number }[] = [];
  let look = (): void => {};
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed: ${code} ${reason.toString()}`)));
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    socket.on('message', (bytes: Buffer) => {
      const message = JSON.parse(bytes.toString()) as { type: string; payload?: { data?: Data } };
      if (message.type === 'connection_ack') resolve();
      if (message.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
      if (message.type !== 'next' || !message.payload?.data) return;
      came.push({ data: message.payload.data, at: performance.now() });
      look();
    });
  });
  const payload = { query: print(document), variables };
  socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
  return {
    heard: (fits, withinMs) =>
      new Promise((resolve) => {
        const patience = setTimeout(() => resolve(Infinity), withinMs);
        look = () => {
          const found = came.find(({ data }) => fits(data));
          if (!found) return;
          clearTimeout(patience);
          resolve(found.at);
        };
        look();
      }),
    leave: () => socket.terminate(),
  };
}
