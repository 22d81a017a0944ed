import * as Y from 'yjs';
import { mayStand, type Grammar } from './grammar.js';
import type { Dependency, Inside, Node, Struct, StructRun } from './scan.js';

/** Nodes inside nodes. Our documents use a dozen levels; Yjs recurses once per level to delete. */
const deepest = 64;

/** Beyond this nobody needs to count: it is far too much for one update. */
const mostSteps = 500_000;

type Place = { key: string | null; home: Node | null; inside: Inside; depth: number };

/** Where garbage was collected, and where nothing is: whatever is put there becomes garbage itself. */
const nowhere: Place = { key: null, home: null, inside: null, depth: 0 };

/** Inside of what came as garbage: it never was anything else, in whatever order the log is read. */
const garbage: Inside = {};

/**
 * Where in the tree structs stand, to refuse what Yjs takes without looking and everybody fails at later, each time the
 * log is read:
 *
 * - an attribute of several values: one of them can be deleted, the rest stays, and deleting the node throws;
 * - nodes so deep in each other that deleting the outermost overflows the stack;
 * - neighbours that do not stand together: once what holds the right one is gone, Yjs takes the new thing for garbage, but
 *   not where it was there before. Newcomers would lack it, and all that honest people wrote beside it;
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
    const left = struct.left && this.#placeOf(struct.left, runOf);
    const right = struct.right && this.#placeOf(struct.right, runOf);
    if (left && right && !together(left, right)) return false;
    const { key, home, inside, depth } =
      (right?.inside === garbage ? right : (left ?? right)) ?? this.#said(struct, runOf);
    struct.key = key;
    struct.home = home;
    struct.inside = inside;
    struct.depth = depth;
    this.#measure(struct, runOf);
    if ((key !== null && struct.several) || depth > deepest) return false;
    return this.#grammar === null || mayStand(this.#grammar, struct.content, key, home);
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
    if (!item) return nowhere;
    return {
      key: item.parentSub,
      home: homeOf(item),
      inside: insideOf(typeOf(item.parent)),
      depth: depthOf(item),
    };
  }

  /** Of a struct without neighbours: it says itself whose child it is. */
  #said(struct: Struct, runOf: (client: number) => StructRun | undefined): Place {
    const { key, home, parent } = struct;
    if (home?.kind === 'root') return { key, home, inside: home.name, depth: 1 };
    if (!parent) return { ...nowhere, inside: garbage, depth: 1 };
    const item = this.#committed(parent);
    if (item !== undefined) {
      const type = item?.content instanceof Y.ContentType ? item.content.type : null;
      return { key, home: type && nodeOf(type), inside: type, depth: (item ? depthOf(item) : 0) + 1 };
    }
    const coming = this.#coming(parent, runOf);
    if (!coming || coming.inside === garbage) return { ...nowhere, inside: garbage, depth: 1 };
    const { content, depth } = coming;
    const node = content.kind === 'node' ? content.node : null;
    return { key, home: node, inside: node && coming, depth: depth + 1 };
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

/**
 * Nobody makes a thing between children of two parents, or of two attributes. Where the left one is gone it can not stay
 * either way; where the right one is, it could.
 */
function together(left: Place, right: Place): boolean {
  if (left.inside === null || left.inside === garbage || right.inside === garbage) return true;
  return left.inside === right.inside && left.key === right.key;
}

const insideOf = (type: Y.AbstractType<unknown> | null): Inside =>
  type && (type._item === null ? Y.findRootTypeKey(type) : type);

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
