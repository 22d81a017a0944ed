import * as Y from 'yjs';
import { mayStand, type Grammar } from './grammar.js';
import type { Dependency, Node, Struct, StructRun } from './scan.js';

/** Nodes inside nodes. Our documents use a dozen levels; Yjs recurses once per level to delete. */
const deepest = 64;

type Place = { key: string | null; home: Node | null; depth: number };

/** Where garbage was collected, and where nothing is: whatever is put there becomes garbage itself. */
const nowhere: Place = { key: null, home: null, depth: 0 };

/**
 * Where in the tree structs stand, to refuse what Yjs takes without looking and everybody fails at later, each time the
 * log is read:
 *
 * - an attribute of several values: one of them can be deleted, the rest stays, and deleting the node throws;
 * - nodes so deep in each other that deleting the outermost overflows the stack;
 * - what the document's grammar has no place for, if it has a grammar.
 *
 * A struct seldom says where it is: it stands where the neighbours it was put beside stand.
 */
export class Places {
  readonly #doc: Y.Doc;
  readonly #grammar: Grammar | null;
  /** Runs that are not committed yet but will be before what is asked about. */
  readonly #staged = new Map<number, StructRun[]>();

  constructor(committed: Y.Doc, grammar: Grammar | null) {
    this.#doc = committed;
    this.#grammar = grammar;
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
      const { key, home, depth } = this.#placeOf(neighbour, runOf);
      struct.key = key;
      struct.home = home;
      struct.depth = depth;
    } else if (struct.parent) {
      const { node, depth } = this.#nodeAt(struct.parent, runOf);
      struct.home = node;
      struct.depth = depth + 1;
    } else {
      struct.depth = 1;
    }
    const { content, key, home, several, depth } = struct;
    if ((key !== null && several) || depth > deepest) return false;
    return this.#grammar === null || mayStand(this.#grammar, content, key, home);
  }

  #placeOf(id: Dependency, runOf: (client: number) => StructRun | undefined): Place {
    const item = this.#committed(id);
    if (item === undefined) return this.#coming(id, runOf) ?? nowhere;
    return item ? { key: item.parentSub, home: homeOf(item), depth: depthOf(item) } : nowhere;
  }

  #nodeAt(
    id: Dependency,
    runOf: (client: number) => StructRun | undefined,
  ): { node: Node | null; depth: number } {
    const item = this.#committed(id);
    if (item === undefined) {
      const struct = this.#coming(id, runOf);
      return {
        node: struct?.content.kind === 'node' ? struct.content.node : null,
        depth: struct?.depth ?? 0,
      };
    }
    const type = item?.content instanceof Y.ContentType ? item.content.type : null;
    return { node: type && nodeOf(type), depth: item ? depthOf(item) : 0 };
  }

  /** Null where garbage was collected, undefined if it is not committed. */
  #committed({ client, clock }: Dependency): Y.Item | null | undefined {
    if (clock >= Y.getState(this.#doc.store, client)) return undefined;
    const item: unknown = Y.getItem(this.#doc.store, Y.createID(client, clock));
    return item instanceof Y.Item ? item : null;
  }

  #coming({ client, clock }: Dependency, runOf: (client: number) => StructRun | undefined): Struct | null {
    const own = runOf(client);
    for (const run of own ? [...(this.#staged.get(client) ?? []), own] : (this.#staged.get(client) ?? [])) {
      const struct = structAt(run, clock);
      if (struct) return struct;
    }
    return null;
  }
}

function homeOf(item: Y.Item): Node | null {
  return item.parent instanceof Y.AbstractType ? nodeOf(item.parent) : null;
}

function nodeOf(type: Y.AbstractType<unknown>): Node {
  if (type._item === null) return { kind: 'root', name: Y.findRootTypeKey(type) };
  if (type instanceof Y.XmlElement) return { kind: 'element', name: type.nodeName };
  return { kind: type instanceof Y.XmlText ? 'text' : 'other' };
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
