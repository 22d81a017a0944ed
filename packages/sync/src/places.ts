import * as Y from 'yjs';
import type { Dependency, Struct, StructRun } from './scan.js';

/** Nodes inside nodes. Our documents use a dozen levels; Yjs recurses once per level to delete. */
const deepest = 64;

type Place = { keyed: boolean; depth: number };

/** Where garbage was collected, and where nothing is: whatever is put there becomes garbage itself. */
const nowhere: Place = { keyed: false, depth: 0 };

/**
 * Where in the tree structs stand, to refuse two things that Yjs takes without looking and fails at later, for
 * everybody and each time the log is read:
 *
 * - an attribute of several values: one of them can be deleted, the rest stays, and deleting the node throws;
 * - nodes so deep in each other that deleting the outermost overflows the stack.
 *
 * A struct seldom says where it is: it stands where the neighbours it was put beside stand.
 */
export class Places {
  readonly #doc: Y.Doc;
  /** Runs that are not committed yet but will be before what is asked about. */
  readonly #staged = new Map<number, StructRun[]>();

  constructor(committed: Y.Doc) {
    this.#doc = committed;
  }

  stage(runs: readonly StructRun[]): void {
    for (const run of runs) this.#staged.set(run.client, [...(this.#staged.get(run.client) ?? []), run]);
  }

  /**
   * Ask in an order in which neighbours come first: what is found out about a struct is kept with it. `runOf`
   * gives the runs of the same update.
   */
  allow(struct: Struct, runOf: (client: number) => StructRun | undefined): boolean {
    const neighbour = struct.left ?? struct.right;
    if (neighbour) {
      const { keyed, depth } = this.#placeOf(neighbour, runOf);
      struct.keyed = keyed;
      struct.depth = depth;
    } else {
      struct.depth = struct.parent ? this.#placeOf(struct.parent, runOf).depth + 1 : 1;
    }
    return !(struct.keyed && struct.several) && struct.depth <= deepest;
  }

  #placeOf({ client, clock }: Dependency, runOf: (client: number) => StructRun | undefined): Place {
    if (clock < Y.getState(this.#doc.store, client)) {
      const item: unknown = Y.getItem(this.#doc.store, Y.createID(client, clock));
      return item instanceof Y.Item ? { keyed: item.parentSub !== null, depth: depthOf(item) } : nowhere;
    }
    const own = runOf(client);
    for (const run of own ? [...(this.#staged.get(client) ?? []), own] : (this.#staged.get(client) ?? [])) {
      const struct = structAt(run, clock);
      if (struct) return struct;
    }
    return nowhere;
  }
}

function depthOf(item: Y.Item): number {
  let depth = 0;
  for (let at: Y.Item | null = item; at && depth <= deepest; depth += 1) {
    at = at.parent instanceof Y.AbstractType ? at.parent._item : null;
  }
  return depth;
}

function structAt({ structs }: StructRun, clock: number): Struct | null {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle];
    if (!struct) return null;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.end) low = middle + 1;
    else return struct;
  }
  return null;
}
