import * as Y from 'yjs';
import { scanUpdate } from './scan.js';

/**
 * Tries an update out where it holds nobody up, before it is stored and everybody has to apply it. A worker in the server; in
 * process for tests.
 */
export interface Rehearsal {
  /**
   * Applies the updates to a document that holds `state`. False if that took too long or too much memory.
   * Rejects when it can't be told.
   */
  passes(state: readonly Uint8Array[], updates: readonly Uint8Array[]): Promise<boolean>;
}

/**
 * How long it takes to apply the insertions, by `clock`. Deletions are not counted: deleting a long text takes long and
 * everybody may.
 */
export function rehearse(
  state: readonly Uint8Array[],
  updates: readonly Uint8Array[],
  clock: () => number,
): number {
  const doc = new Y.Doc();
  apply(doc, state);
  let took = 0;
  for (const update of updates) {
    const { deletesAt } = scanUpdate(update);
    const insertions = new Uint8Array(deletesAt + 1); // no deletions
    insertions.set(update.subarray(0, deletesAt));
    const began = clock();
    apply(doc, [insertions]);
    took += clock() - began;
    apply(doc, [update]);
  }
  doc.destroy();
  return took;
}

function apply(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update);
    transaction.local = true;
  });
}
