import { ByteReader, Malformed } from './bytes.js';
import type { Limits } from './limits.js';

/** Types of message on the wire; the numbers are Hocuspocus 4's. */
export const messageTypes = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  stateless: 5,
  close: 7,
  syncStatus: 8,
  ping: 9,
  pong: 10,
} as const;

export const syncTypes = { step1: 0, step2: 1, update: 2 } as const;

export const authTypes = { token: 0, permissionDenied: 1, authenticated: 2 } as const;

/** One client's presence as the client sent it: `json` is not parsed yet. */
export type PresenceClaim = { clientId: number; json: string };

/** What a client can say about a document. `change` is a Step2 or an Update: both are written and acknowledged. */
export type DocumentFrame =
  | { kind: 'auth'; document: string; token: string }
  | { kind: 'step1'; document: string; stateVector: Uint8Array }
  | { kind: 'change'; document: string; update: Uint8Array }
  | { kind: 'presence'; document: string; claims: PresenceClaim[] }
  | { kind: 'queryPresence'; document: string }
  | { kind: 'stateless'; document: string; text: string }
  | { kind: 'close'; document: string };

export type Frame = { kind: 'ping' } | { kind: 'pong' } | DocumentFrame;

/** Throws `Malformed` for anything a client of this protocol would not send. */
export function readFrame(bytes: Uint8Array, limits: Limits): Frame {
  // Ping and pong belong to the socket, so they carry no document name: one byte is all there is.
  if (bytes.length === 1) {
    if (bytes[0] === messageTypes.ping) return { kind: 'ping' };
    if (bytes[0] === messageTypes.pong) return { kind: 'pong' };
  }
  const reader = new ByteReader(bytes);
  const document = reader.varString(limits.documentNameBytes);
  const frame = readMessage(reader, document, limits);
  reader.end();
  return frame;
}

function readMessage(reader: ByteReader, document: string, limits: Limits): DocumentFrame {
  const type = reader.varUint();
  switch (type) {
    case messageTypes.sync:
      return readSync(reader, document);
    case messageTypes.awareness:
      return { kind: 'presence', document, claims: readClaims(reader.varBytes(), limits) };
    case messageTypes.auth:
      return readAuth(reader, document, limits);
    case messageTypes.queryAwareness:
      return { kind: 'queryPresence', document };
    case messageTypes.stateless:
      return { kind: 'stateless', document, text: reader.varString(limits.statelessBytes) };
    case messageTypes.close:
      if (reader.left > 0) reader.varBytes(); // some versions give a reason
      return { kind: 'close', document };
    default:
      throw new Malformed('unknown message type');
  }
}

function readSync(reader: ByteReader, document: string): DocumentFrame {
  const type = reader.varUint();
  const payload = reader.varBytes();
  switch (type) {
    case syncTypes.step1:
      checkStateVector(payload);
      return { kind: 'step1', document, stateVector: payload };
    case syncTypes.step2:
    case syncTypes.update:
      return { kind: 'change', document, update: payload };
    default:
      throw new Malformed('unknown sync message');
  }
}

/** Throws `Malformed` for a state vector that Yjs could not read to its end. */
export function checkStateVector(bytes: Uint8Array): void {
  const reader = new ByteReader(bytes);
  for (let left = reader.count(); left > 0; left -= 1) {
    reader.varUint();
    reader.varUint();
  }
  reader.end();
}

function readAuth(reader: ByteReader, document: string, limits: Limits): DocumentFrame {
  if (reader.varUint() !== authTypes.token) throw new Malformed('unknown auth message');
  const token = reader.varString(limits.tokenBytes);
  if (reader.left > 0) reader.varBytes(); // the provider's version
  return { kind: 'auth', document, token };
}

function readClaims(bytes: Uint8Array, limits: Limits): PresenceClaim[] {
  const reader = new ByteReader(bytes);
  const claims: PresenceClaim[] = [];
  for (let left = reader.count(); left > 0; left -= 1) {
    const clientId = reader.varUint();
    reader.varUint(); // the client's own count of changes; the hub keeps its own
    claims.push({ clientId, json: reader.varString(limits.presenceBytes) });
  }
  reader.end();
  return claims;
}
