/** A whole server on a test's Velmora, and clients that talk to it as browsers and programs do. */
import { once } from 'node:events';
import { print } from 'graphql';
import { createClient, type Client as GraphqlSocket } from 'graphql-ws';
import { afterAll, beforeAll } from 'vitest';
import { WebSocket } from 'ws';
import { createApp, type App } from '../app.js';
import type { Config } from '../platform/config.js';
import { createLog, type Log } from '../platform/log.js';
import { testConfig } from './config.js';
import { withTypes, type Operation, type World } from './world.js';

export type Served = {
  readonly app: App;
  readonly port: number;
  readonly origin: string;
  /** A new browser: no cookie yet. */
  browser(): Client;
  /** A new browser in which somebody of Velmora has entered. */
  enter(name: string): Promise<Client>;
  /** A program with a token. */
  program(token: string): Client;
};

/** Listens from the first `beforeAll` on; stops after the last test. */
export function served(world: World, changes: Partial<Config> = {}, log: Log = createLog('silent')): Served {
  const server = {} as { -readonly [K in keyof Served]: Served[K] };
  let stop = (): void => undefined;
  beforeAll(async () => {
    const app = await createApp(testConfig(changes), world.dataSource, log);
    const port = await app.listen(0, '127.0.0.1');
    // What a test does past the server rings there as another node's work would.
    stop = world.services.doorbell.listen((ring) => app.services.doorbell.ring(ring));
    const origin = `http://127.0.0.1:${port}`;
    Object.assign(server, {
      app,
      port,
      origin,
      browser: () => createBrowser(origin),
      program: (token: string) => createBrowser(origin, { authorization: `Bearer ${token}` }),
      enter: async (name: string) => {
        const client = createBrowser(origin);
        const entered = await client.post('/demo/enter', { personId: world.personId(name) });
        if (entered.status !== 204) throw new Error(`${name} can't enter: ${entered.status}`);
        return client;
      },
    } satisfies Served);
  });
  afterAll(async () => {
    stop();
    await server.app.close();
  });
  return server;
}

export type Answer<R> = {
  readonly status: number;
  readonly data: R | null | undefined;
  readonly errors: readonly { message: string; extensions?: Record<string, unknown> }[] | undefined;
};

export type Client = {
  /** Sent with every request; the cookie is kept here too. */
  readonly headers: Record<string, string>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  graphql<R, V>(
    document: Operation<R, V>,
    variables: V,
    headers?: Record<string, string>,
  ): Promise<Answer<R>>;
  /** The GraphQL socket, connected when something is first asked of it. */
  socket(headers?: Record<string, string>): GraphqlSocket;
  /** A bare WebSocket, not yet open. */
  open(path: string, headers?: Record<string, string>): WebSocket;
};

function createBrowser(origin: string, own: Record<string, string> = {}): Client {
  const program = 'authorization' in own;
  const headers: Record<string, string> = program ? own : { ...own, origin, 'x-concord': '1' };
  const socketHeaders = (): Record<string, string> =>
    Object.fromEntries(
      Object.entries(headers).filter(([name]) => ['origin', 'cookie', 'authorization'].includes(name)),
    );

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(origin + path, {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie) headers['cookie'] = cookie;
    return response;
  }

  const post = (path: string, body: unknown, more: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...more },
    });

  return {
    headers,
    fetch: request,
    post,
    async graphql<R, V>(document: Operation<R, V>, variables: V, more: Record<string, string> = {}) {
      const response = await post('/graphql', { query: print(withTypes(document)), variables }, more);
      const body = (await response.json().catch(() => ({}))) as Partial<Answer<R>>;
      return { status: response.status, data: body.data, errors: body.errors };
    },
    socket: (more = {}) =>
      createClient({
        url: `${origin.replace('http', 'ws')}/graphql`,
        retryAttempts: 0,
        webSocketImpl: class extends WebSocket {
          constructor(url: string, protocols: string) {
            super(url, protocols, { headers: { ...socketHeaders(), ...more } });
          }
        },
      }),
    open: (path, more) =>
      new WebSocket(
        origin.replace('http', 'ws') + path,
        path.startsWith('/graphql') ? 'graphql-transport-ws' : [],
        { headers: more ?? socketHeaders() },
      ),
  };
}

/** Resolves when the socket is open; rejects with the HTTP status when it is refused. */
export async function opened(socket: WebSocket): Promise<WebSocket> {
  const refused = new Promise<never>((_resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      reject(new Error(String(response.statusCode)));
      socket.terminate();
    });
    socket.once('error', reject);
  });
  await Promise.race([once(socket, 'open'), refused]);
  return socket;
}

/**
 * What the sync socket answers to somebody who names a document, without the name; the code, where it is closed instead.
 * `first` are frames of that document that come before the token.
 */
export async function knock(
  socket: WebSocket,
  name: string,
  first: readonly number[][] = [],
): Promise<string> {
  const bytes = new TextEncoder().encode(name);
  const head = [bytes.length, ...bytes];
  for (const frame of [...first, [2, 0, 0]]) socket.send(Uint8Array.from([...head, ...frame]));
  for (;;) {
    const [data] = (await Promise.race([once(socket, 'message'), once(socket, 'close')])) as [
      Buffer | number,
    ];
    if (typeof data === 'number') return `${data}`;
    if (data[head.length] !== 2) continue;
    socket.terminate();
    return data.subarray(head.length).toString();
  }
}

/** Resolves with code and reason when the socket is closed. */
export async function closed(socket: WebSocket): Promise<{ code: number; reason: string }> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return { code, reason: reason.toString() };
}
