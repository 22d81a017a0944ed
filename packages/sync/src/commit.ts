import type { Admission, Frontier } from './admission.js';
import { Malformed } from './bytes.js';
import { Denied } from './denied.js';
import type { Grammar } from './grammar.js';
import type { LeaseBook } from './leases.js';
import type { Limits } from './limits.js';
import type { Clock, UpdateLog } from './ports.js';
import type { Rehearsal } from './rehearsal.js';
import type { Replica } from './replica.js';
import { scanUpdate, type UpdateShape } from './scan.js';

/** Whoever sent an update. */
export type Author = {
  readonly personId: string | null;
  /** What the log may ask about, inside the commit. */
  readonly connection: unknown;
  /** False for someone who was let in to read. */
  readonly writer: boolean;
  /** Asked anew for every commit. */
  mayWrite(): Promise<boolean>;
};

/** One received Update or Step2 frame. */
export type Write<A extends Author> = { author: A; update: Uint8Array; shape: UpdateShape };

/** What became of a write. The first two are acknowledged, the others are not. */
export type Outcome =
  | 'stored'
  | 'known'
  | 'denied'
  | 'full'
  | 'ids'
  | 'heavy'
  | 'taken'
  | 'gap'
  | 'impossible';

export type CommitEvents<A extends Author> = {
  /** Rows that are committed and applied, with their authors; not in order of `seq` over nodes. */
  published(rows: readonly Uint8Array[], authors: ReadonlySet<A>): void;
  /** In the order in which the frames came. */
  settled(write: Write<A>, outcome: Outcome): void;
  /** The log is known to reach `seq` because of a commit made here. */
  committed(seq: number): void;
  /** The replica holds, and `published` has passed on, all rows up to `seq`. */
  reached(seq: number): void;
  /** These writes got no answer and will not get one. */
  notStored(writes: readonly Write<A>[], error: unknown): void;
  /** The replica can no longer follow the log. Nothing queued will be answered. */
  broken(error: unknown): void;
  /** Nothing is queued or under way. */
  idle(): void;
};

/**
 * Brings updates of one document into the log, one batch after the other: what arrives while a batch is being
 * committed goes into the next one. The same loop reads rows others have written, so that an own commit and a
 * doorbell that announces it never meet.
 */
export class GroupCommit<A extends Author> {
  #queue: Write<A>[] = [];
  #working = false;
  /** Highest `seq` a doorbell has announced. */
  #announced = 0;
  /** An append failed: its rows may be in the log nevertheless. */
  #doubt = false;

  readonly #name: string;
  readonly #replica: Replica;
  readonly #log: UpdateLog;
  readonly #leases: LeaseBook;
  readonly #grammar: Grammar | null;
  readonly #rehearsal: Rehearsal | null;
  readonly #limits: Limits;
  readonly #clock: Clock;
  readonly #opensAt: () => number;
  readonly #events: CommitEvents<A>;
  /** How long the last append took: that much before rows are wanted the next one has to begin. */
  #appendTook = 0;
  #wake: (() => void) | null = null;
  #hurrying = false;

  constructor(options: {
    name: string;
    replica: Replica;
    log: UpdateLog;
    leases: LeaseBook;
    grammar: Grammar | null;
    rehearsal: Rehearsal | null;
    limits: Limits;
    clock: Clock;
    /** Rows committed before this time would not be passed on: until then updates wait for company. */
    opensAt?: () => number;
    events: CommitEvents<A>;
  }) {
    this.#name = options.name;
    this.#replica = options.replica;
    this.#log = options.log;
    this.#leases = options.leases;
    this.#grammar = options.grammar;
    this.#rehearsal = options.rehearsal;
    this.#limits = options.limits;
    this.#clock = options.clock;
    this.#opensAt = options.opensAt ?? (() => -Infinity);
    this.#events = options.events;
  }

  get working(): boolean {
    return this.#working;
  }

  get queued(): number {
    return this.#queue.length;
  }

  submit(write: Write<A>): void {
    this.#queue.push(write);
    this.#start();
  }

  announce(seq: number): void {
    this.#announced = Math.max(this.#announced, seq);
    this.#start();
  }

  #start(): void {
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      for (;;) {
        if (this.#doubt || this.#announced > this.#replica.seq) await this.#catchUp();
        else if (this.#queue.length === 0) break;
        else if (this.#early > 0) await this.#company(this.#early);
        else await this.#commit(this.#nextBatch());
      }
    } catch (error) {
      this.#queue = [];
      this.#events.broken(error);
    } finally {
      this.#working = false;
    }
    this.#events.idle();
  }

  /** From now on no update waits for company. */
  hurry(): void {
    this.#hurrying = true;
    this.#wake?.();
  }

  /** Milliseconds until a commit is of use to anybody. */
  get #early(): number {
    if (this.#hurrying || this.#queue.length >= this.#limits.batchUpdates) return 0;
    return this.#opensAt() - this.#appendTook - this.#clock.now();
  }

  async #company(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = this.#clock.setTimeout(resolve, milliseconds);
    this.#wake = resolve;
    await promise;
    this.#clock.clearTimeout(timer);
    this.#wake = null;
  }

  #nextBatch(): Write<A>[] {
    const { batchUpdates, batchBytes, batchStructs } = this.#limits;
    let bytes = 0;
    let structs = 0;
    let count = 0;
    for (const { update, shape } of this.#queue) {
      bytes += update.length;
      structs += structsOf(shape);
      if (count > 0 && (count >= batchUpdates || bytes > batchBytes || structs > batchStructs)) break;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  async #commit(batch: readonly Write<A>[]): Promise<void> {
    // Whoever only opens a document is answered without a look into it.
    if (batch.every(({ update, shape }) => isEmpty(shape) || this.#replica.echoes(update))) {
      for (const write of batch) this.#events.settled(write, 'known');
      return;
    }
    let rights: Map<A, boolean>;
    try {
      rights = await this.#askRights(batch);
    } catch (error) {
      this.#events.notStored(batch, error);
      return;
    }
    if (this.#unleased(batch, rights).size > 0) {
      // An echo of what another node has committed must not be taken for the first use of its client id.
      await this.#catchUp();
      try {
        await this.#lease(batch, rights);
      } catch (error) {
        this.#events.notStored(batch, error);
        return;
      }
    }
    const before = this.#replica.seq;
    const judged = await this.#store(batch, rights);
    if (!judged) return;
    for (const { write, outcome } of judged) this.#events.settled(write, outcome);
    if (this.#replica.seq > before) this.#events.reached(this.#replica.seq);
  }

  /**
   * Without those whom the log denies the right it is tried anew: what others sent may not suffer from it, unless it builds
   * on theirs. Null when nobody can be answered.
   */
  async #store(batch: readonly Write<A>[], rights: Map<A, boolean>): Promise<readonly Judged<A>[] | null> {
    const tried = new Map<A, boolean>();
    for (;;) {
      const judged = await this.#judgeKnowing(batch, rights, tried);
      const rows = judged.filter((each): each is Stored<A> => each.outcome === 'stored');
      if (rows.length === 0) return judged;
      const heavy = this.#heavy(rows, tried);
      if (heavy) {
        tried.set(heavy, await this.#passes(rows, heavy));
        continue;
      }
      const began = this.#clock.now();
      try {
        const { seq } = await this.#log.append(
          this.#name,
          rows.map(({ write: { author }, rest }) => ({
            update: rest,
            personId: author.personId,
            connection: author.connection,
          })),
        );
        this.#appendTook = this.#clock.now() - began;
        this.#take(rows, seq);
        return judged;
      } catch (error) {
        const denied = error instanceof Denied ? error.rows.flatMap((row) => rows[row] ?? []) : [];
        if (denied.length === 0) {
          this.#failed(judged, error);
          return null;
        }
        for (const { write } of denied) rights.set(write.author, false);
      }
    }
  }

  async #judgeKnowing(
    batch: readonly Write<A>[],
    rights: ReadonlyMap<A, boolean>,
    tried: ReadonlyMap<A, boolean>,
  ): Promise<Judged<A>[]> {
    const judged = this.#judge(batch, rights, tried);
    if (!judged.some(({ outcome }) => outcome === 'gap' || outcome === 'taken')) return judged;
    // Another node may have committed what is missing before its doorbell was heard here.
    await this.#catchUp();
    return this.#judge(batch, rights, tried);
  }

  /** Somebody whose part of a batch may take long and was not tried yet. */
  #heavy(rows: readonly Stored<A>[], tried: ReadonlyMap<A, boolean>): A | null {
    if (!this.#rehearsal) return null;
    const { structs, steps, bytes } = this.#limits.heavy;
    const totals = new Map<A, { structs: number; steps: number; bytes: number }>();
    for (const { write, rest, steps: more } of rows) {
      const total = totals.get(write.author) ?? { structs: 0, steps: 0, bytes: 0 };
      totals.set(write.author, total);
      total.structs += structsOf(write.shape);
      total.steps += more;
      total.bytes += rest.length;
      const light = total.structs <= structs && total.steps <= steps && total.bytes <= bytes;
      if (!light && !tried.has(write.author)) return write.author;
    }
    return null;
  }

  /** Tried behind what others bring in the same batch. When it can't be told, it does not pass. */
  async #passes(rows: readonly Stored<A>[], author: A): Promise<boolean> {
    const { snapshot, tail } = this.#replica.whole();
    const state = tail ? [snapshot, tail] : [snapshot];
    const mine = rows.filter(({ write }) => write.author === author).map(({ rest }) => rest);
    const others = rows.filter(({ write }) => write.author !== author).map(({ rest }) => rest);
    try {
      return (await this.#rehearsal?.passes([...state, ...others], mine)) === true;
    } catch {
      return false;
    }
  }

  /** Only those are asked who would change something. */
  async #askRights(batch: readonly Write<A>[]): Promise<Map<A, boolean>> {
    const committed = this.#replica.frontier();
    const asking = new Set<A>();
    for (const { author, update, shape } of batch) {
      if (author.writer && committed.admit(update, shape).kind !== 'known') asking.add(author);
    }
    const answers = [...asking].map(async (author) => [author, await author.mayWrite()] as const);
    return new Map(await Promise.all(answers));
  }

  /**
   * Client ids that somebody who may write is about to write under for the first time, as far as is known here, and who
   * that is. `most` of one update: the rest stays nobody's, so the update is refused.
   */
  #unleased(
    batch: readonly Write<A>[],
    rights: ReadonlyMap<A, boolean>,
    most = Infinity,
  ): ReadonlyMap<number, string> {
    const firsts = new Map<number, string>();
    for (const { author, shape } of batch) {
      if (author.personId === null || rights.get(author) !== true) continue;
      const before = firsts.size;
      for (const { client, end } of shape.runs) {
        if (firsts.size - before >= most) break;
        if (end <= this.#replica.clockOf(client)) continue;
        if (this.#leases.holderOf(client) === undefined && !firsts.has(client)) {
          firsts.set(client, author.personId);
        }
      }
    }
    return firsts;
  }

  /** First who has them: what is held already counts for nothing, however many there are. */
  async #lease(batch: readonly Write<A>[], rights: ReadonlyMap<A, boolean>): Promise<void> {
    await this.#leases.learn([...this.#unleased(batch, rights).keys()]);
    const firsts = this.#unleased(batch, rights, this.#limits.newIdsPerFrame);
    await Promise.all([...firsts].map(([clientId, personId]) => this.#leases.lease(clientId, personId)));
  }

  /** Everything new is under ids the author holds. Nobody holds one without being a person. */
  #lacks({ personId }: Author, admission: Extract<Admission, { kind: 'new' }>): 'ids' | 'taken' | null {
    let lacks: 'ids' | null = null;
    for (const clientId of admission.clocks.keys()) {
      const holder = this.#leases.holderOf(clientId);
      if (personId === null || (holder !== undefined && holder !== personId)) return 'taken';
      if (holder === undefined) lacks = 'ids';
    }
    return lacks;
  }

  /** Each client that ever wrote is named to everybody who opens the document. */
  #hasPlaceFor(clients: Iterable<number>, seen: Set<number>): boolean {
    for (const client of clients) if (this.#replica.clockOf(client) === 0) seen.add(client);
    return this.#replica.clients + seen.size <= this.#limits.clientsPerDocument;
  }

  #fits(bytes: number): boolean {
    return this.#replica.fits(bytes, this.#limits.stateBytes, this.#clock.now());
  }

  #judge(
    batch: readonly Write<A>[],
    rights: ReadonlyMap<A, boolean>,
    tried: ReadonlyMap<A, boolean>,
  ): Judged<A>[] {
    const frontier = this.#replica.frontier(this.#grammar);
    const newcomers = new Set<number>();
    let added = 0;
    return batch.map((write): Judged<A> => {
      const admission: Admission = frontier.admit(write.update, write.shape);
      if (admission.kind === 'known') return { write, outcome: 'known' };
      if (rights.get(write.author) !== true) return { write, outcome: 'denied' };
      if (admission.kind !== 'new') return { write, outcome: admission.kind };
      if (tried.get(write.author) === false) return { write, outcome: 'heavy' };
      const lacks = this.#lacks(write.author, admission);
      if (lacks) return { write, outcome: lacks };
      // What only deletes is always taken: it is the way out.
      if (admission.clocks.size > 0 && !this.#fits(added + admission.rest.length)) {
        return { write, outcome: 'full' };
      }
      if (!this.#hasPlaceFor(admission.clocks.keys(), newcomers)) return { write, outcome: 'full' };
      added += admission.rest.length;
      frontier.stage(admission, write.shape);
      return { write, outcome: 'stored', rest: admission.rest, steps: admission.steps };
    });
  }

  #take(rows: readonly Stored<A>[], seq: number): void {
    const updates = rows.map(({ rest }) => rest);
    // If the numbers don't join up, rows of another node stand between: read from the old `seq`, not from here.
    const joined = seq === this.#replica.seq + rows.length;
    this.#replica.apply(updates, joined ? seq : this.#replica.seq);
    if (!joined) this.#announced = Math.max(this.#announced, seq);
    this.#events.published(updates, new Set(rows.map(({ write }) => write.author)));
    this.#events.committed(seq);
  }

  #failed(judged: readonly Judged<A>[], error: unknown): void {
    this.#doubt = true;
    // "Known" may rest on a row of this very batch, so it is not acknowledged either.
    const unanswered = judged.filter(({ outcome }) => outcome === 'stored' || outcome === 'known');
    this.#events.notStored(
      unanswered.map(({ write }) => write),
      error,
    );
    for (const { write, outcome } of judged) {
      if (outcome !== 'stored' && outcome !== 'known') this.#events.settled(write, outcome);
    }
  }

  async #catchUp(): Promise<void> {
    const before = this.#replica.seq;
    const announced = this.#announced;
    const { updates, seq } = await this.#log.since(this.#name, before);
    const news = this.#news(updates);
    this.#replica.apply(updates, Math.max(seq, before));
    this.#doubt = false;
    // A ring for something the log does not have must not be answered again and again.
    if (this.#announced === announced) this.#announced = Math.min(announced, this.#replica.seq);
    if (news.length > 0) this.#events.published(news, new Set());
    if (this.#replica.seq > before) this.#events.reached(this.#replica.seq);
  }

  /** Own rows come back when another node's stand between them; nobody needs to be sent those twice. */
  #news(rows: readonly Uint8Array[]): Uint8Array[] {
    if (!this.#replica.structured) return [...rows]; // nothing was committed here
    const frontier = this.#replica.frontier();
    const news: Uint8Array[] = [];
    for (const row of rows) {
      const rest = unknownPart(frontier, row);
      if (rest) news.push(rest);
    }
    return news;
  }
}

const isEmpty = ({ runs, deletes }: UpdateShape): boolean => runs.length === 0 && deletes.size === 0;

/** Rows are as they were committed: one that would be refused from a client today is passed on whole. */
function unknownPart(frontier: Frontier, row: Uint8Array): Uint8Array | null {
  let shape: UpdateShape;
  try {
    shape = scanUpdate(row);
  } catch (error) {
    if (error instanceof Malformed) return row;
    throw error;
  }
  const admission = frontier.admit(row, shape);
  if (admission.kind === 'known') return null;
  if (admission.kind !== 'new') return row;
  frontier.stage(admission, shape);
  return admission.rest;
}

const structsOf = ({ runs }: UpdateShape): number =>
  runs.reduce((sum, { structs }) => sum + structs.length, 0);

type Stored<A extends Author> = { write: Write<A>; outcome: 'stored'; rest: Uint8Array; steps: number };
type Judged<A extends Author> = Stored<A> | { write: Write<A>; outcome: Exclude<Outcome, 'stored'> };
