/** A socket that is closed over what was said on it: a code, a reason, a number that stands in the log. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { keptLog } from '../../testing/kept-log.js';
import { closed, opened, served, type Client } from '../../testing/served.js';
import { openStream } from '../../testing/stream-client.js';
import { velmora } from '../../testing/world.js';

const world = velmora();
const { log, lines } = keptLog();
const server = served(world, {}, log);

const NUMBER = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

function numbered({ code, reason }: { code: number; reason: string }): string {
  const id = NUMBER.exec(reason)?.[0] ?? 'none';
  expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
  expect(lines.filter((line) => line.includes(id) && line.includes(`"code":"${code}"`))).toHaveLength(1);
  return `${code} ${reason.replace(` (${id})`, '')}`;
}

const init = '{"type":"connection_init"}';
const subscribe = (id: string): string =>
  JSON.stringify({ id, type: 'subscribe', payload: { query: 'subscription { quillwort }' } });
const followed = (id: string): string =>
  JSON.stringify({
    id,
    type: 'subscribe',
    payload: {
      query: 'subscription ($id: ID!) { revisions(consultationId: $id) { __typename } }',
      variables: { id: world.consultationId },
    },
  });

async function said(client: Client, path: string, frames: readonly (string | Buffer)[]) {
  const socket = await opened(client.open(path));
  const end = closed(socket);
  for (const frame of frames) socket.send(frame);
  return end;
}

describe('[HT1] a socket of GraphQL is closed', () => {
  test.each([
    ['text that is no JSON', ['quillwort'], '4400 Invalid message received'],
    ['JSON of another kind', ['[1,2,3]'], '4400 Invalid message received'],
    ['a message of no kind', ['{"type":"quillwort"}'], '4400 Invalid message received'],
    ['bytes', [Buffer.from([0, 255, 1, 254])], '4400 Invalid message received'],
    ['an operation before the greeting', [subscribe('quillwort')], '4401 Unauthorized'],
    ['a second greeting', [init, init], '4429 Too many initialisation requests'],
    ['more than eight megabytes', [Buffer.alloc(8 * 1024 * 1024 + 1)], '1009 Message too big'],
  ])('over %s, under a number that stands in the log', async (_name, frames, told) => {
    const client = await server.enter('Juno Karst');
    const end = await said(client, '/graphql', frames);
    expect(numbered(end)).toBe(told);
    expect(end.reason).not.toContain('quillwort');
  });

  test('over an operation whose name is taken, which is not repeated', async () => {
    const client = await server.enter('Juno Karst');
    const name = 'quillwort'.repeat(30);
    const socket = await opened(client.open('/graphql'));
    const end = closed(socket);
    socket.send(init);
    await once(socket, 'message');
    for (let time = 0; time < 2; time += 1) socket.send(followed(name));
    expect(numbered(await end)).toBe('4409 Subscriber already exists');
  });

  test('where it is spoken otherwise', async () => {
    const client = await server.enter('Juno Karst');
    expect(numbered(await spokenIn(client, 'graphql-ws'))).toBe('4406 Subprotocol not acceptable');
  });

  test('over frames that are none, on the way round WebSockets as well', async () => {
    const client = await server.enter('Juno Karst');
    const stream = await openStream(client, '/graphql');
    await stream.post(1, [Buffer.from('quillwort')]);
    expect(numbered(await stream.closed)).toBe('4400 Invalid message received');
    const other = await openStream(client, '/graphql');
    const headers = { 'content-type': 'application/octet-stream' };
    const address = `/graphql/frames?stream=${other.id}&first=quillwort`;
    const answer = await client.fetch(address, { method: 'POST', headers, body: new Uint8Array(3) });
    expect(answer.status).toBe(400);
    expect(numbered(await other.closed)).toBe('4400 frames that are none');
  });
});

describe('[HT1] a socket of texts is closed', () => {
  test.each([
    ['nothing', Buffer.alloc(0), '4400 ends too early'],
    ['text', 'quillwort', '4400 text frame'],
    ['random bytes', Buffer.from([255, 255, 255, 255, 255, 255]), '4400 ends too early'],
    ['more than eight megabytes', Buffer.alloc(8 * 1024 * 1024 + 1), '1009 Message too big'],
  ])('over %s, under a number that stands in the log', async (_name, frame, told) => {
    const client = await server.enter('Remy Falk');
    expect(numbered(await said(client, '/sync', [frame]))).toBe(told);
  });

  test('in order, without one', async () => {
    const client = await server.enter('Remy Falk');
    const before = lines.length;
    const socket = await opened(client.open('/sync'));
    const end = closed(socket);
    socket.close(1000, 'done');
    expect((await end).code).toBe(1000);
    expect(lines).toHaveLength(before);
  });
});

/** A client of the older protocol, which ws itself would not let go on. */
function spokenIn(client: Client, protocol: string): Promise<{ code: number; reason: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write(
        `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n` +
          `Sec-WebSocket-Protocol: ${protocol}\r\nOrigin: ${server.origin}\r\nCookie: ${client.headers['cookie']}\r\n\r\n`,
      ),
    );
    let heard = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('data', (data: Buffer) => {
      heard = Buffer.concat([heard, data]);
      const at = heard.indexOf('\r\n\r\n') + 4;
      const [kind, length = 0] = heard.subarray(at, at + 2);
      if (kind !== 0x88 || heard.length < at + 2 + length) return;
      const code = heard.readUInt16BE(at + 2);
      resolve({ code, reason: heard.subarray(at + 4, at + 2 + length).toString() });
      socket.destroy();
    });
  });
}
