import * as Y from 'yjs';
import { clocksOf } from './clocks.js';
import { deletedDigest, digestOf } from './digest.js';
import { Frontier } from './admission.js';
import type { Grammar } from './grammar.js';

const nothing = Uint8Array.of(0);

/** Below this a snapshot is made anew after each change; above, rows pile up behind it for a while. */
const smallSnapshot = 16 * 1024;

/** Milliseconds between two looks at how large a document has become that seems to be full. */
const measureEvery = 5000;

/** The state as bytes: `snapshot`, and what was committed after it was taken, merged. */
export type WholeState = { snapshot: Uint8Array; tail: Uint8Array | null };

/**
 * The committed state of one document in memory, and the `seq` of the last row in it.
 *
 * A long document stays the bytes that the log gave for as long as it is only read: the structure takes ten times the
 * memory, and a tenth of a second to build. It is built for the first write, and given up when writing has ended.
 */
export class Replica {
  /** Null while the snapshot and the rows behind it are all there is. */
  #doc: Y.Doc | null = null;
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
  readonly #onIncomplete: () => void;

  /** `onIncomplete`: rows could not be placed because an earlier one is missing. A damaged log. */
  constructor(onIncomplete: () => void) {
    this.#onIncomplete = onIncomplete;
  }

  get seq(): number {
    return this.#seq;
  }

  /** False while the state is bytes that nobody has looked into. */
  get structured(): boolean {
    return this.#doc !== null;
  }

  frontier(grammar?: Grammar | null): Frontier {
    return new Frontier(this.#structure(), grammar);
  }

  /** How many clients have written in it. */
  get clients(): number {
    return this.#structure().store.clients.size;
  }

  /** The first clock of this client that is not committed. */
  clockOf(clientId: number): number {
    return Y.getState(this.#structure().store, clientId);
  }

  /** Begins with what the log holds: a snapshot first, if there is one, then the rows after it. */
  load(updates: readonly Uint8Array[], seq: number): void {
    const [first, ...rest] = updates;
    if (first && first.length >= smallSnapshot && bytesOf(rest) * 10 <= first.length) {
      this.#snapshot = first;
      this.#rows = rest;
      this.#rowBytes = bytesOf(rest);
      this.#size = first.length + this.#rowBytes;
      this.#seq = seq;
    } else {
      this.apply(updates, seq);
      this.#structure();
    }
  }

  /** Takes rows of the log. `seq` is that of the last one; leave it out while rows before them are missing. */
  apply(rows: readonly Uint8Array[], seq = this.#seq): void {
    if (rows.length > 0) {
      if (this.#doc) applyAll(this.#doc, rows);
      this.#size += bytesOf(rows);
      this.#stateVector = null;
      this.#nothingNew = null;
      this.#deletes = null;
      this.#tail = null;
      for (const row of rows) this.#rows.push(row);
      this.#rowBytes += bytesOf(rows);
      this.#renewIfWorth();
    }
    this.#seq = seq;
  }

  stateVector(): Uint8Array {
    this.#stateVector ??= this.#doc ? Y.encodeStateVector(this.#doc) : this.#vectorOfBytes();
    return this.#stateVector;
  }

  /**
   * Everything, for someone who has nothing. The same snapshot serves everyone who comes until a tenth of its
   * size was written after it, so that a crowd that joins while people type costs no encoding each.
   */
  whole(): WholeState {
    this.#snapshot ??= Y.encodeStateAsUpdate(this.#structure(), nothing);
    if (this.#rows.length > 0) this.#tail ??= Y.mergeUpdates(this.#rows);
    return { snapshot: this.#snapshot, tail: this.#tail };
  }

  /** The same bytes lie in something that is kept anyway: they are kept there only. */
  snapshotLiesIn(view: Uint8Array): void {
    this.#snapshot = view;
  }

  /** What someone with all insertions may lack: the deletions. Null until somebody asked for it. */
  get nothingNew(): Uint8Array | null {
    return this.#nothingNew;
  }

  /** What a client with this state vector lacks. Those who come back up to date share their answer. */
  missing(stateVector: Uint8Array): Uint8Array {
    if (!sameBytes(stateVector, this.stateVector())) {
      return Y.encodeStateAsUpdate(this.#structure(), stateVector);
    }
    if (!this.#doc && this.#snapshot && this.#rows.length === 0) {
      this.#nothingNew ??= Y.diffUpdate(this.#snapshot, stateVector);
    }
    this.#nothingNew ??= Y.encodeStateAsUpdate(this.#structure(), stateVector);
    return this.#nothingNew;
  }

  /**
   * Is the update what a client with exactly this state answers to step 1: no structs, and all deletions? Every
   * client that opens a document says that; it shall not cost the structure. False if it takes a closer look.
   */
  echoes(update: Uint8Array): boolean {
    if (!this.#doc && this.#rows.length === 0) this.missing(this.stateVector());
    return this.#nothingNew !== null && sameBytes(update, this.#nothingNew);
  }

  /** Is exactly this inserted and deleted? (`deletes`: see `deletedDigest`.) */
  holds(stateVector: Uint8Array, deletes: string): boolean {
    if (!sameBytes(stateVector, this.stateVector())) return false;
    if (!this.#doc && this.#snapshot && this.#rows.length === 0) {
      this.#deletes ??= digestOf(Y.decodeUpdate(this.#snapshot).ds.clients);
      if (deletes === this.#deletes) return true;
      // Bytes need not say what is deleted because something around it is.
      this.#deletes = null;
    }
    this.#deletes ??= deletedDigest(this.#structure());
    return deletes === this.#deletes;
  }

  /** Is there room for so many bytes more? `now` is the time in milliseconds. */
  fits(bytes: number, limit: number, now: number): boolean {
    if (this.#size + bytes <= limit) return true;
    // Encoding a document of that size takes long, so nobody may have it done again and again.
    if (now - this.#measuredAt < measureEvery) return false;
    this.#measuredAt = now;
    this.#size = Y.encodeStateAsUpdate(this.#structure(), nothing).length;
    return this.#size + bytes <= limit;
  }

  /** Back to bytes, where they are much less than the structure: nobody has needed it for a while. */
  rest(): void {
    const doc = this.#doc;
    if (!doc || this.#size < smallSnapshot || isIncomplete(doc)) return;
    if (!this.#snapshot || this.#rows.length > 0) {
      const snapshot = Y.encodeStateAsUpdate(doc, nothing);
      this.#size = snapshot.length;
      if (snapshot.length < smallSnapshot) return;
      this.#snapshot = snapshot;
      this.#forgetRows();
    }
    doc.destroy();
    this.#doc = null;
  }

  destroy(): void {
    this.#snapshot = null;
    this.#forgetRows();
    this.#doc?.destroy();
  }

  #structure(): Y.Doc {
    if (!this.#doc) {
      const doc = new Y.Doc();
      applyAll(doc, this.#snapshot ? [this.#snapshot, ...this.#rows] : this.#rows);
      this.#doc = doc;
      this.#deletes = null;
      if (!this.#snapshot) this.#forgetRows();
      if (isIncomplete(doc)) this.#onIncomplete();
    }
    return this.#doc;
  }

  #vectorOfBytes(): Uint8Array {
    if (!this.#snapshot) return Y.encodeStateVector(this.#structure());
    const clocks = clocksOf(this.#snapshot);
    const { tail } = this.whole();
    // Committed rows join up with what was there before.
    if (tail) for (const [client, end] of Y.parseUpdateMeta(tail).to) clocks.set(client, end);
    return Y.encodeStateVector(clocks);
  }

  /** Keeps the snapshot while what came after it is small beside it. */
  #renewIfWorth(): void {
    const kept = this.#snapshot?.length ?? 0;
    if (kept >= smallSnapshot && this.#rowBytes * 10 <= kept) return;
    this.#structure();
    this.#snapshot = null;
    this.#forgetRows();
  }

  #forgetRows(): void {
    this.#rows = [];
    this.#rowBytes = 0;
    this.#tail = null;
  }
}

function applyAll(doc: Y.Doc, rows: readonly Uint8Array[]): void {
  doc.transact((transaction) => {
    for (const row of rows) Y.applyUpdate(doc, row);
    // After a remote transaction Yjs tidies formatting up by deleting marks. Here nobody would write that
    // to the log, and a client's own tidying would then be trimmed as known: memory and log would differ.
    transaction.local = true;
  });
}

const isIncomplete = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null;

function bytesOf(rows: readonly Uint8Array[]): number {
  let bytes = 0;
  for (const { length } of rows) bytes += length;
  return bytes;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
