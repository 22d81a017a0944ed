import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { framedMessage, gatherWrites } from './web-socket.js';

/** A `ws` server and a client of it; `writes` counts what the server's stream was asked to write at once. */
async function openPair() {
  const http = createServer().listen(0, '127.0.0.1');
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo; // null only for a server that is not listening
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const heard: Buffer[] = [];
  client.on('message', (data: Buffer) => heard.push(data));
  const [webSocket, request] = (await once(server, 'connection')) as [WebSocket, IncomingMessage];
  await once(client, 'open');
  const stream = request.socket;
  const writes: number[] = [];
  const write = stream._write.bind(stream);
  const writev = stream._writev?.bind(stream);
  stream._write = (chunk: Uint8Array, encoding, done) => {
    writes.push(chunk.length);
    write(chunk, encoding, done);
  };
  stream._writev = (chunks, done) => {
    writes.push(chunks.length);
    writev?.(chunks, done);
  };
  onTestFinished(() => {
    client.terminate();
    server.close();
    http.close();
  });
  return { client, heard, webSocket, writes, socket: gatherWrites(webSocket, stream) };
}

const message = (length: number) => new Uint8Array(length).map((_, index) => index % 251);
const lengths = [0, 1, 125, 126, 65_535, 65_536, 300_000];

describe('writing to many sockets', () => {
  test('[SY20] what a turn has for a socket is one write, and as many messages in order', async () => {
    const { client, heard, socket, writes } = await openPair();
    const small = lengths.slice(0, 4);
    for (const length of small) socket.send(message(length));
    expect(writes).toEqual([]);
    const closed = once(client, 'close');
    await Promise.resolve();
    expect(writes).toHaveLength(1);
    for (const length of lengths) socket.send(framedMessage(message(length)));
    socket.close(4403, 'enough');
    expect(await closed).toMatchObject([4403, Buffer.from('enough')]);
    expect(writes[1]).toBe(lengths.length); // a list of buffers, nothing copied
    expect(heard.map(({ length }) => length)).toEqual([...small, ...lengths]);
    for (const data of heard) expect(data.equals(message(data.length))).toBe(true);
  });

  test('[SY20] a message that goes to many is framed once', async () => {
    const { socket, writes, webSocket } = await openPair();
    const shared = framedMessage(message(100));
    const chunks: unknown[] = [];
    const stream = {
      writableLength: 7,
      cork() {},
      uncork() {},
      write: (bytes: Uint8Array) => chunks.push(bytes),
    };
    const others = [gatherWrites(webSocket, stream), gatherWrites(webSocket, stream)];
    for (const each of [socket, ...others]) each.send(shared);
    await Promise.resolve();
    expect([writes, chunks.length, others[0]?.bufferedAmount]).toEqual([[102], 2, 7]);
    expect(chunks[0]).toBe(chunks[1]);
    expect((chunks[0] as Uint8Array).buffer).toBe(shared.buffer);
  });

  test('nothing follows a closing frame', async () => {
    const { client, heard, socket, webSocket } = await openPair();
    webSocket.close(1000);
    socket.send(message(3));
    await once(client, 'close');
    expect(heard).toEqual([]);
  });
});
