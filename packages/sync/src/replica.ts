import * as Y from 'yjs';
import { Frontier } from './admission.js';

const nothing = Uint8Array.of(0);

/** The committed state of one document in memory, and the `seq` of the last row in it. */
export class Replica {
  readonly #doc: Y.Doc;
  #seq = 0;
  #whole: Uint8Array | null = null;

  constructor() {
    this.#doc = new Y.Doc();
  }

  get seq(): number {
    return this.#seq;
  }

  /** Rows that could not be placed because an earlier one is missing: a damaged log. */
  get incomplete(): boolean {
    return this.#doc.store.pendingStructs !== null || this.#doc.store.pendingDs !== null;
  }

  frontier(): Frontier {
    return new Frontier(this.#doc);
  }

  /** The first clock of this client that is not committed. */
  clockOf(clientId: number): number {
    return Y.getState(this.#doc.store, clientId);
  }

  /** Takes rows of the log. `seq` is that of the last one; leave it out while rows before them are missing. */
  apply(rows: readonly Uint8Array[], seq = this.#seq): void {
    if (rows.length > 0) {
      this.#whole = null;
      this.#doc.transact((transaction) => {
        for (const row of rows) Y.applyUpdate(this.#doc, row);
        // After a remote transaction Yjs tidies formatting up by deleting marks. Here nobody would write that
        // to the log, and a client's own tidying would then be trimmed as known: memory and log would differ.
        transaction.local = true;
      });
    }
    this.#seq = seq;
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#doc);
  }

  /** What a client with this state vector lacks. A fresh client gets the same bytes as the one before it. */
  missing(stateVector: Uint8Array): Uint8Array {
    if (stateVector.length === 1 && stateVector[0] === 0) {
      this.#whole ??= Y.encodeStateAsUpdate(this.#doc, nothing);
      return this.#whole;
    }
    return Y.encodeStateAsUpdate(this.#doc, stateVector);
  }

  destroy(): void {
    this.#doc.destroy();
  }
}
