import * as Y from 'yjs';
import { deletedDigest } from './digest.js';
import { Frontier } from './admission.js';
import type { Grammar } from './grammar.js';

const nothing = Uint8Array.of(0);

/** Below this a snapshot is made anew after each change; above, rows pile up behind it for a while. */
const smallSnapshot = 16 * 1024;

/** Milliseconds between two looks at how large a document has become that seems to be full. */
const measureEvery = 5000;

/** The state as bytes: `snapshot`, and what was committed after it was taken, merged. */
export type WholeState = { snapshot: Uint8Array; tail: Uint8Array | null };

/** The committed state of one document in memory, and the `seq` of the last row in it. */
export class Replica {
  readonly #doc: Y.Doc;
  #seq = 0;
  #snapshot: Uint8Array | null = null;
  #rows: Uint8Array[] = [];
  #rowBytes = 0;
  #tail: Uint8Array | null = null;
  #stateVector: Uint8Array | null = null;
  #nothingNew: Uint8Array | null = null;
  #deletes: string | null = null;
  /** At least what the state takes encoded: rows only add to it until it is measured again. */
  #size = 0;
  #measuredAt = -Infinity;

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

  frontier(grammar?: Grammar | null): Frontier {
    return new Frontier(this.#doc, grammar);
  }

  /** The first clock of this client that is not committed. */
  clockOf(clientId: number): number {
    return Y.getState(this.#doc.store, clientId);
  }

  /** Takes rows of the log. `seq` is that of the last one; leave it out while rows before them are missing. */
  apply(rows: readonly Uint8Array[], seq = this.#seq): void {
    if (rows.length > 0) {
      this.#doc.transact((transaction) => {
        for (const row of rows) Y.applyUpdate(this.#doc, row);
        // After a remote transaction Yjs tidies formatting up by deleting marks. Here nobody would write that
        // to the log, and a client's own tidying would then be trimmed as known: memory and log would differ.
        transaction.local = true;
      });
      for (const { length } of rows) this.#size += length;
      this.#stateVector = null;
      this.#nothingNew = null;
      this.#deletes = null;
      this.#follow(rows);
    }
    this.#seq = seq;
  }

  stateVector(): Uint8Array {
    this.#stateVector ??= Y.encodeStateVector(this.#doc);
    return this.#stateVector;
  }

  /**
   * Everything, for someone who has nothing. The same snapshot serves everyone who comes until a tenth of its
   * size was written after it, so that a crowd that joins while people type costs no encoding each.
   */
  whole(): WholeState {
    this.#snapshot ??= Y.encodeStateAsUpdate(this.#doc, nothing);
    if (this.#rows.length > 0) this.#tail ??= Y.mergeUpdates(this.#rows);
    return { snapshot: this.#snapshot, tail: this.#tail };
  }

  /** What someone with all insertions may lack: the deletions. Null until somebody asked for it. */
  get nothingNew(): Uint8Array | null {
    return this.#nothingNew;
  }

  /** What a client with this state vector lacks. Those who come back up to date share their answer. */
  missing(stateVector: Uint8Array): Uint8Array {
    if (sameBytes(stateVector, this.stateVector())) {
      this.#nothingNew ??= Y.encodeStateAsUpdate(this.#doc, stateVector);
      return this.#nothingNew;
    }
    return Y.encodeStateAsUpdate(this.#doc, stateVector);
  }

  /** Is exactly this inserted and deleted? (`deletes`: see `deletedDigest`.) */
  holds(stateVector: Uint8Array, deletes: string): boolean {
    if (!sameBytes(stateVector, this.stateVector())) return false;
    this.#deletes ??= deletedDigest(this.#doc);
    return deletes === this.#deletes;
  }

  /** Is there room for so many bytes more? `now` is the time in milliseconds. */
  fits(bytes: number, limit: number, now: number): boolean {
    if (this.#size + bytes <= limit) return true;
    // Encoding a document of that size takes long, so nobody may have it done again and again.
    if (now - this.#measuredAt < measureEvery) return false;
    this.#measuredAt = now;
    this.#size = Y.encodeStateAsUpdate(this.#doc, nothing).length;
    return this.#size + bytes <= limit;
  }

  destroy(): void {
    this.#snapshot = null;
    this.#forgetTail();
    this.#doc.destroy();
  }

  /** Keeps the snapshot while what came after it is small beside it. */
  #follow(rows: readonly Uint8Array[]): void {
    if (!this.#snapshot) return;
    this.#tail = null;
    for (const row of rows) {
      this.#rows.push(row);
      this.#rowBytes += row.length;
    }
    if (this.#snapshot.length >= smallSnapshot && this.#rowBytes * 10 <= this.#snapshot.length) return;
    this.#snapshot = null;
    this.#forgetTail();
  }

  #forgetTail(): void {
    this.#rows = [];
    this.#rowBytes = 0;
    this.#tail = null;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
