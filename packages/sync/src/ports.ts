/**
 * What the hub needs from the world around it. The server gives the real things (Postgres, sessions,
 * Redis, the system clock); tests give held promises.
 */

/** Who is behind a connection, as others see it. `personId` is null for programs with a token. */
export type Actor = { personId: string | null; name: string; organisation: string };

/** What one connection may do with one document. */
export type Access = { actor: Actor; write: boolean };

export interface Gatekeeper {
  /**
   * May this connection read the document? `null` refuses; "not yours" and "not there" are the same answer.
   * A rejected promise means "I can't tell now": the socket is closed as unavailable and the client retries.
   */
  open(documentName: string, token: string, connection: unknown): Promise<Access | null>;
  /** Asked again before every commit, also for sockets that have gone in the meantime. */
  mayWrite(documentName: string, connection: unknown): Promise<boolean>;
}

/** One row of the log: a Yjs V1 update and who wrote it. */
export type LoggedUpdate = { update: Uint8Array; personId: string | null };

/** An update on its way into the log; `connection` is what `Hub.connect` was given with the socket it came over. */
export type SubmittedUpdate = LoggedUpdate & { connection?: unknown };

/** The append-only truth of a document's text. `seq` counts its rows from 1; 0 is a document without rows. */
export interface UpdateLog {
  /** Everything needed to rebuild the state: a snapshot first if there is one, then the rows after it. */
  load(documentName: string): Promise<{ updates: Uint8Array[]; seq: number }>;
  /**
   * Resolves only after COMMIT, with the `seq` of the last row. The rows of one batch get consecutive `seq`s in
   * the order given, under the document's lock. A rejection may hide a commit that happened: the hub reads on.
   * Only `Denied` says that nothing was stored, and whose updates were in the way.
   */
  append(documentName: string, batch: readonly SubmittedUpdate[]): Promise<{ seq: number }>;
  /** The rows after `seq` in order, and the `seq` of the last one (`seq` itself if there is none). */
  since(documentName: string, seq: number): Promise<{ updates: Uint8Array[]; seq: number }>;
}

/** Who may write under a Yjs clientID of a document, for ever (key: document + clientID). */
export interface Leases {
  /** Gives the clientID to the person if nobody has it; answers who has it. Atomic over nodes. */
  lease(documentName: string, clientId: number, personId: string): Promise<{ personId: string }>;
  /** Who has which of these already. */
  holders(documentName: string, clientIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

/** "Document D reached seq N." Carries no data: a lost ring costs delay only. */
export interface Doorbell {
  ring(documentName: string, seq: number): void;
  /** Returns the function that stops listening. */
  onRing(listener: (documentName: string, seq: number) => void): () => void;
}

/**
 * Carries short texts between nodes about who is in which document. Any of them may get lost, doubled or delayed: that
 * costs delay only.
 */
export interface PresenceExchange {
  /** What this node is called; no two are called alike, and it has another name after a restart. */
  readonly node: string;
  /** To every other node, at most 7000 bytes. Never throws and never waits. */
  tell(text: string): void;
  /**
   * What others tell; one's own texts may come back. `onBack` when the way is there, at first and after every time in
   * which texts may have been lost. Returns the function that stops listening; telling is still possible then.
   */
  onTold(listener: (text: string) => void, onBack: () => void): () => void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(action: () => void, milliseconds: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Fits pino. */
export interface Logger {
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** The part of a `ws` WebSocket that the hub touches; anything of this shape will do. See `gatherWrites`. */
export interface SyncSocket {
  /** Bytes handed to `send` that have not left yet. */
  readonly bufferedAmount: number;
  /** One message. The same bytes go to many sockets: they must not be changed. */
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
  on(event: 'message', listener: (data: SocketData, isBinary: boolean) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export type SocketData = Uint8Array | ArrayBuffer | Uint8Array[];
