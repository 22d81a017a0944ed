import { HourlyAllowance } from './allowance.js';
import { closeCodes } from './close-codes.js';
import { Connection } from './connection.js';
import { SharedDocument } from './document.js';
import type { Grammar } from './grammar.js';
import { defaultLimits, type Limits } from './limits.js';
import { createMemoryLeases } from './memory-leases.js';
import { Neighbours, type Roster } from './neighbours.js';
import type { Rehearsal } from './rehearsal.js';
import { Pace } from './pace.js';
import type {
  Clock,
  Doorbell,
  Gatekeeper,
  Leases,
  Logger,
  PresenceExchange,
  SyncSocket,
  UpdateLog,
} from './ports.js';

export type HubOptions = {
  log: UpdateLog;
  gatekeeper: Gatekeeper;
  doorbell: Doorbell;
  /** Kept in memory if left out: enough for one node, forgotten at its end. */
  leases?: Leases;
  /** What may stand where in this document; null takes everything that Yjs can live with. */
  grammar?(documentName: string): Grammar | null;
  /** Tries out what may take long to apply; without it nothing is tried. */
  rehearsal?: Rehearsal;
  /** Without it people on other nodes are not seen. */
  presenceExchange?: PresenceExchange;
  clock: Clock;
  logger?: Logger;
  limits?: Partial<Limits>;
  /** Major version of the document model. A client that says it knows an older one only may not write. */
  documentMajor?: number;
  /** Called after each commit made here. Readers here are sent it at once, a large audience within 60 ms. */
  onCommitted?(documentName: string, seq: number): void;
};

export type HubStats = {
  connections: number;
  documents: number;
  /** Of them, those that are more than bytes in memory: small ones, and long ones that are written in. */
  structured: number;
  sessions: number;
  queuedUpdates: number;
};

export interface Hub {
  /**
   * Takes over a socket. Call it in the turn in which the socket opened: frames that arrive before are lost.
   * `connection` is the server's own idea of who this is; it comes back to the gatekeeper.
   */
  connect(socket: SyncSocket, connection: unknown): void;
  /** Closes matching sockets now; returns how many. The filter also sees which documents a socket has open. */
  closeConnections(
    filter: (connection: unknown, documentNames: readonly string[]) => boolean,
    code: number,
    reason: string,
  ): number;
  /** Reads no more, answers what was read, then closes every socket with 1012. Final. */
  drain(): Promise<void>;
  stats(): HubStats;
}

const silent: Logger = { warn() {}, error() {} };

export function createHub(options: HubOptions): Hub {
  const { log, gatekeeper, doorbell, clock, logger = silent } = options;
  const leases = options.leases ?? createMemoryLeases();
  const limits = { ...defaultLimits, ...options.limits };
  const pace = new Pace(clock, limits);
  const allowance = new HourlyAllowance(clock, limits);
  const documents = new Map<string, SharedDocument>();
  const connections = new Set<Connection>();
  let pinging: unknown = null;
  let draining = false;

  const neighbours = options.presenceExchange
    ? new Neighbours({
        exchange: options.presenceExchange,
        clock,
        rosters: () => [...documents].map(([name, { presence }]): [string, Roster] => [name, presence]),
        rosterOf: (name) => documents.get(name)?.presence,
      })
    : null;

  const stopListening = doorbell.onRing((name, seq) => documents.get(name)?.announce(seq));

  function documentOf(name: string): SharedDocument {
    const known = documents.get(name);
    if (known) return known;
    const document = new SharedDocument({
      name,
      log,
      leases,
      allowance,
      grammar: options.grammar?.(name) ?? null,
      rehearsal: options.rehearsal ?? null,
      clock,
      limits,
      logger,
      onCommitted,
      onPresence: (documentName, entry) => neighbours?.said(documentName, entry),
      onUnused,
    });
    documents.set(name, document);
    neighbours?.opened(name);
    return document;
  }

  function onUnused(document: SharedDocument): void {
    if (documents.get(document.name) === document) documents.delete(document.name);
  }

  function onCommitted(name: string, seq: number): void {
    try {
      doorbell.ring(name, seq);
      options.onCommitted?.(name, seq);
    } catch (error) {
      // The rows are committed and announced here; whoever missed it reads the log later.
      logger.error({ error, document: name, seq }, 'a commit could not be announced');
    }
  }

  function onClosed(connection: Connection): void {
    connections.delete(connection);
    if (connections.size === 0) stopPinging();
  }

  function keepPinging(): void {
    pinging ??= clock.setTimeout(() => {
      pinging = null;
      for (const connection of connections) connection.ping();
      pace.sweep();
      for (const document of documents.values()) document.rest();
      allowance.sweep();
      if (connections.size > 0) keepPinging();
    }, limits.pingEvery);
  }

  function stopPinging(): void {
    if (pinging !== null) clock.clearTimeout(pinging);
    pinging = null;
  }

  return {
    connect(socket, context) {
      if (draining) {
        socket.close(closeCodes.restart, 'restarting');
        return;
      }
      connections.add(
        new Connection({
          socket,
          context,
          gatekeeper,
          documentMajor: options.documentMajor ?? 0,
          clock,
          limits,
          pace,
          logger,
          documentOf,
          onClosed,
        }),
      );
      keepPinging();
    },

    closeConnections(filter, code, reason) {
      const matching = [...connections].filter((each) => filter(each.context, each.documentNames));
      for (const connection of matching) connection.close(code, reason);
      return matching.length;
    },

    async drain() {
      draining = true;
      for (const connection of connections) connection.stopListening();
      await Promise.all([...documents.values()].map((document) => document.idle()));
      for (const connection of connections) connection.close(closeCodes.restart, 'restarting');
      stopListening();
      neighbours?.stop();
      stopPinging();
    },

    stats() {
      const open = [...documents.values()];
      return {
        connections: connections.size,
        documents: open.length,
        structured: open.filter((document) => document.structured).length,
        sessions: open.reduce((sum, document) => sum + document.participants, 0),
        queuedUpdates: open.reduce((sum, document) => sum + document.queued, 0),
      };
    },
  };
}
