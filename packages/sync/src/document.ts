import { closeCodes, type CloseCode } from './close-codes.js';
import { GroupCommit, type Author, type Outcome, type Write } from './commit.js';
import { FanOut } from './fan-out.js';
import type { Grammar } from './grammar.js';
import type { Heartbeat } from './heartbeat.js';
import { LeaseBook, type LeaseAllowance } from './leases.js';
import type { Limits } from './limits.js';
import { Opening } from './opening.js';
import { Outgoing, type PresenceEntry } from './outgoing.js';
import type { Clock, Leases, Logger, UpdateLog } from './ports.js';
import { Presence, type Viewer } from './presence.js';
import type { Rehearsal } from './rehearsal.js';
import { Replica } from './replica.js';

/** One client in one document, as the document sees it. */
export type Participant = Author &
  Viewer & {
    /** Let in and told so; before that nothing is sent to it. */
    readonly open: boolean;
    /** Has been given the state, so updates continue it. */
    readonly synced: boolean;
    send(frame: Uint8Array): void;
    answered(bytes: number, outcome: Outcome): void;
    closeSocket(code: CloseCode, reason: string): void;
  };

export type DocumentOptions = {
  name: string;
  log: UpdateLog;
  leases: Leases;
  allowance: LeaseAllowance;
  grammar: Grammar | null;
  rehearsal: Rehearsal | null;
  clock: Clock;
  limits: Limits;
  logger: Logger;
  onCommitted: (name: string, seq: number) => void;
  /** Somebody came, moved or left here. */
  onPresence?: (name: string, entry: PresenceEntry) => void;
  /** Nobody is here and nothing is under way: forget it. */
  onUnused: (document: SharedDocument) => void;
};

/** A document that somebody has open: its committed state, who is in it, and its way into the log. */
export class SharedDocument {
  readonly name: string;
  readonly frames: Outgoing;
  readonly presence: Presence;
  /** Resolves when the log has been read. */
  readonly ready: Promise<void>;

  readonly #participants = new Set<Participant>();
  readonly #replica = new Replica(() => this.#damaged());
  readonly #opening: Opening;
  readonly #fanOut: FanOut<Participant>;
  readonly #commit: GroupCommit<Participant>;
  readonly #options: DocumentOptions;
  #state: 'loading' | 'loaded' | 'unused' = 'loading';
  #announcedWhileLoading = 0;
  /** When somebody last did something that takes the structure of the state. */
  #busyAt = -Infinity;
  #whenIdle: (() => void)[] = [];

  constructor(options: DocumentOptions) {
    this.#options = options;
    this.name = options.name;
    this.frames = new Outgoing(options.name);
    this.#fanOut = new FanOut({
      clock: options.clock,
      limits: options.limits,
      frames: this.frames,
      readers: () => this.#open().filter((participant) => participant.synced),
    });
    this.#opening = new Opening(this.frames, this.#replica);
    const leases = new LeaseBook(options.name, options.leases, options.allowance);
    this.presence = new Presence({
      clock: options.clock,
      leases,
      onUnknown: (error) =>
        options.logger.warn({ error, document: this.name }, 'a client id could not be leased'),
      every: options.limits.presenceEvery,
      viewers: () => this.#open(),
      sendShared: (viewers, entries) => this.#sendShared(viewers, this.frames.presence(entries)),
      sendMoves: (viewers, text) => this.#sendShared(viewers, this.frames.moves(text)),
      said: (entry) => options.onPresence?.(options.name, entry),
    });
    this.#commit = new GroupCommit<Participant>({
      name: options.name,
      replica: this.#replica,
      log: options.log,
      leases,
      grammar: options.grammar,
      rehearsal: options.rehearsal,
      limits: options.limits,
      clock: options.clock,
      opensAt: () => this.#fanOut.opensAt,
      events: {
        published: (rows, authors) => {
          this.#busyAt = options.clock.now();
          this.#fanOut.published(rows, authors);
        },
        settled: (write, outcome) => write.author.answered(write.update.length, outcome),
        committed: (seq) => options.onCommitted(this.name, seq),
        reached: (seq) => this.#fanOut.reached(seq),
        notStored: (writes, error) => this.#notStored(writes, error),
        broken: (error) => this.#broken(error),
        idle: () => this.#idle(),
      },
    });
    this.ready = this.#load();
    this.ready.catch(() => {}); // each participant hears of it by awaiting `ready`
  }

  get participants(): number {
    return this.#participants.size;
  }

  /** Does the state lie in memory as more than bytes? */
  get structured(): boolean {
    return this.#replica.structured;
  }

  /** Looked after now and then: what nobody writes in any more needs no structure. */
  rest(): void {
    const { clock, limits } = this.#options;
    const idle = this.#state === 'loaded' && !this.#commit.working;
    if (idle && clock.now() - this.#busyAt >= limits.restAfter) this.#replica.rest();
  }

  get queued(): number {
    return this.#commit.queued;
  }

  join(participant: Participant): void {
    this.#participants.add(participant);
  }

  leave(participant: Participant): void {
    if (!this.#participants.delete(participant)) return;
    this.presence.left(participant);
    this.#forgetIfUnused();
  }

  /** Answers a state vector with what is missing, and asks for what the client has beyond it. */
  sync(participant: Participant, stateVector: Uint8Array): void {
    if (stateVector.length > 1) this.#busyAt = this.#options.clock.now();
    for (const frame of this.#opening.stateFor(stateVector)) participant.send(frame);
    participant.send(this.#opening.question());
    participant.send(this.#opening.committed());
  }

  /**
   * A client that holds something else than the log at the same number is synced anew, where it stands. At
   * another number nothing can be told: rows or answers are on their way.
   */
  compare(participant: Participant, { seq, stateVector, deletes }: Heartbeat): void {
    if (seq !== this.#replica.seq || this.#replica.holds(stateVector, deletes)) return;
    this.#busyAt = this.#options.clock.now();
    this.#options.logger.warn(
      { document: this.name, seq, personId: participant.actor.personId },
      'a reader held something else than the log',
    );
    participant.send(this.frames.step2(this.#replica.missing(stateVector)));
    participant.send(this.frames.step1(this.#replica.stateVector()));
  }

  submit(write: Write<Participant>): void {
    this.#commit.submit(write);
  }

  /** The log may have reached `seq` by someone else's hand. */
  announce(seq: number): void {
    if (this.#state === 'loaded') this.#commit.announce(seq);
    else this.#announcedWhileLoading = Math.max(this.#announcedWhileLoading, seq);
  }

  /** Resolves when every update received so far has its answer, and readers have been sent it. For the end. */
  async idle(): Promise<void> {
    this.#commit.hurry();
    if (this.#commit.working) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
    this.#fanOut.flush();
  }

  /** Asynchronous even if the log throws at once: the hub must know of this document before it is forgotten. */
  async #read(): Promise<{ updates: Uint8Array[]; seq: number }> {
    return this.#options.log.load(this.name);
  }

  async #load(): Promise<void> {
    try {
      const { updates, seq } = await this.#read();
      this.#replica.load(updates, seq);
    } catch (error) {
      this.#options.logger.error({ error, document: this.name }, 'document could not be loaded');
      this.#forget();
      throw error;
    }
    this.#state = 'loaded';
    this.#commit.announce(this.#announcedWhileLoading);
    this.#forgetIfUnused();
  }

  #damaged(): void {
    this.#options.logger.error({ document: this.name }, 'the log lacks rows that later rows build on');
  }

  #sendShared(viewers: readonly Viewer[], frame: Uint8Array): void {
    const shared = new Set(viewers);
    for (const participant of this.#open()) if (shared.has(participant)) participant.send(frame);
  }

  /** A copy: sending may close a slow socket, which leaves. */
  #open(): Participant[] {
    return [...this.#participants].filter((participant) => participant.open);
  }

  #notStored(writes: readonly Write<Participant>[], error: unknown): void {
    this.#options.logger.error({ error, document: this.name, updates: writes.length }, 'commit failed');
    for (const author of new Set(writes.map((write) => write.author))) {
      author.closeSocket(closeCodes.unavailable, 'not stored');
    }
  }

  #broken(error: unknown): void {
    this.#options.logger.error({ error, document: this.name }, 'document closed: it can not follow its log');
    const participants = [...this.#participants];
    this.#forget();
    for (const participant of participants) participant.closeSocket(closeCodes.unavailable, 'reload');
  }

  #idle(): void {
    for (const resolve of this.#whenIdle.splice(0)) resolve();
    this.#forgetIfUnused();
  }

  #forgetIfUnused(): void {
    if (this.#state === 'loaded' && this.#participants.size === 0 && !this.#commit.working) this.#forget();
  }

  #forget(): void {
    if (this.#state === 'unused') return;
    this.#state = 'unused';
    this.presence.stop();
    this.#fanOut.stop();
    this.#replica.destroy();
    this.#options.onUnused(this);
  }
}
