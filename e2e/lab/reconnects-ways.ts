/** In which ways people come to a server and go: by each door, politely and not. */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ConsultationEventsDocument, ReadingConsultationDocument } from '@concord/schema';
import { print } from 'graphql';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Person } from '../support/person.ts';
import { frames } from './wire.ts';

const PATIENCE_MS = 60_000;

export type Visitor = {
  readonly person: Person;
  readonly consultationId: string;
  readonly after: string;
  /** Names of the texts' documents. */
  readonly texts: readonly string[];
};

// A line of ours that is kept for the next request would count as one of theirs.
const ours = { 'x-concord': '1', connection: 'close' };
const reading = print(ReadingConsultationDocument);
export const together = print(ConsultationEventsDocument);
/** Asks for what differs from person to person, so it is followed alone. */
const alone = `subscription($consultationId: ID!, $after: String!) {
  events(consultationId: $consultationId, after: $after) { cursor comment { id mayTakeStance } } }`;
const both = [together, alone];

/** `patience`: milliseconds until they go, at most forty. */
type Way = (visitor: Visitor, patience: number) => Promise<void>;

export const ways: readonly (readonly [string, Way])[] = [
  [
    'listens, and the line is cut',
    async (visitor, patience) => {
      const socket = await greeted(visitor.person);
      for (const [id, query] of both.entries()) subscribe(socket, String(id), query, visitor);
      await pause(patience);
      await gone(socket, () => socket.terminate());
    },
  ],
  [
    'listens, says that it is enough, and closes',
    async (visitor, patience) => {
      const socket = await greeted(visitor.person);
      for (const [id, query] of both.entries()) subscribe(socket, String(id), query, visitor);
      await pause(patience);
      for (const id of ['0', '1']) socket.send(JSON.stringify({ id, type: 'complete' }));
      await gone(socket, () => socket.close(1000));
    },
  ],
  [
    'asks and does not wait',
    async (visitor) => {
      const socket = await greeted(visitor.person);
      for (const [id, query] of both.entries()) subscribe(socket, String(id), query, visitor);
      subscribe(socket, '2', 'query { viewer { id } }', visitor);
      await gone(socket, () => socket.terminate());
    },
  ],
  [
    'has a cursor that opens nothing',
    async (visitor, patience) => {
      const socket = await greeted(visitor.person);
      subscribe(socket, '0', together, { ...visitor, after: 'x'.repeat(48) });
      subscribe(socket, '0', together, visitor);
      await pause(patience);
      await gone(socket, () => socket.close(1000));
    },
  ],
  [
    'says nothing',
    async ({ person }, patience) => {
      const socket = await opened(person, '/graphql');
      await pause(patience);
      await gone(socket, () => socket.terminate());
    },
  ],
  [
    'opens the text and is gone',
    async ({ person }, patience) => {
      const socket = await opened(person, '/sync');
      await pause(patience);
      await gone(socket, () => socket.terminate());
    },
  ],
  [
    'reads the text, and the line is cut',
    async (visitor, patience) => {
      const socket = await opened(visitor.person, '/sync');
      for (const frame of readingOf(visitor, patience)) socket.send(frame);
      await pause(2 * patience);
      await gone(socket, () => socket.terminate());
    },
  ],
  [
    'reads two texts, and closes',
    async (visitor, patience) => {
      const socket = await opened(visitor.person, '/sync');
      for (const frame of [...readingOf(visitor, patience), ...readingOf(visitor, patience + 1)])
        socket.send(frame);
      await pause(patience);
      await gone(socket, () => socket.close(1000));
    },
  ],
  [
    'listens by the way round, and the line is cut',
    async (visitor, patience) => {
      const stream = await openedStream(visitor.person, '/graphql');
      const asks = both.map((query, id) => messageOf(String(id), query, visitor));
      await say(visitor.person, '/graphql', stream.id, ['{"type":"connection_init"}', ...asks]);
      await pause(patience);
      stream.cut();
    },
  ],
  [
    'reads the text by the way round, and the line is cut',
    async (visitor, patience) => {
      const stream = await openedStream(visitor.person, '/sync');
      await say(visitor.person, '/sync', stream.id, readingOf(visitor, patience));
      await pause(patience);
      stream.cut();
    },
  ],
  [
    'asks over HTTP and does not wait',
    async ({ person }, patience) => {
      const body = JSON.stringify({ query: reading, variables: { slug: 'velmora-2025' } });
      const signal = AbortSignal.timeout(patience);
      const headers = { ...ours, cookie: person.cookie, 'content-type': 'application/json' };
      await fetch(`${person.url}/graphql`, { method: 'POST', headers, body, signal })
        .then((response) => response.arrayBuffer())
        .catch(() => undefined);
    },
  ],
  [
    'is gone before it is let in',
    ({ person }, patience) =>
      new Promise((resolve) => {
        const { hostname, port } = new URL(person.url);
        const line = connect({ host: hostname, port: Number(port) });
        line.on('error', () => undefined);
        line.on('close', () => resolve());
        line.write(
          `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
            `Origin: ${person.origin}\r\nCookie: ${person.cookie}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n` +
            `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
        );
        setTimeout(() => line.resetAndDestroy(), patience / 4);
      }),
  ],
];

export const subscribe = (socket: WebSocket, id: string, query: string, visitor: Visitor): void =>
  socket.send(messageOf(id, query, visitor));

function messageOf(id: string, query: string, { consultationId, after }: Visitor): string {
  const payload = { query, variables: query.startsWith('query') ? {} : { consultationId, after } };
  return JSON.stringify({ id, type: 'subscribe', payload });
}

/** What somebody says who opens one of the texts: who they are, what they lack, where their cursor is. */
function readingOf({ texts }: Visitor, which: number): Uint8Array<ArrayBuffer>[] {
  const text = texts[which % texts.length] ?? '';
  const { clientID } = new Y.Doc();
  return [
    frames.token(text),
    frames.step1(text, Uint8Array.of(0)),
    frames.presence(text, clientID, '{"cursor":null}'),
  ].map((frame) => new Uint8Array(frame));
}

type Stream = { readonly id: string; readonly cut: () => void };

async function openedStream(person: Person, door: '/graphql' | '/sync'): Promise<Stream> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(50)) {
    const leaving = new AbortController();
    const response = await fetch(`${person.url}${door}/stream`, {
      headers: { ...ours, cookie: person.cookie, accept: 'text/event-stream' },
      signal: leaving.signal,
    });
    const reader = response.ok ? response.body?.getReader() : undefined;
    if (!reader) {
      await response.body?.cancel();
      continue;
    }
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new Error('A stream without a beginning');
      text += Buffer.from(value).toString();
      const id = /^event: open\ndata: (.+)$/m.exec(text)?.[1];
      if (id) return { id, cut: () => leaving.abort() };
    }
  }
  throw new Error('Nobody is let in');
}

/** The first frames on a stream, each after its length. */
async function say(
  person: Person,
  door: '/graphql' | '/sync',
  stream: string,
  said: readonly (string | Uint8Array)[],
): Promise<void> {
  const parts = said.flatMap((one) => {
    const bytes = Buffer.from(one as Uint8Array);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  const response = await fetch(`${person.url}${door}/frames?stream=${stream}&first=1`, {
    method: 'POST',
    headers: { ...ours, cookie: person.cookie, 'content-type': 'application/octet-stream' },
    body: Buffer.concat(parts),
  });
  await response.arrayBuffer();
}

/** Whoever is refused, because too many come at once, tries again as a page does. */
async function opened(person: Person, where: string): Promise<WebSocket> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    const socket = new WebSocket(`${person.url.replace('http', 'ws')}${where}`, ['graphql-transport-ws'], {
      headers: { cookie: person.cookie, origin: person.origin },
    });
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.on('error', () => resolve(false));
      socket.once('open', () => resolve(true));
    });
    if (isOpen) return socket;
    await pause(50);
  }
  throw new Error('Nobody is let in');
}

export async function greeted(person: Person): Promise<WebSocket> {
  const socket = await opened(person, '/graphql');
  const acknowledged = new Promise((resolve) => socket.once('message', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.send('{"type":"connection_init"}');
  await Promise.race([acknowledged, closed]);
  return socket;
}

async function gone(socket: WebSocket, leave: () => void): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  leave();
  await closed;
}
