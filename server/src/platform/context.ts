import { randomUUID } from 'node:crypto';
import { isLocale, type Locale } from '@concord/locale';
import type { ClearanceStep, Viewer } from '@concord/consultation';
import DataLoader from 'dataloader';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource, EntityManager } from 'typeorm';
import type { Config } from './config.js';
import { NOBODY, type Scope } from './database/scope.js';
import type { Database } from './database/wall.js';
import type { Cursors } from './events/cursor.js';
import type { Places } from './places.js';
import type { Doorbell } from './events/doorbell.js';
import { isId } from './ids.js';
import type { Log } from './log.js';

/** What a person is in a consultation: for whom they act, in which roles, within which scope. */
export type Standing = Viewer & {
  /** The steps before the clearing officer in their organisation, and those of them that are this person's. */
  readonly chain: readonly ClearanceStep[];
  readonly steps: readonly ClearanceStep[];
  /** The clearing officer whose deputy this person is just now. */
  readonly actsFor: string | null;
};

/** Who is asking. Decided once at the edge, from cookie or token; never taken from input. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'person';
      readonly personId: string;
      readonly locale: Locale;
      readonly sessionId: string;
      readonly expiresAt: Date;
    }
  | {
      readonly kind: 'program';
      readonly personId: string;
      readonly locale: Locale;
      readonly tokenId: string;
      readonly scopes: readonly string[];
    };

/** What every use case may lean on, made once in app.ts. */
export type PlatformServices = {
  readonly config: Config;
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly cursors: Cursors;
  readonly places: Places;
  /** A key of the installation's own for one purpose; made anew each time, and stored nowhere. */
  readonly keyFor: (purpose: string) => Buffer;
  /** Reads what a person is in each consultation in which they take part, by its id. */
  readonly readStandings: (
    manager: EntityManager,
    personId: string,
    now: Date,
  ) => Promise<ReadonlyMap<string, Standing>>;
  /** Of many people in one consultation, by person: whoever has no part there is left out. */
  readonly readStandingsOf: (
    manager: EntityManager,
    personIds: readonly string[],
    consultationId: string,
    now: Date,
  ) => Promise<ReadonlyMap<string, Standing>>;
};

/** How a list of things is read in one query. The definition object itself is the key of its cache. */
export type LoaderDefinition<K, V> = {
  /** Reads the same rows whoever asks: whether they may be shown is asked afterwards, of what was read. */
  readonly alike?: true;
  /** Its keys are organisations: what is theirs is read, whichever of their people asks. */
  readonly ofOrganisation?: true;
  readonly batch: (ctx: RequestContext, keys: readonly K[]) => Promise<ReadonlyMap<K, V>>;
};

/** One request, or one event delivered to one subscription. */
export class RequestContext {
  readonly requestId: string;
  readonly log: Log;
  // Not #private: Apollo hands resolvers a shallow copy of the context, and a copy has no private fields.
  private readonly loaders = new Map<object, DataLoader<string, unknown>>();
  private readonly rights: { standings: Promise<ReadonlyMap<string, Standing>> | null } = { standings: null };
  private readonly standings = new Map<string, Promise<Standing | null>>();
  private readonly open: { manager: EntityManager | null } = { manager: null };
  private readonly life = { isOver: false };
  private readonly seen = new Map<Actor, DataSource>();

  constructor(
    readonly services: PlatformServices,
    public actor: Actor,
    readonly locale: Locale,
    log: Log,
    /** Only on the HTTP door: the place to set a cookie. */
    readonly http: { readonly request: FastifyRequest; readonly reply: FastifyReply } | null = null,
    readonly now: () => Date = () => new Date(),
    /** Where it is not the actor's own: work that nobody in particular asked for. */
    private readonly given: Scope | null = null,
  ) {
    this.requestId = randomUUID();
    this.log = log.child({ requestId: this.requestId });
  }

  get personId(): string | null {
    return this.actor.kind === 'anonymous' ? null : this.actor.personId;
  }

  /** [TX1] Where this request reads: the connection of its transaction while one is open, else the pool's next. */
  get manager(): EntityManager {
    this.mustLive();
    return this.open.manager ?? this.database.manager;
  }

  /** [RL1] What PostgreSQL shows to whoever is asking, on a connection of the pool. */
  get database(): DataSource {
    const { actor } = this;
    const seen = this.seen.get(actor) ?? this.services.database.as(this.given ?? scopeOf(actor));
    this.seen.set(actor, seen);
    return seen;
  }

  /**
   * Runs `work` on a transaction's own connection, with nothing remembered from before: rights are read again inside
   * the commit they allow (T7), and a transaction never waits for a second connection, or twenty writers at once
   * would hold the whole pool and wait for each other for ever.
   */
  async within<T>(manager: EntityManager, work: () => Promise<T>): Promise<T> {
    if (this.open.manager) throw new Error('A request changes one thing after the other');
    this.forget();
    this.open.manager = manager;
    try {
      const result = await work();
      // [GQ4] Whoever waited was told that it was stopped.
      this.mustLive();
      return result;
    } finally {
      this.open.manager = null;
      this.forget();
    }
  }

  /**
   * The actor's organisation, roles and scope in a consultation; null when they have no part in it. All of theirs are
   * read at once: whichever is asked for, and whether it is there, costs one statement a request (T4).
   */
  standing(consultationId: string): Promise<Standing | null> {
    // Each field of each comment asks.
    const known = this.standings.get(consultationId) ?? this.standingIn(consultationId);
    this.standings.set(consultationId, known);
    return known;
  }

  private async standingIn(consultationId: string): Promise<Standing | null> {
    const { personId } = this;
    if (!personId || !isId(consultationId)) return null;
    this.rights.standings ??= this.services.readStandings(this.manager, personId, this.now());
    return (await this.rights.standings).get(consultationId) ?? null;
  }

  /** The consultations in which the actor takes part. */
  async consultations(): Promise<readonly string[]> {
    const { personId } = this;
    if (!personId) return [];
    this.rights.standings ??= this.services.readStandings(this.manager, personId, this.now());
    return [...(await this.rights.standings).keys()].toSorted();
  }

  /** [AC4] Whether the token of a program covers it; a person may whatever their rights allow. */
  allows(scope: 'read' | 'write'): boolean {
    return this.actor.kind !== 'program' || this.actor.scopes.includes(scope);
  }

  /** Batches the reads of one tick and remembers them for this request. */
  load<V>(definition: LoaderDefinition<string, V>, id: string): Promise<V | null> {
    return isId(id) ? (this.loaderOf(definition).load(id) as Promise<V | null>) : Promise.resolve(null);
  }

  /** What was read already need not be read again. */
  remember<V>(definition: LoaderDefinition<string, V>, id: string, value: V): void {
    this.loaderOf(definition).prime(id, value);
  }

  private loaderOf(definition: LoaderDefinition<string, unknown>): DataLoader<string, unknown> {
    const found = this.loaders.get(definition);
    if (found) return found;
    const loader = new DataLoader<string, unknown>(async (ids) => {
      const rows = await definition.batch(this, ids);
      return ids.map((one) => rows.get(one) ?? null);
    });
    this.loaders.set(definition, loader);
    return loader;
  }

  /** Signing in changes who is asking: the rest of the same answer is already theirs. */
  become(actor: Actor): void {
    this.actor = actor;
    this.forget();
  }

  /** [GQ4] Nobody waits for an answer any more: nothing is read from now on, and nothing committed. */
  end(): void {
    this.life.isOver = true;
  }

  private mustLive(): void {
    if (this.life.isOver) throw new Error('The request has ended');
  }

  /** The same actor, asking something else: a socket's operations don't share what they read. */
  renewed(): RequestContext {
    return new RequestContext(this.services, this.actor, this.locale, this.log, null, this.now, this.given);
  }

  /** Forgets what was read. A subscription calls it before each event, a mutation after its commit. */
  forget(): void {
    this.loaders.clear();
    this.standings.clear();
    this.rights.standings = null;
  }
}

const scopeOf = (actor: Actor): Scope =>
  actor.kind === 'anonymous' ? NOBODY : { kind: 'person', personId: actor.personId };

/** The language of messages: what the page shows now, then the account's, then the browser's. */
export function chooseLocale(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  actor: Actor,
): Locale {
  const asked = headers['x-concord-locale'];
  if (typeof asked === 'string' && isLocale(asked)) return asked;
  if (actor.kind !== 'anonymous') return actor.locale;
  const accepted = String(headers['accept-language'] ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase());
  return accepted.find(isLocale) ?? 'en';
}
