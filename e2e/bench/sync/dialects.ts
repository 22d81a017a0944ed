/** What the contestants speak: Hocuspocus' protocol, which ours is too, or the one of y-websocket. */
import { asksForMoves, readMoves } from '@concord/sync/moves';
import type { Client } from './client.ts';

export type Dialect = {
  path(document: string): string;
  /** Everything a client says first: who it is and what it has, which is nothing. */
  greet(client: Client, document: string): void;
  update(document: string, update: Uint8Array): Uint8Array;
  presence(document: string, clientId: number, clock: number, state: string): Uint8Array;
  read(payload: Buffer, document: string): Heard;
  /** Whose cursor is at which clock, from what `read` calls presence. */
  placesIn(bytes: Buffer): Place[];
};

export type Place = { readonly clientId: number; readonly clock: number };

export type Heard =
  | { readonly kind: 'state' | 'update' | 'presence'; readonly bytes: Buffer }
  | { readonly kind: 'other' };

const other: Heard = { kind: 'other' };
const nothingKnown = Uint8Array.of(0);

export const yWebsocket: Dialect = {
  path: (document) => `/${document}`,
  greet: (client) => client.send(Buffer.from([0, 0, 1, ...nothingKnown])),
  update: (_document, update) => Buffer.concat([Buffer.from([0, 2]), sized(update)]),
  presence: (_document, clientId, clock, state) =>
    Buffer.concat([Buffer.from([1]), sized(presenceOf(clientId, clock, state))]),
  read: (payload) => readAt(payload, 0),
  placesIn: placesInStates,
};

export const hocuspocus: Dialect = {
  path: () => '/',
  greet(client, document) {
    client.send(Buffer.concat([text(document), Buffer.from([2, 0]), text('token'), text('4.7.0')]));
    client.send(Buffer.concat([text(document), Buffer.from([0, 0]), sized(nothingKnown)]));
  },
  update: (document, update) => Buffer.concat([text(document), Buffer.from([0, 2]), sized(update)]),
  presence: (document, clientId, clock, state) =>
    Buffer.concat([text(document), Buffer.from([1]), sized(presenceOf(clientId, clock, state))]),
  // One byte is a ping of the socket, without a document.
  read: (payload, document) => (payload.length === 1 ? other : readAt(payload, document.length + 1)),
  placesIn: placesInStates,
};

/** Our own client says more than the stock one: it asks for moves (SY40). */
export const ours: Dialect = {
  ...hocuspocus,
  greet(client, document) {
    hocuspocus.greet(client, document);
    client.send(Buffer.concat([text(document), Buffer.from([5]), text(asksForMoves)]));
  },
  read(payload, document) {
    const at = document.length + 1;
    if (payload[at] !== 5 || payload.length === 1) return hocuspocus.read(payload, document);
    const bytes = bytesAt(payload, at + 1);
    return bytes.subarray(0, movesBegin.length).equals(movesBegin) ? { kind: 'presence', bytes } : other;
  },
  placesIn(bytes) {
    if (bytes[0] !== movesBegin[0]) return placesInStates(bytes);
    const moves = readMoves(bytes.toString());
    return (moves?.cursors ?? []).flatMap(({ clientId, cursor }) =>
      cursor?.anchor.item ? [{ clientId, clock: cursor.anchor.item.clock }] : [],
    );
  },
};

const movesBegin = Buffer.from('{"type":"moves"');
const clockBegin = Buffer.from('"clock":');

/** Reads the first clock of each state, which is that of the anchor. */
function placesInStates(bytes: Buffer): Place[] {
  const places: Place[] = [];
  let [left, at] = numberAt(bytes, 0);
  for (; left > 0; left -= 1) {
    const [clientId, afterId] = numberAt(bytes, at);
    const [, afterClock] = numberAt(bytes, afterId);
    const [length, begin] = numberAt(bytes, afterClock);
    at = begin + length;
    const found = bytes.indexOf(clockBegin, begin);
    if (found < 0 || found >= at) continue;
    let clock = 0;
    for (let digit = found + clockBegin.length; ; digit += 1) {
      const byte = bytes[digit] ?? 0;
      if (byte < 48 || byte > 57) break;
      clock = clock * 10 + byte - 48;
    }
    places.push({ clientId, clock });
  }
  return places;
}

function readAt(payload: Buffer, at: number): Heard {
  if (payload[at] === 1) return { kind: 'presence', bytes: bytesAt(payload, at + 1) };
  if (payload[at] !== 0) return other;
  if (payload[at + 1] === 1) return { kind: 'state', bytes: bytesAt(payload, at + 2) };
  if (payload[at + 1] === 2) return { kind: 'update', bytes: bytesAt(payload, at + 2) };
  return other;
}

export function bytesAt(payload: Buffer, at: number): Buffer {
  const [length, begin] = numberAt(payload, at);
  return payload.subarray(begin, begin + length);
}

/** The number, and where it ends. */
function numberAt(payload: Buffer, at: number): [number: number, end: number] {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = payload[at] ?? 0;
    at += 1;
    value += (byte & 127) * factor;
    if (byte < 128) return [value, at];
  }
}

function presenceOf(clientId: number, clock: number, state: string): Buffer {
  return Buffer.concat([Buffer.from([1]), number(clientId), number(clock), text(state)]);
}

export const text = (words: string): Buffer => sized(Buffer.from(words));
export const sized = (bytes: Uint8Array): Buffer => Buffer.concat([number(bytes.length), bytes]);

export function number(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) | 128);
  }
}
