import { Malformed } from './bytes.js';
import { closeCodes } from './close-codes.js';
import type { SharedDocument } from './document.js';
import { readFrame, type DocumentFrame, type Frame } from './frames.js';
import type { Limits } from './limits.js';
import { Outgoing, pingFrame, pongFrame } from './outgoing.js';
import type { Pace } from './pace.js';
import type { Access, Clock, Gatekeeper, Logger, SocketData, SyncSocket } from './ports.js';
import type { Most } from './scan.js';
import { refusal, Session } from './session.js';

export type ConnectionOptions = {
  socket: SyncSocket;
  /** Whatever the server wants to know its connections by; handed to the gatekeeper untouched. */
  context: unknown;
  gatekeeper: Gatekeeper;
  /** What a client has to know to write. */
  documentMajor: number;
  clock: Clock;
  limits: Limits;
  pace: Pace;
  logger: Logger;
  documentOf: (name: string) => SharedDocument;
  onClosed: (connection: Connection) => void;
};

/** Pings without any sign of life after which a socket counts as dead. */
const patience = 3;

/** The provider's `sessionAwareness` puts a private key behind a NUL into the name; frames could not be shared. */
const routingSeparator = '\0';

/** One socket: reads frames, hands them to the session of their document, and keeps the socket's bounds. */
export class Connection {
  readonly context: unknown;
  readonly #options: ConnectionOptions;
  readonly #sessions = new Map<string, Session>();
  /** Left before they were let in: what they held is still to be read. */
  readonly #leaving = new Set<Session>();
  readonly #refused = new Set<string>();
  /** Whose rate its frames count for: the socket itself while nobody knows who it is. */
  #sender: unknown = this;
  #refusals = 0;
  #held = 0;
  #unanswered = 0;
  #silence = 0;
  #closed = false;
  #deaf = false;
  #deadline: unknown;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.context = options.context;
    const { socket, clock, limits } = options;
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('close', () => this.#gone());
    socket.on('error', () => this.#gone());
    this.#deadline = clock.setTimeout(
      () => this.close(closeCodes.unauthenticated, 'no document opened in time'),
      limits.authenticateWithin,
    );
  }

  get documentNames(): string[] {
    return [...this.#sessions.keys()];
  }

  get listening(): boolean {
    return !this.#closed && !this.#deaf;
  }

  /** From now on frames are left unread; what was read is still answered. */
  stopListening(): void {
    this.#deaf = true;
  }

  /** Never throws. A reader that lags too far behind is closed instead of being sent more. */
  send(frame: Uint8Array): void {
    if (this.#closed) return;
    const { socket, limits } = this.#options;
    if (socket.bufferedAmount > limits.queuedBytes) {
      this.close(closeCodes.slow, 'reads too slowly');
      return;
    }
    try {
      socket.send(frame);
    } catch (error) {
      this.#options.logger.warn({ error }, 'frame could not be sent');
      this.close(closeCodes.internal, 'could not send');
    }
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#gone();
    try {
      this.#options.socket.close(code, reason);
    } catch (error) {
      this.#options.logger.warn({ error, code }, 'socket could not be closed');
    }
  }

  /** Sends a ping, or gives up a socket that answered none of the last ones. */
  ping(): void {
    if (this.#silence >= patience) {
      this.close(closeCodes.silent, 'no sign of life');
      return;
    }
    this.#silence += 1;
    this.send(pingFrame);
  }

  // What its sessions ask of it.

  get documentMajor(): number {
    return this.#options.documentMajor;
  }

  get mostOfUpdate(): Most {
    return this.#options.limits.update;
  }

  documentOf(name: string): SharedDocument {
    return this.#options.documentOf(name);
  }

  async ask(name: string, token: string): Promise<Access | null> {
    if (name.includes(routingSeparator)) return null;
    const access = await this.#options.gatekeeper.open(name, token, this.context);
    this.#sender = access?.actor.personId ?? this.#sender;
    if (this.#sender !== this) this.#options.pace.forget(this);
    return access;
  }

  async mayWrite(name: string): Promise<boolean> {
    return this.#options.gatekeeper.mayWrite(name, this.context);
  }

  opened(): void {
    this.#options.clock.clearTimeout(this.#deadline);
  }

  ended(session: Session): void {
    this.#leaving.delete(session);
    if (this.#sessions.get(session.name) === session) this.#sessions.delete(session.name);
  }

  refused(name: string): void {
    this.#refused.add(name);
    this.#refusals += 1;
    if (this.#refusals >= this.#options.limits.refusalsPerSocket) {
      this.close(closeCodes.tooMuch, 'too many refusals');
    }
  }

  hold(bytes: number): void {
    this.#held += bytes;
    if (this.#held > this.#options.limits.heldBytes) {
      this.close(closeCodes.tooMuch, 'too much before being let in');
    }
  }

  release(bytes: number): void {
    this.#held -= bytes;
  }

  unanswered(bytes: number): void {
    this.#unanswered += bytes;
    if (this.#unanswered > this.#options.limits.unacknowledgedBytes) {
      this.close(closeCodes.tooMuch, 'too much unacknowledged');
    }
  }

  settled(bytes: number): void {
    this.#unanswered -= bytes;
  }

  #receive(data: SocketData, isBinary: boolean): void {
    if (!this.listening) return;
    this.#silence = 0;
    this.#guard(() => {
      if (!isBinary) throw new Malformed('text frame');
      const bytes = asBytes(data);
      if (!this.#options.pace.take(this.#sender, bytes.length)) {
        this.close(closeCodes.tooMuch, 'too fast');
        return;
      }
      if (bytes.length > this.#options.limits.frameBytes) {
        this.close(closeCodes.tooBig, 'frame too big');
        return;
      }
      this.#handle(readFrame(bytes, this.#options.limits), bytes.length);
    });
  }

  #handle(frame: Frame, bytes: number): void {
    if (frame.kind === 'pong') return;
    if (frame.kind === 'ping') {
      this.send(pongFrame);
      return;
    }
    if (frame.kind === 'auth') {
      this.#authenticate(frame.document, frame.token);
      return;
    }
    const session = this.#session(frame);
    session?.receive(frame, bytes);
    // The name is free again at once: a client may leave a document and open it anew without waiting.
    if (session && frame.kind === 'close') this.#detach(session);
  }

  #detach(session: Session): void {
    this.#sessions.delete(session.name);
    if (!session.finished) this.#leaving.add(session);
  }

  #authenticate(name: string, token: string): void {
    this.#refused.delete(name);
    const session = this.#sessions.get(name) ?? this.#begin(name);
    session?.authenticate(token).catch((error: unknown) => this.#failed(error, name));
  }

  #session(frame: DocumentFrame): Session | null {
    const name = frame.document;
    const session = this.#sessions.get(name);
    if (session) return session;
    // A client that was refused has already sent more, and one may leave what it never opened.
    if (this.#refused.has(name) || frame.kind === 'close') return null;
    return this.#begin(name);
  }

  #begin(name: string): Session | null {
    if (this.#sessions.size + this.#leaving.size >= this.#options.limits.documentsPerSocket) {
      this.send(new Outgoing(name).permissionDenied(refusal));
      this.refused(name);
      return null;
    }
    const session = new Session(this, name);
    this.#sessions.set(name, session);
    return session;
  }

  #failed(error: unknown, document: string): void {
    if (error instanceof Malformed) {
      this.close(closeCodes.malformed, error.message);
      return;
    }
    this.#options.logger.error({ error, document }, 'document could not be opened');
    this.close(closeCodes.unavailable, 'try again');
  }

  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (error instanceof Malformed) {
        this.close(closeCodes.malformed, error.message);
        return;
      }
      this.#options.logger.error({ error }, 'frame could not be handled');
      this.close(closeCodes.internal, 'internal error');
    }
  }

  #gone(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.clock.clearTimeout(this.#deadline);
    for (const session of this.#sessions.values()) session.end();
    for (const session of this.#leaving) session.end();
    // Else it would be held, with all that hangs on it, for as long as nobody stays long enough to be pinged.
    this.#options.pace.forget(this);
    this.#options.onClosed(this);
  }
}

function asBytes(data: SocketData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data));
  // A plain view: Node's Buffer overrides `slice` and `subarray` with its own.
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
