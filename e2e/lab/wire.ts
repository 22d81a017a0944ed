/** Both ends of a socket in memory. Nothing moves by itself: whoever holds it decides when a frame arrives. */
import type { SocketData, SyncSocket } from '@concord/sync';
import { bytesAt, number, sized, text } from '../bench/sync/dialects.ts';

export class MemorySocket implements SyncSocket {
  readonly bufferedAmount = 0;
  /** From the hub, not yet read. */
  readonly inbox: Uint8Array[] = [];
  closed: { readonly code: number; readonly reason: string } | null = null;
  #onMessage: ((data: SocketData, isBinary: boolean) => void)[] = [];
  #onClose: (() => void)[] = [];

  on(event: string, listener: (...given: never[]) => void): void {
    // SyncSocket's overloads can't be told apart here; the names can.
    if (event === 'message') this.#onMessage.push(listener as (data: SocketData, isBinary: boolean) => void);
    if (event === 'close') this.#onClose.push(listener);
  }

  send(frame: Uint8Array): void {
    if (!this.closed) this.inbox.push(frame);
  }

  /** The hub hangs up. */
  close(code: number, reason: string): void {
    this.closed ??= { code, reason };
  }

  /** A frame of the client reaches the hub. */
  say(frame: Uint8Array): void {
    if (!this.closed) for (const listener of this.#onMessage) listener(frame, true);
  }

  /** The line breaks: what was under way is gone. */
  cut(): void {
    this.closed ??= { code: 1006, reason: 'cut' };
    this.inbox.length = 0;
    for (const listener of this.#onClose) listener();
    this.#onMessage = [];
    this.#onClose = [];
  }
}

const sync = (document: string, kind: number, payload: Uint8Array): Uint8Array =>
  plain(Buffer.concat([text(document), number(0), number(kind), sized(payload)]));

/** Node's Buffer has a `slice` of its own; the hub is given what a browser would send. */
const plain = (bytes: Buffer): Uint8Array => new Uint8Array(bytes);

export const frames = {
  token: (document: string): Uint8Array =>
    plain(Buffer.concat([text(document), number(2), number(0), text('token'), text('4.7.0')])),
  step1: (document: string, stateVector: Uint8Array): Uint8Array => sync(document, 0, stateVector),
  step2: (document: string, update: Uint8Array): Uint8Array => sync(document, 1, update),
  update: (document: string, update: Uint8Array): Uint8Array => sync(document, 2, update),
  presence: (document: string, clientId: number, state: string): Uint8Array =>
    plain(
      Buffer.concat([
        text(document),
        number(1),
        sized(Buffer.concat([number(1), number(clientId), number(1), text(state)])),
      ]),
    ),
  pong: Uint8Array.of(10),
};

export type Heard =
  | { readonly kind: 'step1' | 'step2' | 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'status'; readonly accepted: boolean }
  | { readonly kind: 'presence'; readonly bytes: Uint8Array }
  | { readonly kind: 'denied' | 'ping' | 'other' };

export function read(frame: Uint8Array, document: string): Heard {
  if (frame.length === 1) return { kind: frame[0] === 9 ? 'ping' : 'other' };
  const payload = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
  const at = document.length + 1;
  if (payload[at] === 8) return { kind: 'status', accepted: payload[at + 1] === 1 };
  if (payload[at] === 1) return { kind: 'presence', bytes: new Uint8Array(bytesAt(payload, at + 1)) };
  if (payload[at] === 2 && payload[at + 1] === 1) return { kind: 'denied' };
  if (payload[at] !== 0) return { kind: 'other' };
  const kinds = ['step1', 'step2', 'update'] as const;
  const kind = kinds[payload[at + 1] ?? 3];
  return kind ? { kind, bytes: new Uint8Array(bytesAt(payload, at + 2)) } : { kind: 'other' };
}

/** Who is where, as JSON; `null` for somebody who left. */
export function statesIn(bytes: Uint8Array): { readonly clientId: number; readonly state: string }[] {
  const payload = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const next = (): number => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = payload[at] ?? 0;
      at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  return Array.from({ length: next() }, () => {
    const clientId = next();
    next(); // the clock, which only grows
    const length = next();
    at += length;
    return { clientId, state: payload.toString('utf8', at - length, at) };
  });
}
