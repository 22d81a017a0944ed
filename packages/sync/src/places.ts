import * as Y from 'yjs';
import { mayStand, type Grammar } from './grammar.js';
import type { Dependency, Node, Struct, StructRun } from './scan.js';

/** Nodes inside nodes. Our documents use a dozen levels; Yjs recurses once per level to delete. */
const deepest = 64;

/** Beyond this nobody needs to count: it is far too much for one update. */
const mostSteps = 500_000;

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
  /** How many of those go to each gap between committed things; and how many of the update that is asked about. */
  readonly #crowds = new Map<object, number>();
  #own = new Map<object, number>();
  #steps = 0;

  constructor(committed: Y.Doc, grammar: Grammar | null) {
    this.#doc = committed;
    this.#grammar = grammar;
  }

  stage(runs: readonly StructRun[]): void {
    for (const { structs } of runs) for (const { beside } of structs) if (beside) count(this.#crowds, beside);
    for (const run of runs) this.#staged.set(run.client, [...(this.#staged.get(run.client) ?? []), run]);
  }

  /** Another update is asked about from now on. */
  begin(): void {
    this.#own = new Map();
    this.#steps = 0;
  }

  /** How many neighbours Yjs may have to look at to place what was asked about since `begin` (see `#measure`). */
  get steps(): number {
    return this.#steps;
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
    this.#measure(struct, runOf);
    const { content, key, home, several, depth } = struct;
    if ((key !== null && several) || depth > deepest) return false;
    return this.#grammar === null || mayStand(this.#grammar, content, key, home);
  }

  /**
   * Yjs puts a thing between two neighbours. When others stand between them it looks at each, for each new thing: a few
   * bytes that go to the beginning of a long text, again and again, hold everybody up for seconds. Counts those that are
   * committed, and those that are not yet but go to the same gap, unless it goes right behind the thing before it, as typing does.
   */
  #measure(struct: Struct, runOf: (client: number) => StructRun | undefined): void {
    const { left, right } = struct;
    this.#findGap(struct, runOf);
    const comingLeft = left && this.#committed(left) === undefined ? this.#coming(left, runOf) : null;
    const comingRight = right && this.#committed(right) === undefined ? this.#coming(right, runOf) : null;
    const { beside } = struct;
    const crowd = beside ? (this.#crowds.get(beside) ?? 0) + (this.#own.get(beside) ?? 0) : 0;
    if (beside) count(this.#own, beside);
    if (left && comingLeft) {
      const inside = left.clock < comingLeft.end - 1;
      if (!inside && sameId(right, comingLeft.right)) return;
      if (inside && right?.client === left.client && right.clock === left.clock + 1) return;
    }
    if (comingRight && sameId(comingRight.left, left)) return;
    this.#steps += crowd;
    for (let at = struct.next; at && this.#steps < mostSteps; at = at.right) {
      if (
        right &&
        right.client === at.id.client &&
        right.clock >= at.id.clock &&
        right.clock <= at.lastId.clock
      )
        return;
      this.#steps += 1;
    }
  }

  /** What is right of where it goes, or, at an end, what it is the end of. */
  #findGap(struct: Struct, runOf: (client: number) => StructRun | undefined): void {
    const { left, parent } = struct;
    const committedLeft = left && this.#committed(left);
    if (left && committedLeft === undefined) {
      const before = this.#coming(left, runOf);
      struct.next = before?.next ?? null;
      struct.beside = before?.beside ?? null;
    } else if (left && committedLeft) {
      struct.next = left.clock < committedLeft.lastId.clock ? committedLeft : committedLeft.right;
      struct.beside = struct.next ?? typeOf(committedLeft.parent);
    } else if (!left) {
      const type = this.#typeAround(struct);
      struct.next = type && this.#firstIn(type, struct.key);
      struct.beside = struct.next ?? type ?? (parent && this.#coming(parent, runOf));
    }
  }

  #typeAround({ parent, right, home }: Struct): Y.AbstractType<unknown> | null {
    const beside = right && this.#committed(right);
    const item = parent && this.#committed(parent);
    return typeOf(
      beside?.parent ??
        (item?.content instanceof Y.ContentType ? item.content.type : null) ??
        (home?.kind === 'root' ? this.#doc.share.get(home.name) : null),
    );
  }

  /** The first of the row, or of the values an attribute has had. */
  #firstIn(type: Y.AbstractType<unknown>, key: string | null): Y.Item | null {
    if (key === null) return type._start;
    let first = type._map.get(key) ?? null;
    for (; first?.left && this.#steps < mostSteps; first = first.left) this.#steps += 1;
    return first;
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

function count(crowds: Map<object, number>, gap: object): void {
  crowds.set(gap, (crowds.get(gap) ?? 0) + 1);
}

const typeOf = (value: unknown): Y.AbstractType<unknown> | null =>
  value instanceof Y.AbstractType ? value : null;

const sameId = (one: Dependency | null, other: Dependency | null): boolean =>
  one === other ||
  (one !== null && other !== null && one.client === other.client && one.clock === other.clock);

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
