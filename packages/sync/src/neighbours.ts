import { readNews, writeNews, writePresent } from './neighbour-news.js';
import type { PresenceEntry } from './outgoing.js';
import type { Clock, PresenceExchange } from './ports.js';

/** Who is in one document, as far as other nodes are concerned. */
export type Roster = {
  /** Everybody who is here on this node. */
  present(): Iterable<PresenceEntry>;
  /** Somebody on another node moved or left. */
  heardElsewhere(node: string, entry: PresenceEntry): void;
  /** Everybody on that node is gone. */
  lostNode(node: string): void;
};

/** A node is told to the others this often while somebody is here; one that was silent three times is gone. */
const hereEvery = 5_000;
const patience = 3;

/** At most four texts a second and document leave, however many people move. */
const tellEvery = 250;

export type NeighboursOptions = {
  exchange: PresenceExchange;
  clock: Clock;
  rosters: () => Iterable<readonly [document: string, roster: Roster]>;
  rosterOf: (document: string) => Roster | undefined;
};

/**
 * Presence on several nodes: each tells the others who came, moved and left, in short texts that may get lost.
 * A node that nobody else knows of tells nothing. What is lost is made good when the way is back: everything is
 * forgotten on both sides and told anew. A node that dies takes its people along after 15 to 20 seconds.
 */
export class Neighbours {
  readonly #lastHeard = new Map<string, number>();
  /** By document and client id, what the others don't know yet. */
  readonly #untold = new Map<string, Map<number, PresenceEntry>>();
  #toldAt = -Infinity;
  #telling: unknown = null;
  #here: unknown = null;
  readonly #stopListening: () => void;
  readonly #options: NeighboursOptions;

  constructor(options: NeighboursOptions) {
    this.#options = options;
    this.#stopListening = options.exchange.onTold(
      (text) => this.#heard(text),
      () => this.#back(),
    );
  }

  /** Somebody here came, moved or left. */
  said(document: string, entry: PresenceEntry): void {
    if (this.#lastHeard.size === 0) return;
    const untold = this.#untold.get(document) ?? new Map<number, PresenceEntry>();
    this.#untold.set(document, untold);
    // An id that waits already keeps its place: with many people everybody's turn comes.
    untold.set(entry.clientId, entry);
    this.#schedule();
  }

  /** The first one is here. */
  opened(document: string): void {
    this.#tell({ is: 'asking', document });
    this.#stayHere();
  }

  stop(): void {
    this.#stopListening();
    const { clock } = this.#options;
    for (const timer of [this.#telling, this.#here]) if (timer !== null) clock.clearTimeout(timer);
    this.#telling = this.#here = null;
    if (this.#lastHeard.size > 0) this.#tell({ is: 'leaving' });
  }

  #heard(text: string): void {
    const news = readNews(text);
    if (!news || news.node === this.#options.exchange.node) return;
    if (news.is === 'leaving') return this.#lost(news.node);
    const known = this.#lastHeard.has(news.node);
    this.#lastHeard.set(news.node, this.#options.clock.now());
    if (!known) this.#meet();
    if (news.is === 'asking') this.#retell(news.document);
    if (news.is !== 'present') return;
    const roster = this.#options.rosterOf(news.document);
    for (const entry of news.entries) roster?.heardElsewhere(news.node, entry);
  }

  /** Until now neither side told the other anything. */
  #meet(): void {
    this.#tell({ is: 'asking', document: null });
    this.#retell(null);
  }

  /** Texts may have been lost, in either direction. */
  #back(): void {
    for (const node of this.#lastHeard.keys()) this.#lost(node);
    this.#tell({ is: 'leaving' });
    this.#tell({ is: 'asking', document: null });
  }

  #lost(node: string): void {
    if (!this.#lastHeard.delete(node)) return;
    for (const [, roster] of this.#options.rosters()) roster.lostNode(node);
  }

  #retell(wanted: string | null): void {
    for (const [document, roster] of this.#options.rosters()) {
      if (wanted !== null && wanted !== document) continue;
      for (const entry of roster.present()) this.said(document, entry);
    }
  }

  #stayHere(): void {
    const { clock } = this.#options;
    this.#here ??= clock.setTimeout(() => {
      this.#here = null;
      const now = clock.now();
      for (const [node, at] of this.#lastHeard) if (now - at > hereEvery * patience) this.#lost(node);
      const [anybody] = this.#options.rosters();
      if (!anybody) return;
      this.#tell({ is: 'here' });
      this.#stayHere();
    }, hereEvery);
  }

  #schedule(): void {
    if (this.#telling !== null) return;
    const { clock } = this.#options;
    const wait = Math.max(0, this.#toldAt + tellEvery - clock.now());
    this.#telling = clock.setTimeout(() => {
      this.#telling = null;
      this.#flush();
    }, wait);
  }

  #flush(): void {
    const { exchange, clock } = this.#options;
    this.#toldAt = clock.now();
    for (const [document, entries] of this.#untold) {
      exchange.tell(writePresent(exchange.node, document, entries));
      if (entries.size === 0) this.#untold.delete(document);
    }
    if (this.#untold.size > 0) this.#schedule();
  }

  #tell(news: Parameters<typeof writeNews>[1]): void {
    const { exchange } = this.#options;
    exchange.tell(writeNews(exchange.node, news));
  }
}
