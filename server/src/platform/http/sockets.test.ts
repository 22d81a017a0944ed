import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { RequestContext } from '../context.js';
import { createLog, type Log } from '../log.js';
import { createOrigins } from './origin.js';
import { createDoor, openDoors, type SocketBounds, type Sockets } from './sockets.js';

type Opened = { readonly server: Server; readonly sockets: Sockets; readonly port: number };

const open: Opened[] = [];
afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    await sockets.close();
    server.close();
  }
});

/** Doors to which the person's name in the cookie is enough, and which say when they ask the database. */
async function doors(
  bounds: SocketBounds,
  asked: () => Promise<void> = async () => {},
  log: Log = createLog('silent'),
) {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let questions = 0;
  const door = createDoor('/sync');
  const contextOf = async ({ headers }: { headers: { cookie?: string } }): Promise<RequestContext> => {
    questions += 1;
    await asked();
    const personId = headers.cookie ?? null;
    const actor = { kind: personId === null ? 'anonymous' : 'person' };
    return { actor, personId } as RequestContext; // all that the doors look at
  };
  const sockets = openDoors({
    server,
    doors: [door],
    origins: createOrigins({ publicUrl: undefined, port: () => port, host: '127.0.0.1', extra: [] }),
    log,
    contextOf,
    rightsOf: async (contexts) => new Map(contexts.map((context) => [context, 'all'])),
    bounds,
  });
  open.push({ server, sockets, port });
  const knock = async (cookie?: string): Promise<number> => {
    const headers = { origin: `http://127.0.0.1:${port}`, ...(cookie === undefined ? {} : { cookie }) };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/sync`, { headers });
    socket.on('error', () => {});
    return new Promise((resolve) => {
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode));
    });
  };
  const closeAll = (code: number): void => {
    for (const socket of door.server.clients) socket.close(code);
  };
  return { knock, port, questions: () => questions, closeAll };
}

const upgradeOf = (origin: string, more = ''): string =>
  `GET /sync HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
  `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n${more}\r\n`;

describe('bounds of the doors', () => {
  test('[SO4] one person has so many sockets and no more; others still come in', async () => {
    const { knock } = await doors({ waiting: 10, perPerson: 3, open: 100 });
    for (let index = 0; index < 3; index += 1) expect(await knock('leyla')).toBe(101);
    expect(await knock('leyla')).toBe(429);
    expect(await knock('anar')).toBe(101);
  });

  test('[SO4] when all places are taken nobody is asked who they are', async () => {
    const { knock, questions } = await doors({ waiting: 10, perPerson: 10, open: 2 });
    expect(await knock('leyla')).toBe(101);
    expect(await knock('anar')).toBe(101);
    expect(await knock('nina')).toBe(503);
    expect(questions()).toBe(2);
  });

  test('[SO4] a flood waits for no database: beyond so many at once each is sent away at once', async () => {
    let answer = (): void => {};
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const { knock, questions } = await doors({ waiting: 4, perPerson: 100, open: 100 }, () => slow);
    const answers: number[] = [];
    const flood = Array.from({ length: 20 }, async () => answers.push(await knock('leyla')));
    // These sixteen wait for nothing: the database has not answered yet.
    await vi.waitFor(() => expect(answers).toEqual(Array.from({ length: 16 }, () => 503)), 5_000);
    answer();
    await Promise.all(flood);
    expect(answers.filter((status) => status === 101)).toHaveLength(4);
    expect(questions()).toBe(4);
    expect(await knock('leyla')).toBe(101);
  });

  test('[SO4] who is told to go and does not answer is cut off', async () => {
    const { port, closeAll } = await doors({ waiting: 10, perPerson: 10, open: 10 });
    const mute = connect({ port, host: '127.0.0.1' });
    mute.write(upgradeOf(`http://127.0.0.1:${port}`, 'Cookie: leyla\r\n'));
    await once(mute, 'data');
    closeAll(4401);
    const gone = once(mute, 'close');
    mute.on('data', () => {});
    await expect(gone).resolves.toBeDefined();
  }, 10_000);

  test('[SO4] who has no sign-in is sent away, and so is a stranger’s page', async () => {
    const { knock, port } = await doors({ waiting: 10, perPerson: 10, open: 10 });
    expect(await knock()).toBe(401);
    const stranger = connect({ port, host: '127.0.0.1' });
    stranger.write(upgradeOf('http://evil.example'));
    const [answer] = (await once(stranger, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 403/);
    stranger.destroy();
  });
});

test.each([
  ['an address that leads nowhere', 404, 'NOT_FOUND', { path: '/quillwort?quillwort', cookie: 'leyla' }],
  ['somebody without a sign-in', 401, 'UNAUTHENTICATED', {}],
  ['a stranger’s page', 403, 'FORBIDDEN', { origin: 'https://quillwort.example', cookie: 'leyla' }],
  ['one window too many', 429, 'TOO_MANY', { cookie: 'one too many' }],
  ['a greeting that is none', 400, 'BAD_REQUEST', { cookie: 'leyla', key: 'quillwort' }],
])(
  '[HT1] %s is sent from the door under a number that stands in the log',
  async (_name, status, code, sent) => {
    const lines: string[] = [];
    const log = { warn: (...said: unknown[]) => void lines.push(JSON.stringify(said)) } as unknown as Log;
    const { port } = await doors({ waiting: 9, perPerson: status === 429 ? 0 : 9, open: 9 }, undefined, log);
    const answer = await askedRaw(port, {
      origin: `http://127.0.0.1:${port}`,
      path: '/sync?token=quillwort',
      ...sent,
    });
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const told = JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as Record<string, string>;
    expect(Object.keys(told)).toEqual(['code', 'message', 'requestId']);
    expect(told['code']).toBe(code);
    expect(told['message']).toMatch(/\.$/);
    expect(answer).not.toMatch(/quillwort|Sec-WebSocket|Error/i);
    const noted = lines.filter((line) => line.includes(told['requestId'] ?? '?'));
    expect(noted).toHaveLength(1);
    expect(noted[0]).not.toContain('token');
  },
);

test('[HT1] who speaks another version of WebSocket is told which are spoken', async () => {
  const { port } = await doors({ waiting: 9, perPerson: 9, open: 9 });
  const answer = await askedRaw(port, { origin: `http://127.0.0.1:${port}`, cookie: 'leyla', version: 7 });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('\r\nSec-WebSocket-Version: 13, 8\r\n');
});

test('[HT1] when the door itself fails, the number that is told leads to the cause', async () => {
  const lines: string[] = [];
  const log = { error: (...said: unknown[]) => void lines.push(JSON.stringify(said)) } as unknown as Log;
  const fails = () => Promise.reject(new Error('no database'));
  const { port } = await doors({ waiting: 9, perPerson: 9, open: 9 }, fails, log);
  const answer = await askedRaw(port, { origin: `http://127.0.0.1:${port}`, cookie: 'leyla' });
  expect(answer).toMatch(/^HTTP\/1\.1 500 /);
  const { requestId = '?', ...told } = JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as Record<
    string,
    string
  >;
  expect(told['code']).toBe('INTERNAL_SERVER_ERROR');
  expect(told['message']).toContain(requestId.slice(0, 8));
  expect(lines.filter((line) => line.includes(requestId))).toHaveLength(1);
});

type Greeting = {
  readonly origin: string;
  readonly path?: string;
  readonly key?: string;
  readonly cookie?: string;
  readonly version?: number;
};

async function askedRaw(
  port: number,
  { origin, path = '/sync', key = 'AAAAAAAAAAAAAAAAAAAAAA==', cookie, version = 13 }: Greeting,
): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.write(
    [
      `GET ${path} HTTP/1.1`,
      'Host: x',
      `Origin: ${origin}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${key}`,
      `Sec-WebSocket-Version: ${version}`,
      ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
      '\r\n',
    ].join('\r\n'),
  );
  let heard = '';
  socket.on('data', (data) => (heard += data.toString()));
  await once(socket, 'close');
  return heard;
}
