import { Malformed } from './bytes.js';
import { readCursor, type Cursor } from './cursor.js';
import type { PresenceClaim } from './frames.js';
import type { LeaseBook } from './leases.js';
import { writeMove, writeMoves } from './moves.js';
import type { PresenceEntry } from './outgoing.js';
import type { Actor, Clock } from './ports.js';
import { jsonDepth } from './scan.js';

/** Colours a client's palette offers for cursors; the same person has the same one on every node. */
export const cursorColours = 12;

/** Someone who is looking at the document. */
export type Viewer = {
  readonly actor: Actor;
  /** Wants to be told who is here once, and then only where they are (see `moves.ts`). */
  readonly wantsMoves: boolean;
  sendPresence(entries: readonly PresenceEntry[]): void;
};

export type PresenceOptions = {
  clock: Clock;
  leases: LeaseBook;
  /** It could not be found out whose a client id is; its presence is left out. */
  onUnknown: (error: unknown) => void;
  every: number;
  viewers: () => Iterable<Viewer>;
  /** Sends one frame, built once, to all these viewers. */
  sendShared: (viewers: readonly Viewer[], entries: readonly PresenceEntry[]) => void;
  sendMoves: (viewers: readonly Viewer[], text: string) => void;
  /** Somebody here came, moved or left: other nodes want to know. */
  said?: (entry: PresenceEntry) => void;
};

type Said = { clientId: number; cursor: Cursor | null };

type Present = { viewer: Viewer; clock: number; json: string; user: string };

/** `saidAt` is the clock of the other node, `clock` what readers here were sent. */
type Elsewhere = { node: string; saidAt: number; clock: number; json: string };

/** `move` is all that is new to readers who know who it is; empty if they do not. */
type Change = PresenceEntry & { move: string };

const gone = 'null';
/** Milliseconds between two rounds for each viewer: a round costs a write to each of them. */
const pausePerViewer = 0.2;
const deepestCursor = 8;

/**
 * Who is in a document and where their cursor stands. The client decides the cursor only: name, organisation
 * and colour come from its session, and it can speak for no other client id than the first one it used. That id
 * is leased to the person before anybody is told of it, so nobody can write under it from then on.
 *
 * Changes leave at once after a quiet moment, and collected every `every` milliseconds under load. Nobody is
 * sent their own entry: a client takes it for a newer state of its own and would jump back to it.
 */
export class Presence {
  readonly #present = new Map<number, Present>();
  readonly #ids = new Map<Viewer, number>();
  /** Who is here on another node. */
  readonly #elsewhere = new Map<number, Elsewhere>();
  /** What viewers said last while it is being asked whose their client id is. */
  readonly #waiting = new Map<Viewer, Said>();
  /** Ids to tell about, also of people who left. */
  #changed = new Map<number, Change>();
  #timer: unknown = null;
  #nextRound = -Infinity;
  #clock = 0;
  readonly #options: PresenceOptions;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  heard(viewer: Viewer, claims: readonly PresenceClaim[]): void {
    for (const claim of claims) {
      const state = parse(claim.json);
      if (state === null) {
        if (this.#waiting.get(viewer)?.clientId === claim.clientId) this.#waiting.delete(viewer);
        if (this.#ids.get(viewer) === claim.clientId) this.#remove(claim.clientId);
        continue;
      }
      const said = { clientId: claim.clientId, cursor: readCursor(state.cursor) };
      if (this.#leased(viewer, said)) this.#say(viewer, said);
    }
    this.#schedule();
  }

  left(viewer: Viewer): void {
    this.#waiting.delete(viewer);
    const id = this.#ids.get(viewer);
    if (id === undefined) return;
    this.#remove(id);
    this.#ids.delete(viewer);
    this.#schedule();
  }

  /** Everybody who is here, for a viewer who just came. */
  introduceTo(viewer: Viewer): void {
    const others: PresenceEntry[] = [];
    for (const [clientId, { clock, json, viewer: whose }] of this.#present) {
      if (whose !== viewer) others.push({ clientId, clock, json });
    }
    for (const [clientId, { clock, json }] of this.#elsewhere) others.push({ clientId, clock, json });
    if (others.length > 0) viewer.sendPresence(others);
  }

  /** Everybody who is here on this node. */
  *present(): Generator<PresenceEntry> {
    for (const [clientId, { clock, json }] of this.#present) yield { clientId, clock, json };
  }

  /**
   * Another node says where somebody is, or that they left. Who moved from one node to the other is where they were
   * heard last: a broken connection may take long to be found dead.
   */
  heardElsewhere(node: string, { clientId, clock: saidAt, json }: PresenceEntry): void {
    const here = this.#present.get(clientId);
    const known = this.#elsewhere.get(clientId);
    if ((here && here.clock >= saidAt) || (known && known.saidAt >= saidAt)) return;
    if (json === gone) {
      if (known?.node === node) this.#forgetElsewhere(clientId);
      return;
    }
    if (here) {
      this.#ids.delete(here.viewer);
      this.#present.delete(clientId);
    }
    const clock = this.#nextClock();
    this.#elsewhere.set(clientId, { node, saidAt, clock, json });
    this.#changed.set(clientId, { clientId, clock, json, move: '' });
    this.#schedule();
  }

  lostNode(node: string): void {
    for (const [clientId, each] of this.#elsewhere) if (each.node === node) this.#forgetElsewhere(clientId);
  }

  stop(): void {
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
    this.#changed.clear();
    this.#waiting.clear();
  }

  /** Is the id known to be this person's? If that has to be asked, what is said waits for the answer. */
  #leased(viewer: Viewer, { clientId, cursor }: Said): boolean {
    if (this.#ids.has(viewer)) return true; // `#own` decides
    const { personId } = viewer.actor;
    if (personId === null) return false;
    const holder = this.#options.leases.holderOf(clientId);
    if (holder !== undefined) return holder === personId;
    const waiting = this.#waiting.get(viewer);
    if (!waiting) void this.#ask(viewer, { clientId, cursor }, personId);
    else if (waiting.clientId === clientId) waiting.cursor = cursor;
    return false;
  }

  async #ask(viewer: Viewer, claim: Said, personId: string): Promise<void> {
    this.#waiting.set(viewer, claim);
    let holder: string | null = null;
    try {
      holder = await this.#options.leases.lease(claim.clientId, personId);
    } catch (error) {
      this.#options.onUnknown(error);
    }
    if (this.#waiting.get(viewer) !== claim) return; // left, or took it back
    this.#waiting.delete(viewer);
    if (holder !== personId) return;
    this.#say(viewer, claim);
    this.#schedule();
  }

  #say(viewer: Viewer, { clientId, cursor }: Said): void {
    if (!this.#own(viewer, clientId)) return;
    const clock = this.#nextClock();
    const user = JSON.stringify(introduce(viewer.actor));
    const json = `{"user":${user},"cursor":${JSON.stringify(cursor)}}`;
    const toldBefore = this.#present.get(clientId)?.user === user && this.#changed.get(clientId)?.move !== '';
    this.#present.set(clientId, { viewer, clock, json, user });
    this.#elsewhere.delete(clientId);
    const move = toldBefore ? writeMove(clientId, cursor) : '';
    this.#changed.set(clientId, { clientId, clock, json, move });
    this.#options.said?.({ clientId, clock, json });
  }

  /** May this viewer speak for this id? The first id it uses becomes its own. */
  #own(viewer: Viewer, clientId: number): boolean {
    const owned = this.#ids.get(viewer);
    if (owned !== undefined) return owned === clientId;
    const other = this.#present.get(clientId)?.viewer;
    if (other) {
      // After a broken connection the same person comes back before the old socket is known to be dead.
      if (!samePerson(other.actor, viewer.actor)) return false;
      this.#ids.delete(other);
    }
    this.#ids.set(viewer, clientId);
    return true;
  }

  #remove(clientId: number): void {
    if (!this.#present.has(clientId)) return;
    const clock = this.#nextClock();
    this.#present.delete(clientId);
    this.#changed.set(clientId, { clientId, clock, json: gone, move: '' });
    this.#options.said?.({ clientId, clock, json: gone });
  }

  #forgetElsewhere(clientId: number): void {
    this.#elsewhere.delete(clientId);
    this.#changed.set(clientId, { clientId, clock: this.#nextClock(), json: gone, move: '' });
    this.#schedule();
  }

  /**
   * Readers drop states whose clock does not grow. The time of day grows over reconnects, restarts and nodes,
   * which the client's own counter does not; one clock for all, so that leaving and coming back count too.
   */
  #nextClock(): number {
    this.#clock = Math.max(this.#clock + 1, this.#options.clock.now());
    return this.#clock;
  }

  #schedule(): void {
    if (this.#changed.size === 0 || this.#timer !== null) return;
    const { clock } = this.#options;
    const wait = this.#nextRound - clock.now();
    if (wait <= 0) this.#flush();
    else {
      this.#timer = clock.setTimeout(() => {
        this.#timer = null;
        this.#flush();
      }, wait);
    }
  }

  #flush(): void {
    const changed = this.#changed;
    this.#changed = new Map();
    const all = [...changed.values()];
    const viewers = [...this.#options.viewers()];
    const following = viewers.filter(({ wantsMoves }) => wantsMoves);
    const moves = following.length > 0 ? all.filter(({ move }) => move !== '') : [];
    this.#tell(
      following,
      all.filter(({ move }) => move === ''),
    );
    // One text for all: a client that asks for moves does not listen to its own.
    if (moves.length > 0) {
      const text = writeMoves(
        this.#clock,
        moves.map(({ move }) => move),
      );
      this.#options.sendMoves(following, text);
    }
    this.#tell(
      viewers.filter(({ wantsMoves }) => !wantsMoves),
      all,
    );
    const pause = Math.max(this.#options.every, pausePerViewer * viewers.length);
    this.#nextRound = this.#options.clock.now() + pause;
  }

  #tell(viewers: readonly Viewer[], entries: readonly PresenceEntry[]): void {
    if (entries.length === 0) return;
    const ids = new Set(entries.map(({ clientId }) => clientId));
    const shared: Viewer[] = [];
    for (const viewer of viewers) {
      const own = this.#ids.get(viewer);
      if (own === undefined || !ids.has(own)) {
        shared.push(viewer);
        continue;
      }
      const others = entries.filter((entry) => entry.clientId !== own);
      if (others.length > 0) viewer.sendPresence(others);
    }
    if (shared.length > 0) this.#options.sendShared(shared, entries);
  }
}

function parse(json: string): { cursor?: unknown } | null {
  if (json === gone) return null;
  if (jsonDepth(json) > deepestCursor) throw new Malformed('presence too deep');
  let state: unknown;
  try {
    state = JSON.parse(json);
  } catch {
    throw new Malformed('presence is not JSON');
  }
  return typeof state === 'object' && state !== null ? state : {};
}

function introduce(actor: Actor): { name: string; organisation: string; color: number } {
  return { name: actor.name, organisation: actor.organisation, color: colourOf(actor) };
}

/** Index into the client's palette; FNV-1a over what identifies the person. */
export function colourOf(actor: Actor): number {
  const identity = actor.personId ?? `${actor.organisation}/${actor.name}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < identity.length; index += 1) {
    hash = Math.imul(hash ^ identity.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % cursorColours;
}

function samePerson(a: Actor, b: Actor): boolean {
  if (a.personId !== null || b.personId !== null) return a.personId === b.personId;
  return a.name === b.name && a.organisation === b.organisation;
}
