import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/**
 * What is deleted in a document, as 16 hex digits. Deletions have no clock, so two documents with the same state
 * vector may differ in them. Equal deletions give equal digits, whoever computes them; this finds faults, it does
 * not withstand anybody who wants two documents to look alike.
 */
export function deletedDigest(doc: Y.Doc): string {
  return digestOf(Y.createDeleteSetFromStructStore(doc.store).clients);
}

/** Of ranges that are sorted and joined. */
export function digestOf(clients: ReadonlyMap<number, readonly { clock: number; len: number }[]>): string {
  const bytes = encoding.encode((encoder) => {
    for (const [client, ranges] of [...clients].toSorted(([a], [b]) => a - b)) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, ranges.length);
      for (const { clock, len } of ranges) {
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarUint(encoder, len);
      }
    }
  });
  return hash(bytes, 0x811c9dc5) + hash(bytes, 0x9e3779b9);
}

/** FNV-1a. */
function hash(bytes: Uint8Array, start: number): string {
  let value = start;
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
