import * as buffer from 'lib0/buffer';
import { Malformed } from './bytes.js';
import { checkStateVector } from './frames.js';

/** What a client believes to hold: all up to `seq`, and nothing else. */
export type Heartbeat = { seq: number; stateVector: Uint8Array; deletes: string };

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Null for anything else a client may say without state. Throws `Malformed` for a heartbeat that is none. */
export function readHeartbeat(text: string): Heartbeat | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null; // stateless messages of others are none of our business
  }
  if (typeof said !== 'object' || said === null || !('type' in said) || said.type !== 'heartbeat')
    return null;
  if (!('seq' in said && 'stateVector' in said && 'deletes' in said)) throw new Malformed('half a heartbeat');
  const { seq, stateVector, deletes } = said;
  if (typeof seq !== 'number' || typeof stateVector !== 'string' || typeof deletes !== 'string') {
    throw new Malformed('half a heartbeat');
  }
  if (!base64.test(stateVector)) throw new Malformed('not base64');
  const bytes = buffer.fromBase64(stateVector);
  checkStateVector(bytes);
  return { seq, stateVector: bytes, deletes };
}
