import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { RequestContext, type PlatformServices } from '../context.js';
import { createLog } from '../log.js';
import type { Admission } from './admission.js';
import { refusal } from './answers.js';
import type { Execution } from './execution.js';
import { serveGraphqlSockets } from './websocket.js';

test('[GQ3] what goes wrong when its socket is gone already is still told and logged as that person’s', async () => {
  const sockets = new WebSocketServer({ port: 0 });
  const actor = { kind: 'program', personId: 'p', locale: 'az', tokenId: 't', scopes: ['read'] } as const;
  const known = new Set<object>();
  sockets.on('connection', (socket) => known.add(socket));
  const subscriptions = serveGraphqlSockets({
    schema: buildSchema('type Query { a: Int }'),
    admission: {
      read: () => {
        // As the doors do when it closes.
        known.clear();
        throw refusal('TOO_MUCH', 'Too much');
      },
    } as unknown as Admission,
    execution: {} as Execution,
    sockets,
    contextOf: (socket) => {
      if (!known.has(socket)) throw new Error('A socket without a context has no business here');
      return new RequestContext({} as PlatformServices, actor, 'az', createLog('silent'));
    },
    together: () => Promise.resolve(null),
    log: createLog('silent'),
  });
  const { port } = sockets.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`, 'graphql-transport-ws');
  const messages: { type: string; payload?: unknown }[] = [];
  client.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as { type: string }));
  await once(client, 'open');
  client.send('{"type":"connection_init"}');
  await once(client, 'message');
  for (const id of ['1', '2']) {
    client.send(JSON.stringify({ id, type: 'subscribe', payload: { query: '{ a }' } }));
    await once(client, 'message');
  }
  expect(messages.slice(1)).toMatchObject(
    ['1', '2'].map((id) => ({ id, type: 'error', payload: [{ extensions: { code: 'TOO_MUCH' } }] })),
  );
  client.terminate();
  await subscriptions.dispose();
});
