import * as Y from 'yjs';
import type { Limits } from './limits.js';
import type { Outgoing } from './outgoing.js';
import type { Clock } from './ports.js';

/** Someone who has been given the state and is sent what continues it. */
type Reader = { send(frame: Uint8Array): void };

/** While a large audience is told, a round may take this part of the time: one in five. */
const pausePerCost = 4;
/** Milliseconds for each reader: a write to a socket costs a fixed time, however much is in it. */
const pausePerReader = 0.1;
const shortestPause = 8;
const longestPause = 60;

/**
 * Passes committed rows on. Every frame is built once and shared by all readers.
 *
 * To a few readers each commit goes at once. With a large audience the first commit after a quiet moment does too;
 * what follows waits for as long as the last round asks for and leaves as one frame, so that however fast people
 * type, telling others takes a bounded part of the process. Commits wait until then too (`opensAt`): nobody but
 * the author would notice that they were earlier, and one commit costs the log what one update does.
 */
export class FanOut<R extends Reader> {
  readonly #clock: Clock;
  readonly #limits: Limits;
  readonly #frames: Outgoing;
  readonly #readers: () => readonly R[];
  #rows: Uint8Array[] = [];
  #authors = new Set<R>();
  /** Rows of someone who is no reader here, as another node's: there is nobody to leave out. */
  #foreign = false;
  #reached = 0;
  #told = 0;
  /** Before these times a large audience is not sent rows, or the number they reach. */
  #rowsFrom = -Infinity;
  #numberFrom = -Infinity;
  #timer: unknown = null;
  #wakesAt = 0;

  constructor(options: {
    clock: Clock;
    limits: Limits;
    frames: Outgoing;
    /** Those who have been given the state. A copy: sending may close a slow socket. */
    readers: () => readonly R[];
  }) {
    this.#clock = options.clock;
    this.#limits = options.limits;
    this.#frames = options.frames;
    this.#readers = options.readers;
  }

  /** Rows that are committed; without authors, if nobody here wrote them. */
  published(rows: readonly Uint8Array[], authors: ReadonlySet<R>): void {
    if (rows.length === 0) return;
    for (const row of rows) this.#rows.push(row);
    for (const author of authors) this.#authors.add(author);
    if (authors.size === 0) this.#foreign = true;
    this.#run();
  }

  /** Before this time rows would only lie here: whoever collects them may as well go on until then. */
  get opensAt(): number {
    return this.#rowsFrom;
  }

  /** `published` was given every row up to `seq`. */
  reached(seq: number): void {
    this.#reached = seq;
    this.#run();
  }

  /** Sends what waits. */
  flush(): void {
    this.#rowsFrom = -Infinity;
    this.#numberFrom = -Infinity;
    this.#run();
  }

  stop(): void {
    if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
    this.#rows = [];
    this.#told = this.#reached;
  }

  #run(): void {
    if (this.#rows.length > 0 && this.#clock.now() >= this.#rowsFrom) this.#sendRows();
    // A number is only true once the rows up to it are sent.
    const numberDue = this.#reached > this.#told && this.#clock.now() >= this.#numberFrom;
    if (this.#rows.length === 0 && numberDue) this.#sendNumber();
    this.#wait();
  }

  #wait(): void {
    const due = this.#due();
    if (due === null) return;
    if (this.#timer !== null) {
      if (due >= this.#wakesAt) return;
      this.#clock.clearTimeout(this.#timer); // set for a number; rows are more urgent
    }
    this.#wakesAt = due;
    this.#timer = this.#clock.setTimeout(
      () => {
        this.#timer = null;
        this.#run();
      },
      Math.max(0, due - this.#clock.now()),
    );
  }

  /** The number waits as long as rows would: if some come they leave together. */
  #due(): number | null {
    if (this.#rows.length > 0) return this.#rowsFrom;
    return this.#reached > this.#told ? Math.max(this.#rowsFrom, this.#numberFrom) : null;
  }

  #sendRows(): void {
    const rows = this.#rows;
    // With one author its own words need not come back. With several, one frame for all is cheaper.
    const [only] = this.#authors.size === 1 && !this.#foreign ? this.#authors : [];
    this.#rows = [];
    this.#authors = new Set();
    this.#foreign = false;
    const [first] = rows;
    if (!first) return;
    const start = this.#clock.now();
    const readers = this.#readers();
    const frame = this.#frames.update(rows.length === 1 ? first : Y.mergeUpdates(rows));
    for (const reader of readers) if (reader !== only) reader.send(frame);
    this.#rowsFrom = -Infinity;
    if (readers.length < this.#limits.largeAudience) return;
    this.#pause(start, readers.length);
    // Sockets may write at the end of this turn: only then is it known what the round has cost.
    queueMicrotask(() => {
      if (this.#rowsFrom > -Infinity) this.#pause(start, readers.length);
    });
  }

  #pause(start: number, readers: number): void {
    const end = this.#clock.now();
    const wanted = Math.max(shortestPause, pausePerReader * readers, pausePerCost * (end - start));
    this.#rowsFrom = Math.max(this.#rowsFrom, end + Math.min(longestPause, wanted));
  }

  #sendNumber(): void {
    this.#told = this.#reached;
    const readers = this.#readers();
    const frame = this.#frames.committed(this.#reached);
    for (const reader of readers) reader.send(frame);
    const large = readers.length >= this.#limits.largeAudience;
    this.#numberFrom = large ? this.#clock.now() + this.#limits.numberEvery : -Infinity;
  }
}
