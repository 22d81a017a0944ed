import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { deletedDigest } from './digest.js';
import { messageTypes, syncTypes } from './frames.js';
import { readMoves, type Moves } from './moves.js';
import type { SocketData, SyncSocket } from './ports.js';

/** A frame as the client read it. */
export type Heard =
  | { kind: 'authenticated'; document: string; scope: string }
  | { kind: 'denied'; document: string; reason: string }
  | { kind: 'step1' | 'step2' | 'update'; document: string; bytes: Uint8Array }
  | { kind: 'status'; document: string; accepted: boolean }
  | { kind: 'reload'; document: string; major: number }
  | { kind: 'refusal'; document: string; code: string }
  | { kind: 'committed'; document: string; seq: number }
  | { kind: 'presence'; document: string; states: { clientId: number; clock: number; state: unknown }[] }
  | { kind: 'moves'; document: string; moves: Moves }
  | { kind: 'ping' }
  | { kind: 'pong' }
  | { kind: 'closed'; code: number; reason: string };

/**
 * Both ends of a socket in memory, and a client that speaks the protocol by hand: it says exactly what a test
 * tells it to and keeps everything it heard.
 */
export class WireClient implements SyncSocket {
  readonly heard: Heard[] = [];
  bufferedAmount = 0;
  closed: { code: number; reason: string } | null = null;
  /** What it believes the document to be; only updated by what it hears. */
  readonly doc = new Y.Doc();
  readonly #messageListeners: ((data: SocketData, isBinary: boolean) => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #waiting: { wanted: (frame: Heard) => boolean; resolve: (frame: Heard) => void }[] = [];

  // The hub's side.

  on(event: string, listener: (...given: never[]) => void): void {
    // SyncSocket's overloads can't be told apart here; the names can.
    if (event === 'message')
      this.#messageListeners.push(listener as (data: SocketData, isBinary: boolean) => void);
    if (event === 'close') this.#closeListeners.push(listener);
  }

  send(frame: Uint8Array): void {
    if (this.closed) throw new Error('sent after close');
    this.#take(read(frame));
  }

  close(code: number, reason: string): void {
    if (this.closed) throw new Error('closed twice');
    this.closed = { code, reason };
    this.#take({ kind: 'closed', code, reason });
  }

  // The client's side.

  say(frame: Uint8Array, isBinary = true): void {
    for (const listener of this.#messageListeners) listener(frame, isBinary);
  }

  hangUp(): void {
    for (const listener of this.#closeListeners) listener();
  }

  authenticate(document: string, token: string): void {
    this.say(
      framed(document, messageTypes.auth, (encoder) => {
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, token);
        encoding.writeVarString(encoder, '4.7.0');
      }),
    );
  }

  step1(document: string, stateVector = Y.encodeStateVector(this.doc)): void {
    this.say(syncFrame(document, syncTypes.step1, stateVector));
  }

  step2(document: string, update: Uint8Array): void {
    this.say(syncFrame(document, syncTypes.step2, update));
  }

  update(document: string, update: Uint8Array): void {
    this.say(syncFrame(document, syncTypes.update, update));
  }

  presence(document: string, states: { clientId: number; state: unknown }[]): void {
    this.say(
      presenceFrame(
        document,
        states.map(({ clientId, state }) => [clientId, JSON.stringify(state)]),
      ),
    );
  }

  heartbeat(document: string, seq: number, doc = this.doc): void {
    const stateVector = Buffer.from(Y.encodeStateVector(doc)).toString('base64');
    this.stateless(
      document,
      JSON.stringify({ type: 'heartbeat', seq, stateVector, deletes: deletedDigest(doc) }),
    );
  }

  stateless(document: string, text: string): void {
    this.say(framed(document, messageTypes.stateless, (encoder) => encoding.writeVarString(encoder, text)));
  }

  leave(document: string): void {
    this.say(framed(document, messageTypes.close, () => {}));
  }

  /** Token, step 1 and the answer to them. */
  async open(document: string, token: string): Promise<void> {
    this.authenticate(document, token);
    this.step1(document);
    await this.next((frame) => frame.kind === 'committed');
  }

  /** The first frame of this kind, heard already or still to come, that was not asked for before. */
  next(wanted: (frame: Heard) => boolean): Promise<Heard> {
    const index = this.heard.findIndex((frame) => !this.#seen.has(frame) && wanted(frame));
    const found = this.heard[index];
    if (found) {
      this.#seen.add(found);
      return Promise.resolve(found);
    }
    return new Promise((resolve) => this.#waiting.push({ wanted, resolve }));
  }

  count(wanted: (frame: Heard) => boolean): number {
    return this.heard.filter(wanted).length;
  }

  get statuses(): boolean[] {
    return this.heard.flatMap((frame) => (frame.kind === 'status' ? [frame.accepted] : []));
  }

  get text(): string {
    return this.doc.getText('content').toJSON();
  }

  readonly #seen = new Set<Heard>();

  #take(frame: Heard): void {
    this.heard.push(frame);
    if (frame.kind === 'step2' || frame.kind === 'update') Y.applyUpdate(this.doc, frame.bytes, 'hub');
    const index = this.#waiting.findIndex(({ wanted }) => wanted(frame));
    if (index < 0) return;
    const [waiting] = this.#waiting.splice(index, 1);
    this.#seen.add(frame);
    waiting?.resolve(frame);
  }
}

export function framed(
  document: string,
  type: number,
  write: (encoder: encoding.Encoder) => void,
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, document);
    encoding.writeVarUint(encoder, type);
    write(encoder);
  });
}

export function syncFrame(document: string, type: number, payload: Uint8Array): Uint8Array {
  return framed(document, messageTypes.sync, (encoder) => {
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint8Array(encoder, payload);
  });
}

export function presenceFrame(document: string, states: readonly (readonly [number, string])[]): Uint8Array {
  const payload = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const [clientId, json] of states) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, json);
    }
  });
  return framed(document, messageTypes.awareness, (encoder) => encoding.writeVarUint8Array(encoder, payload));
}

function read(bytes: Uint8Array): Heard {
  if (bytes.length === 1) return { kind: bytes[0] === messageTypes.ping ? 'ping' : 'pong' };
  const decoder = decoding.createDecoder(bytes);
  const document = decoding.readVarString(decoder);
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case messageTypes.sync: {
      const kinds = ['step1', 'step2', 'update'] as const;
      const kind = kinds[decoding.readVarUint(decoder)] ?? 'update';
      return { kind, document, bytes: Uint8Array.from(decoding.readVarUint8Array(decoder)) };
    }
    case messageTypes.auth: {
      const answer = decoding.readVarUint(decoder);
      const text = decoding.readVarString(decoder);
      return answer === 2
        ? { kind: 'authenticated', document, scope: text }
        : { kind: 'denied', document, reason: text };
    }
    case messageTypes.syncStatus:
      return { kind: 'status', document, accepted: decoding.readVarInt(decoder) === 1 };
    case messageTypes.stateless: {
      const text = decoding.readVarString(decoder);
      const moves = readMoves(text);
      if (moves) return { kind: 'moves', document, moves };
      const message: unknown = JSON.parse(text);
      if (typeof message === 'object' && message && 'major' in message)
        return { kind: 'reload', document, major: Number(message.major) };
      if (typeof message === 'object' && message && 'code' in message)
        return { kind: 'refusal', document, code: String(message.code) };
      if (typeof message !== 'object' || !message || !('seq' in message))
        throw new Error('unknown stateless message');
      return { kind: 'committed', document, seq: Number(message.seq) };
    }
    case messageTypes.awareness: {
      const states = decoding.createDecoder(decoding.readVarUint8Array(decoder));
      const count = decoding.readVarUint(states);
      return {
        kind: 'presence',
        document,
        states: Array.from({ length: count }, () => ({
          clientId: decoding.readVarUint(states),
          clock: decoding.readVarUint(states),
          state: JSON.parse(decoding.readVarString(states)) as unknown,
        })),
      };
    }
    default:
      throw new Error(`the hub sent a message of type ${type}`);
  }
}
