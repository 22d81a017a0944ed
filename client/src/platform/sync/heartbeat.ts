import { deletedDigest } from '@concord/sync/digest';
import * as Y from 'yjs';

/** The hub reads no longer message. Thousands of windows must have written in a document before it comes to that. */
const longest = 48 * 1024;

/** What is here at `seq`, for the server to compare with its log (SY23); null when it does not fit into a message. */
export function heartbeatOf(doc: Y.Doc, seq: number): string | null {
  const stateVector = base64(Y.encodeStateVector(doc));
  const beat = JSON.stringify({ type: 'heartbeat', seq, stateVector, deletes: deletedDigest(doc) });
  return beat.length > longest ? null : beat;
}

function base64(bytes: Uint8Array): string {
  return btoa([...bytes].map((byte) => String.fromCodePoint(byte)).join(''));
}
