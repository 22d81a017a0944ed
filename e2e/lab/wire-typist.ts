/**
 * Somebody who types over a real socket, by our own hand and not the stock provider's: fifty of them cost little,
 * because they follow nobody else's typing, and every answer is laid to the frame it belongs to. Their document outlives
 * the connection; what was not answered is sent again after the next one.
 */
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { frames, read, statesIn } from './wire.ts';

export type Door = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

type Sent = { readonly tokens: readonly string[] };

export class WireTypist {
  readonly doc = new Y.Doc();
  readonly document: string;
  /** Typed and not answered yet. */
  readonly open = new Set<string>();
  /** Who else is here, by client id, as they were last told. */
  readonly others = new Map<number, string>();
  /** What an honest client should never be told. */
  readonly complaints: string[] = [];
  #socket: WebSocket | null = null;
  /** Its own part is sent: what is typed from now on continues it. */
  #synced = false;
  #hasText = false;
  #sent: Sent[] = [];
  #tokens: string[] = [];
  #whenSynced: { resolve: () => void; reject: (error: Error) => void } | null = null;
  #whenAnswered: (() => void)[] = [];
  readonly #onAcknowledged: (token: string) => void;
  readonly #follows: boolean;

  constructor(options: {
    document: string;
    onAcknowledged?: (token: string) => void;
    /** Also takes in what others type after it came. */
    follows?: boolean;
  }) {
    this.document = options.document;
    this.#onAcknowledged = options.onAcknowledged ?? (() => {});
    this.#follows = options.follows ?? false;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'hub') return;
      // Before it is synced, step 2 will carry it.
      if (this.#synced) this.#send(frames.update(this.document, update), this.#tokens.splice(0));
    });
  }

  /** Resolves when it has the text. Rejects when the line breaks before, or it is not let in. */
  async connect(door: Door): Promise<void> {
    this.drop();
    const socket = new WebSocket(door.url, { headers: door.headers, perMessageDeflate: false });
    this.#socket = socket;
    const synced = new Promise<void>((resolve, reject) => {
      this.#whenSynced = { resolve, reject };
    });
    socket.on('error', (error) => this.#lost(socket, error));
    socket.on('close', (code, reason) =>
      this.#lost(socket, new Error(`closed: ${code} ${reason.toString()}`)),
    );
    socket.on('message', (data: Buffer) => this.#hear(socket, data));
    socket.on('open', () => {
      socket.send(frames.token(this.document));
      socket.send(frames.step1(this.document, Y.encodeStateVector(this.doc)));
    });
    await synced;
  }

  get connected(): boolean {
    return this.#synced && this.#hasText;
  }

  /** Frames that wait for their answer. */
  get unanswered(): number {
    return this.#sent.length;
  }

  /** At the end of the first paragraph. */
  type(token: string): void {
    this.open.add(token);
    this.#tokens.push(token);
    const words = paragraphOf(this.doc);
    if (!words) throw new Error('There is no paragraph to type into');
    words.insert(words.length, `⟦${token}⟧`);
  }

  presence(state: object): void {
    this.#socket?.send(frames.presence(this.document, this.doc.clientID, JSON.stringify(state)));
  }

  /** Resolves when everything typed is answered. */
  async answered(): Promise<void> {
    if (this.open.size > 0) await new Promise<void>((resolve) => this.#whenAnswered.push(resolve));
  }

  text(): string {
    return this.doc.getXmlFragment('content').toJSON();
  }

  /** The line breaks: what is under way is gone. */
  drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#synced = this.#hasText = false;
    this.#sent = [];
    this.#tokens = [];
    socket?.terminate();
  }

  leave(): void {
    this.drop();
    this.doc.destroy();
  }

  #hear(socket: WebSocket, data: Buffer): void {
    if (socket !== this.#socket) return;
    const heard = read(data, this.document);
    switch (heard.kind) {
      case 'ping':
        return socket.send(frames.pong);
      case 'denied':
        return this.#lost(socket, new Error('not let in'));
      case 'update':
        if (!this.#synced || this.#follows) Y.applyUpdate(this.doc, heard.bytes, 'hub');
        return;
      case 'step2':
        Y.applyUpdate(this.doc, heard.bytes, 'hub');
        this.#hasText = true;
        return this.#ready();
      case 'step1': {
        // What the answer carries is acknowledged with it.
        this.#synced = true;
        this.#tokens = [];
        this.#send(frames.step2(this.document, Y.encodeStateAsUpdate(this.doc, heard.bytes)), [...this.open]);
        return this.#ready();
      }
      case 'status':
        return this.#status(heard.accepted);
      case 'presence':
        for (const { clientId, state } of statesIn(heard.bytes)) {
          if (state === 'null') this.others.delete(clientId);
          else this.others.set(clientId, state);
        }
        return;
      case 'other':
        return;
    }
  }

  #ready(): void {
    if (this.connected) this.#whenSynced?.resolve();
  }

  #status(accepted: boolean): void {
    const sent = this.#sent.shift();
    if (!sent) this.complaints.push('an answer to nothing');
    else if (!accepted) this.complaints.push(`refused: ${sent.tokens.join(' ')}`);
    else {
      for (const token of sent.tokens) {
        if (this.open.delete(token)) this.#onAcknowledged(token);
      }
      if (this.open.size === 0) for (const resolve of this.#whenAnswered.splice(0)) resolve();
    }
  }

  #send(frame: Uint8Array, tokens: readonly string[]): void {
    this.#sent.push({ tokens });
    this.#socket?.send(frame);
  }

  #lost(socket: WebSocket, error: Error): void {
    if (socket !== this.#socket) return;
    this.drop();
    this.#whenSynced?.reject(error);
  }
}

/** The state of a document as a newcomer is given it. */
export async function readState(door: Door, document: string): Promise<Y.Doc> {
  const reader = new WireTypist({ document });
  await reader.connect(door);
  reader.drop();
  return reader.doc;
}

export function paragraphOf(doc: Y.Doc): Y.XmlText | null {
  for (const node of doc.getXmlFragment('content').toArray()) {
    if (!(node instanceof Y.XmlElement) || node.nodeName !== 'paragraph') continue;
    const words = node.toArray().find((each) => each instanceof Y.XmlText);
    if (words instanceof Y.XmlText) return words;
  }
  return null;
}
