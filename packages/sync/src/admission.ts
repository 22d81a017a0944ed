import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { normalise, subtract, type Range } from './ranges.js';
import type { Grammar } from './grammar.js';
import { Places } from './places.js';
import { scanUpdate, type Dependency, type Struct, type StructRun, type UpdateShape } from './scan.js';

/** What an update adds to what is committed. */
export type Admission =
  /** Nothing: all of it is there already. */
  | { kind: 'known' }
  /** It builds on structs that are neither committed nor part of it. */
  | { kind: 'gap' }
  /** Yjs would take it, and everybody fail at it later (see `Places`). */
  | { kind: 'impossible' }
  /** `rest` is the update without what is there already, deletions included. */
  | {
      kind: 'new';
      rest: Uint8Array;
      clocks: Map<number, number>;
      deletes: Map<number, Range[]>;
      /** Neighbours that Yjs may have to look at to place what is new (see `Places`). */
      steps: number;
    };

/**
 * The edge of what is known about a document: the committed state plus what was staged for the commit being
 * prepared. Decides by ids alone; never touches the document.
 */
export class Frontier {
  readonly #doc: Y.Doc;
  readonly #clocks = new Map<number, number>();
  readonly #deletes = new Map<number, Range[]>();
  readonly #places: Places;

  constructor(committed: Y.Doc, grammar: Grammar | null = null) {
    this.#doc = committed;
    this.#places = new Places(committed, grammar);
  }

  admit(update: Uint8Array, shape: UpdateShape): Admission {
    this.#places.begin();
    const clocks = this.#settle(shape.runs);
    const { steps } = this.#places;
    if (typeof clocks === 'string') return { kind: clocks };
    const deletes = new Map<number, Range[]>();
    let deletesTrimmed = !shape.deletesInOrder;
    for (const [client, ranges] of shape.deletes) {
      const known = clocks.get(client) ?? this.#clockOf(client);
      if (ranges.some((range) => range.end > known)) return { kind: 'gap' };
      const rest = this.#undeleted(client, ranges);
      if (rest.length > 0) deletes.set(client, rest);
      if (!sameRanges(rest, ranges)) deletesTrimmed = true;
    }
    if (clocks.size === 0 && deletes.size === 0) return { kind: 'known' };
    const structsTrimmed = shape.runs.some((run) => run.start < this.#clockOf(run.client));
    if (!structsTrimmed && !deletesTrimmed) return { kind: 'new', rest: update, clocks, deletes, steps };
    const structs = structsTrimmed
      ? structBytes(Y.diffUpdate(update, this.#stateVectorFor(shape.runs)))
      : update.subarray(0, shape.deletesAt);
    return { kind: 'new', rest: withDeletes(structs, deletes), clocks, deletes, steps };
  }

  /** From now on the update counts as known, as if it were committed. */
  stage(admission: Extract<Admission, { kind: 'new' }>, shape: UpdateShape): void {
    this.#places.stage(shape.runs);
    for (const [client, clock] of admission.clocks) this.#clocks.set(client, clock);
    for (const [client, ranges] of admission.deletes) {
      this.#deletes.set(client, normalise([...(this.#deletes.get(client) ?? []), ...ranges]));
    }
  }

  #clockOf(client: number): number {
    return this.#clocks.get(client) ?? Y.getState(this.#doc.store, client);
  }

  #stateVectorFor(runs: readonly StructRun[]): Uint8Array {
    return Y.encodeStateVector(new Map(runs.map(({ client }) => [client, this.#clockOf(client)])));
  }

  /**
   * Walks the runs in an order in which each struct finds what it needs, as Yjs will. Returns the clock each
   * client with something new will have, or why there is no such order.
   *
   * A run that needs another one waits on a stack while the other advances just far enough; two runs that wait
   * for each other therefore meet on the stack. Linear in the number of structs.
   */
  #settle(runs: readonly StructRun[]): Map<number, number> | 'gap' | 'impossible' {
    const clocks = new Map<number, number>();
    const clockOf = (client: number) => clocks.get(client) ?? this.#clockOf(client);
    const missing = (client: number, need: Dependency | null) =>
      need && need.client !== client && need.clock >= clockOf(need.client) ? need : null;
    const tracks = new Map(runs.map((run) => [run.client, { run, next: 0, until: 0, waiting: false }]));
    for (const track of tracks.values()) {
      const stack: Track[] = [];
      const start = (other: Track, until: number) => {
        other.until = until;
        other.waiting = true;
        stack.push(other);
      };
      start(track, Infinity);
      for (let top = stack.at(-1); top; top = stack.at(-1)) {
        const { client, structs } = top.run;
        const clock = clockOf(client);
        const struct = structs[top.next];
        if (!struct || clock > top.until) {
          if (clock <= top.until && top.until !== Infinity) return 'gap'; // ended before reaching what is needed
          top.waiting = false;
          stack.pop();
          continue;
        }
        if (struct.end > clock) {
          if (struct.gap || struct.clock > clock) return 'gap';
          if (struct.clock < clock) continueAt(struct, client, clock);
          const { left, right, parent } = struct;
          const need = missing(client, left) ?? missing(client, right) ?? missing(client, parent);
          if (need) {
            const other = tracks.get(need.client);
            if (!other || other.waiting) return 'gap';
            start(other, need.clock);
            continue;
          }
          if (!this.#places.allow(struct, (other) => tracks.get(other)?.run)) return 'impossible';
          clocks.set(client, struct.end);
        }
        top.next += 1;
      }
    }
    return clocks;
  }

  /** The parts of `ranges` that are still there: neither deleted in the document nor in what was staged. */
  #undeleted(client: number, ranges: readonly Range[]): Range[] {
    const structs = this.#doc.store.clients.get(client) ?? [];
    const committed = Y.getState(this.#doc.store, client);
    const live: Range[] = [];
    for (const range of ranges) {
      const end = Math.min(range.end, committed);
      if (range.start < end) {
        let index = Y.findIndexSS(structs, range.start);
        for (let struct = structs[index]; struct && struct.id.clock < end; struct = structs[index]) {
          const start = Math.max(struct.id.clock, range.start);
          if (!struct.deleted) live.push({ start, end: Math.min(struct.id.clock + struct.length, end) });
          index += 1;
        }
      }
      if (range.end > committed) live.push({ start: Math.max(range.start, committed), end: range.end });
    }
    return subtract(normalise(live), this.#deletes.get(client) ?? []);
  }
}

type Track = { run: StructRun; next: number; until: number; waiting: boolean };

/**
 * Yjs puts what is new of a half-known struct behind the half that is there, wherever the struct says that it stands: a
 * forger may have begun it elsewhere.
 */
function continueAt(struct: Struct, client: number, clock: number): void {
  struct.left = { client, clock: clock - 1 };
  struct.parent = null;
}

function sameRanges(a: readonly Range[], b: readonly Range[]): boolean {
  return (
    a.length === b.length &&
    a.every((range, index) => range.start === b[index]?.start && range.end === b[index]?.end)
  );
}

function structBytes(update: Uint8Array): Uint8Array {
  return update.subarray(0, scanUpdate(update).deletesAt);
}

/** Yjs writes the higher client first; so does this, to give the same bytes for the same content. */
function withDeletes(structs: Uint8Array, deletes: ReadonlyMap<number, Range[]>): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, structs);
    encoding.writeVarUint(encoder, deletes.size);
    for (const [client, ranges] of [...deletes].sort(([a], [b]) => b - a)) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, ranges.length);
      for (const { start, end } of ranges) {
        encoding.writeVarUint(encoder, start);
        encoding.writeVarUint(encoder, end - start);
      }
    }
  });
}
