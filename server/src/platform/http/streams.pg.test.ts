import { connect } from 'node:net';
import { SignOutEverywhereDocument } from '@concord/schema';
import { closeCodes } from '@concord/sync';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createApp } from '../../app.js';
import { CHAPTER } from '../../testing/comments.js';
import { testConfig } from '../../testing/config.js';
import { served } from '../../testing/served.js';
import { openStream, postFrames, type OpenStream } from '../../testing/stream-client.js';
import { velmora } from '../../testing/world.js';

const world = velmora();
const server = served(world);

const sync = 0;
const auth = 2;
const status = 8;

/** Bytes after their length, as the protocol writes them. */
function sized(bytes: Uint8Array): Buffer {
  const length: number[] = [];
  let left = bytes.length;
  for (; left > 127; left >>>= 7) length.push((left & 127) | 128);
  return Buffer.concat([Buffer.of(...length, left), bytes]);
}

/** A frame of the protocol: name, type, kind, and bytes. */
const frame = (name: string, type: number, kind: number, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([sized(Buffer.from(name)), Buffer.of(type, kind), sized(bytes)]);

const hello = (name: string): Uint8Array[] => [
  frame(name, auth, 0, Buffer.alloc(0)),
  frame(name, sync, 0, Buffer.of(0)),
];

const update = (name: string, bytes: Uint8Array): Uint8Array => frame(name, sync, 2, bytes);

/** Frames up to the first of this type; its last byte. */
async function until(stream: OpenStream, name: string, type: number): Promise<number> {
  for (;;) {
    const bytes = await stream.heard();
    if (bytes[0] === name.length && bytes[name.length + 1] === type) return bytes.at(-1) ?? -1;
  }
}

/** Rows that people wrote: a new paragraph gets its name from the server a moment later, in a row that is nobody's. */
const countOf = async (name: string): Promise<number> => {
  const [{ count }] = await world.dataSource.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM document_update WHERE document_name = $1 AND person_id IS NOT NULL',
    [name],
  );
  return count;
};

/** One person's editing of a chapter, begun on a stream: greeted, in step with the server. */
async function begun(name: string) {
  const client = await server.enter('Remy Falk');
  const stream = await openStream(client);
  expect((await stream.post(1, hello(name))).status).toBe(204);
  await until(stream, name, sync);
  return { client, stream };
}

/** Edits of a paragraph that is made up: an attribute nobody reads. */
function edits(count: number): Uint8Array[] {
  const doc = new Y.Doc();
  const made: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => void made.push(bytes));
  const root = doc.getXmlFragment('content');
  for (let index = 0; index < count; index += 1) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(`made ${index}`)]);
    root.push([paragraph]);
  }
  return made;
}

describe('who is let in', () => {
  test('[SO2] its own page and its own people alone, as with a WebSocket', async () => {
    const client = await server.enter('Remy Falk');
    const { cookie = '' } = client.headers;
    const knock = (headers: Record<string, string>) =>
      fetch(`${server.origin}/sync/stream`, { headers }).then(async (response) => {
        await response.body?.cancel();
        return response.status;
      });
    expect(await knock({ cookie, 'x-concord': '1' })).toBe(200);
    expect(await knock({ cookie, 'x-concord': '1', origin: server.origin })).toBe(200);
    expect(await knock({ cookie })).toBe(403);
    expect(await knock({ cookie, 'x-concord': '1', origin: 'https://evil.example' })).toBe(403);
    expect(await knock({ 'x-concord': '1' })).toBe(401);
    expect(await knock({ 'x-concord': '1', cookie: 'concord=nonsense' })).toBe(401);
    expect(await knock({ authorization: 'Bearer nonsense' })).toBe(401);
  });

  test('[SO2] nobody speaks on a stream but the sign-in that opened it', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const { stream } = await begun(documentName);
    const [other, again] = await Promise.all([server.enter('Sim Vale'), server.enter('Remy Falk')]);
    for (const stranger of [other, again]) {
      expect((await stream.post(3, [Uint8Array.of(9)], stranger)).status).toBe(421);
    }
    expect((await stream.post(3, [Uint8Array.of(9)], server.browser())).status).toBe(401);
    expect((await stream.post(3, [Uint8Array.of(9)])).status).toBe(204);
    stream.leave();
  });

  test(
    '[SO1][SO2][T7] a sign-in that has ended loses its stream within two seconds',
    { retry: 2 },
    async () => {
      const { documentName } = await world.variant(CHAPTER);
      const { client, stream } = await begun(documentName);
      const began = performance.now();
      await client.graphql(SignOutEverywhereDocument, {});
      expect((await stream.closed).code).toBe(closeCodes.revoked);
      expect(performance.now() - began).toBeLessThan(2_000);
      expect((await stream.post(3, [Uint8Array.of(9)])).status).toBe(401);
    },
  );
});

describe('what is said', () => {
  test('[SY31][T3] is acknowledged after COMMIT, once, in order, however often a request is repeated', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const before = await countOf(documentName);
    const { stream } = await begun(documentName);
    const [one, two, three] = edits(3).map((bytes) => update(documentName, bytes));
    if (!one || !two || !three) throw new Error('three edits');
    expect((await stream.post(3, [one, two])).status).toBe(204);
    expect((await stream.post(3, [one, two])).status).toBe(204);
    expect((await stream.post(4, [two, three])).status).toBe(204);
    for (let answers = 0; answers < 3; answers += 1)
      expect(await until(stream, documentName, status)).toBe(1);
    // One that builds on what nobody has: the next answer is its no, so there was no fourth yes.
    const loose = edits(2)[1];
    if (!loose) throw new Error('two edits');
    expect((await stream.post(6, [update(documentName, loose)])).status).toBe(204);
    expect(await until(stream, documentName, status)).toBe(0);
    expect(await countOf(documentName)).toBe(before + 3);
    stream.leave();
  });

  test('[SY31] a missing frame is not passed over: the request is refused, and the stream goes on', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const { stream } = await begun(documentName);
    const [one, two] = edits(2).map((bytes) => update(documentName, bytes));
    if (!one || !two) throw new Error('two edits');
    expect((await stream.post(4, [two])).status).toBe(409);
    expect((await stream.post(3, [one, two])).status).toBe(204);
    expect(await until(stream, documentName, status)).toBe(1);
    expect(await until(stream, documentName, status)).toBe(1);
    stream.leave();
  });

  test.each([
    ['a number that is none', 'first=x', Buffer.from([0, 0, 0, 1, 9])],
    ['half a frame', 'first=1', Buffer.from([0, 0, 0, 9, 9])],
    ['half a length', 'first=1', Buffer.from([0, 0])],
  ])('[SY31] %s ends the stream with a reason', async (_name, query, body) => {
    const client = await server.enter('Remy Falk');
    const stream = await openStream(client);
    const response = await client.fetch(`/sync/frames?stream=${stream.id}&${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
    expect(response.status).toBe(400);
    expect((await stream.closed).code).toBe(closeCodes.malformed);
  });

  test('[SY31] more than four megabytes are not read', async () => {
    const client = await server.enter('Remy Falk');
    const stream = await openStream(client);
    const response = await stream.post(1, [Buffer.alloc(4 * 1024 * 1024 + 1)]);
    expect(response.status).toBe(413);
    stream.leave();
  });

  test('[SY31] another node sends the client on, to try with a new connection', async () => {
    const client = await server.enter('Remy Falk');
    const response = await postFrames(client, 'somewhere-else', 1, [Uint8Array.of(9)]);
    expect(response.status).toBe(421);
    expect(response.headers.get('connection')).toBe('close');
  });
});

test('[SY13][SY31] a reader that takes nothing is cut off, and its writer goes on', async () => {
  const { documentName } = await world.variant(CHAPTER);
  const client = await server.enter('Brin Tolvar');
  const { cookie = '' } = client.headers;
  const asleep = connect(server.port, '127.0.0.1');
  asleep.write(`GET /sync/stream HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nX-Concord: 1\r\n\r\n`);
  const id = await new Promise<string>((resolve) => {
    let text = '';
    asleep.on('data', (data) => {
      text += data.toString();
      const [, found] = /event: open\ndata: (\S+)\n/.exec(text) ?? [];
      if (!found) return;
      asleep.pause();
      resolve(found);
    });
  });
  expect((await postFrames(client, id, 1, hello(documentName))).status).toBe(204);

  const { stream } = await begun(documentName);
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  let next = 3;
  const write = async (work: () => void): Promise<void> => {
    const made: Uint8Array[] = [];
    const hear = (bytes: Uint8Array): void => void made.push(bytes);
    doc.on('update', hear);
    doc.transact(work);
    doc.off('update', hear);
    const frames = made.map((bytes) => update(documentName, bytes));
    expect((await stream.post(next, frames)).status).toBe(204);
    next += frames.length;
    for (const _frame of frames) expect(await until(stream, documentName, status)).toBe(1);
  };
  await write(() => doc.getXmlFragment('content').push([paragraph]));
  let alive = 204;
  // More than the machine's own buffers hold for a sleeping reader.
  for (let times = 0; times < 30 && alive === 204; times += 1) {
    await write(() => text.insert(0, String.fromCodePoint(97 + times).repeat(1_000_000)));
    await write(() => text.delete(0, 1_000_000));
    alive = (await postFrames(client, id, 3 + times, [Uint8Array.of(9)])).status;
  }
  expect([410, 421]).toContain(alive);
  stream.leave();
  asleep.destroy();
});

test('[SY15][SY31] a server that stops tells its streams to come again', async () => {
  const app = await createApp(testConfig(), world.dataSource, world.log);
  const port = await app.listen(0, '127.0.0.1');
  const client = await server.enter('Remy Falk');
  const { cookie = '' } = client.headers;
  const response = await fetch(`http://127.0.0.1:${port}/sync/stream`, {
    headers: { cookie, 'x-concord': '1' },
  });
  const text = response.text();
  await app.close();
  expect(await text).toContain(`event: close\ndata: ${closeCodes.restart} `);
});
