import type { Connection } from './connection.js';
import { Malformed } from './bytes.js';
import { closeCodes, type CloseCode } from './close-codes.js';
import type { Outcome } from './commit.js';
import type { Participant, SharedDocument } from './document.js';
import type { DocumentFrame } from './frames.js';
import { readHeartbeat } from './heartbeat.js';
import { asksForMoves } from './moves.js';
import { Outgoing, type PresenceEntry } from './outgoing.js';
import type { Access, Actor } from './ports.js';
import { refusals } from './refusals.js';
import { scanUpdate, TooHeavy, type UpdateShape } from './scan.js';
import { readToken } from './version.js';

/** The same words whether the document is not there or not theirs. */
export const refusal = 'permission-denied';

const nobody: Actor = { personId: null, name: '', organisation: '' };

/**
 * One document on one socket. Clients don't wait for the answer to their token: what they send before it is
 * held back and handled, in order, once they are let in.
 */
export class Session implements Participant {
  readonly name: string;
  readonly #connection: Connection;
  #state: 'opening' | 'open' | 'ended' = 'opening';
  #synced = false;
  #wantsMoves = false;
  #access: Access | null = null;
  #document: SharedDocument | null = null;
  #token: string | null = null;
  #asking = false;
  #held: { frame: DocumentFrame; bytes: number }[] = [];

  constructor(connection: Connection, name: string) {
    this.#connection = connection;
    this.name = name;
  }

  get finished(): boolean {
    return this.#state === 'ended';
  }

  get open(): boolean {
    return this.#state === 'open';
  }

  get synced(): boolean {
    return this.#synced;
  }

  get actor(): Actor {
    return this.#access?.actor ?? nobody;
  }

  get wantsMoves(): boolean {
    return this.#wantsMoves;
  }

  get personId(): string | null {
    return this.actor.personId;
  }

  get connection(): unknown {
    return this.#connection.context;
  }

  get writer(): boolean {
    return this.#access?.write === true;
  }

  mayWrite(): Promise<boolean> {
    return this.#connection.mayWrite(this.name);
  }

  receive(frame: DocumentFrame, bytes: number): void {
    if (this.#state === 'open') {
      this.#handle(frame);
    } else if (this.#state !== 'ended') {
      this.#held.push({ frame, bytes });
      this.#connection.hold(bytes);
    }
  }

  /** A token for a document that is open already is a fresh sign-in: the right is decided anew. */
  async authenticate(token: string): Promise<void> {
    this.#token = token;
    if (this.#asking) return; // one question at a time, however many tokens come
    this.#asking = true;
    try {
      while (this.#token !== null) {
        const next: string = this.#token;
        this.#token = null;
        await this.#decide(next);
      }
    } finally {
      this.#asking = false;
    }
  }

  async #decide(given: string): Promise<void> {
    const { major, token } = readToken(given);
    const access = await this.#connection.ask(this.name, token);
    if (this.#over) return;
    if (!access) return this.#refuse();
    const { documentMajor } = this.#connection;
    const outdated = major !== null && major < documentMajor;
    this.#access = outdated ? { ...access, write: false } : access;
    const document = this.#join();
    await document.ready;
    if (this.#over) return;
    this.#state = 'open';
    this.#connection.opened();
    this.send(document.frames.authenticated(this.writer));
    if (outdated) this.send(document.frames.reload(documentMajor));
    document.presence.introduceTo(this);
    for (const { frame, bytes } of this.#held.splice(0)) {
      this.#connection.release(bytes);
      if (!this.#over) this.#handle(frame);
    }
  }

  /** Leaves the document. What it has sent is still committed, but nobody is left to be answered. */
  end(): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    for (const { bytes } of this.#held.splice(0)) this.#connection.release(bytes);
    this.#document?.leave(this);
    this.#connection.ended(this);
  }

  send(frame: Uint8Array): void {
    this.#connection.send(frame);
  }

  sendPresence(entries: readonly PresenceEntry[]): void {
    if (this.#document) this.send(this.#document.frames.presence(entries));
  }

  answered(bytes: number, outcome: Outcome): void {
    this.#connection.settled(bytes);
    if (this.#state === 'ended' || !this.#document) return;
    const { frames } = this.#document;
    if (outcome === 'stored' || outcome === 'known') return this.send(frames.accepted);
    const { code, closes, reason } = refusals[outcome];
    this.send(frames.refusal(code));
    this.send(frames.refused);
    if (closes !== null) this.closeSocket(closes, reason);
  }

  closeSocket(code: CloseCode, reason: string): void {
    // Whoever has left by then may have gone on with something else on the same socket.
    if (this.#state !== 'ended') this.#connection.close(code, reason);
  }

  #join(): SharedDocument {
    if (!this.#document) {
      this.#document = this.#connection.documentOf(this.name);
      this.#document.join(this);
    }
    return this.#document;
  }

  #refuse(): void {
    this.send(new Outgoing(this.name).permissionDenied(refusal));
    this.end();
    this.#connection.refused(this.name);
  }

  /** The socket is closed for bytes that are no update. Which of its documents they were for, only this message tells. */
  #scanned(update: Uint8Array, document: SharedDocument): UpdateShape | null {
    try {
      return scanUpdate(update, this.#connection.mostOfUpdate);
    } catch (error) {
      if (error instanceof TooHeavy) {
        this.send(document.frames.refusal('heavy'));
        this.closeSocket(closeCodes.content, error.message);
        return null;
      }
      if (error instanceof Malformed) this.send(document.frames.refusal('content'));
      throw error;
    }
  }

  get #over(): boolean {
    return this.#state === 'ended' || !this.#connection.listening;
  }

  #handle(frame: DocumentFrame): void {
    const document = this.#document;
    if (!document) return;
    switch (frame.kind) {
      case 'step1':
        this.#synced = true;
        return document.sync(this, frame.stateVector);
      case 'change': {
        const shape = this.#scanned(frame.update, document);
        if (!shape) return;
        this.#connection.unanswered(frame.update.length);
        return document.submit({ author: this, update: frame.update, shape });
      }
      case 'presence':
        return document.presence.heard(this, frame.claims);
      case 'queryPresence':
        return document.presence.introduceTo(this);
      case 'close':
        return this.end();
      case 'stateless': {
        if (frame.text === asksForMoves) this.#wantsMoves = true;
        const heartbeat = readHeartbeat(frame.text);
        return heartbeat && this.#synced ? document.compare(this, heartbeat) : undefined;
      }
      case 'auth': // the connection opens documents
        return;
    }
  }
}
