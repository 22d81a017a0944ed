import * as Y from 'yjs';
import { hash32, repairIds } from './identity.js';

/**
 * What merging made of honest edits is put right, not refused: two blocks that ended up with one id, ids where none belong. Changes
 * the document and returns the update that does the same elsewhere, null when all is well. The same state gives the same
 * bytes on every node, under a client id that is derived from it and that nobody has used.
 */
export function repair(doc: Y.Doc): Uint8Array | null {
  return asServer(doc, 'repair', () => void repairIds(doc));
}

/**
 * Runs `change` as a Yjs client that nobody is, chosen by what is there: the update has the same bytes wherever the same
 * is done to the same state. Null when nothing changed.
 */
export function asServer(doc: Y.Doc, reason: string, change: () => void): Uint8Array | null {
  const own = doc.clientID;
  const updates: Uint8Array[] = [];
  const hear = (update: Uint8Array): void => void updates.push(update);
  doc.on('update', hear);
  doc.clientID = freshClient(doc, reason);
  try {
    doc.transact(change);
  } finally {
    doc.off('update', hear);
    doc.clientID = own;
  }
  return updates.length === 0 ? null : Y.mergeUpdates(updates);
}

function freshClient(doc: Y.Doc, reason: string): number {
  const state = [...Y.decodeStateVector(Y.encodeStateVector(doc))]
    .sort(([one], [other]) => one - other)
    .map(([client, clock]) => `${client}:${clock}`)
    .join(' ');
  for (let attempt = 0; ; attempt += 1) {
    const client = hash32(`${reason} ${attempt} ${state}`);
    if (Y.getState(doc.store, client) === 0) return client;
  }
}
