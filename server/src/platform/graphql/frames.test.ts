import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { bodyOf, outletOf, RESYNC } from './frames.js';

/** A socket whose stream keeps what is written until somebody reads. */
function listener(readyState: number = WebSocket.OPEN) {
  const written: Buffer[] = [];
  const closed: number[] = [];
  const socket = { readyState, close: (code: number) => void closed.push(code) };
  const stream = {
    get writableLength() {
      return written.reduce((sum, { length }) => sum + length, 0);
    },
    write: (bytes: Buffer) => written.push(bytes) > 0,
  };
  const outlet = outletOf(socket as unknown as WebSocket, stream, 'a "b"');
  return { socket, outlet, written, closed };
}

/** What a client makes of the bytes: the texts of whole, final, unmasked frames. */
function* texts(bytes: Buffer): Iterable<string> {
  for (let at = 0; at < bytes.length;) {
    expect(bytes[at]).toBe(0x81);
    let length = bytes[at + 1] ?? 0;
    at += 2;
    if (length === 126) {
      length = bytes.readUInt16BE(at);
      at += 2;
    } else if (length === 127) {
      length = Number(bytes.readBigUInt64BE(at));
      at += 8;
    }
    yield bytes.toString('utf8', at, at + length);
    at += length;
  }
}

test('[SE1] what is gathered leaves as one write, in order, each with the id of its subscription', () => {
  const { outlet, written } = listener();
  const data = ['', 'ə', 'x'.repeat(70), 'y'.repeat(3_000), 'z'.repeat(70_000)].map((text) => ({ text }));
  for (const each of data.slice(0, 4)) expect(outlet.send(bodyOf({ data: each }))).toBe(true);
  expect(written).toEqual([]);
  outlet.flush();
  expect(written).toHaveLength(1);
  outlet.send(bodyOf({ data: data[4] ?? {} }));
  // So much is not held back.
  expect(written).toHaveLength(2);
  outlet.flush();
  expect(written).toHaveLength(2);
  const told = [...texts(Buffer.concat(written))].map((text): unknown => JSON.parse(text));
  expect(told).toEqual(data.map((each) => ({ id: 'a "b"', type: 'next', payload: { data: each } })));
});

test('[SE4] whoever has more than 1 MiB unread is sent away, and whoever is leaving is sent nothing more', () => {
  const slow = listener();
  const body = bodyOf({ data: { text: 'x'.repeat(60_000) } });
  let taken = 0;
  while (slow.outlet.send(body)) taken += 1;
  expect([taken, slow.closed]).toEqual([18, [RESYNC]]);
  const leaving = listener();
  leaving.outlet.send(bodyOf({ data: {} }));
  leaving.socket.readyState = WebSocket.CLOSING;
  leaving.outlet.flush();
  expect([leaving.outlet.send(body), leaving.written]).toEqual([false, []]);
});
