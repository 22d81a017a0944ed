import { bringsNewerParts, DOCUMENT_VERSION, documentSchema, project } from '@concord/document';
import type { DocumentJson } from '@concord/document/model';
import type { Schema } from '@tiptap/pm/model';
import { HocuspocusProvider } from '@hocuspocus/provider';
import { asksForMoves, readMoves } from '@concord/sync/moves';
import * as Y from 'yjs';
import { createStore, type Store } from '../store';
import { Acknowledgements, type SaveFacts, type Writing } from './acknowledgements';
import type { AsideReason, AsideShelf, AsideText } from './aside';
import { heartbeatOf } from './heartbeat';
import type { Forgetting, LocalCopy } from './local-copy';
import { Presence } from './presence';
import { readServerMessage } from './server-message';
import type { SyncLine } from './sync-line';
import { unsentBlocks } from './unsent-text';

export type DocumentState = {
  /** `reaching`: nothing to show yet and the server does not answer; `refused`: not open to this person. */
  readonly phase: 'loading' | 'reaching' | 'open' | 'refused';
  /** What the server said last; null until it said something. */
  readonly access: 'write' | 'read' | 'none' | null;
  /** The session has ended: nothing goes out until the person signs in again. */
  readonly signedOut: boolean;
  /** This page is older than the server: it may read, and write again when it was loaded anew. */
  readonly outdated: boolean;
  /** It holds parts that this page does not know, and would delete if it showed them (DO29). */
  readonly newer: boolean;
  readonly save: SaveFacts;
  /** The document has no room for what was refused last. */
  readonly full: boolean;
  readonly kept: LocalCopy['kept'];
  /** What was written here can never be sent. It lies on the shelf: end this session and begin another. */
  readonly spoiled: boolean;
  /** Text that earlier sessions could not send, and the server still lacks. */
  readonly aside: readonly AsideText[];
};

/** `unknown`: the server could not be asked. */
export type SignIn = 'same' | 'ended' | 'unknown';

export type DocumentOptions = {
  readonly documentName: string;
  readonly line: SyncLine;
  readonly openCopy: (doc: Y.Doc) => Promise<LocalCopy>;
  readonly shelf: AsideShelf;
  readonly askSignIn: () => Promise<SignIn>;
  /** What of the document a person would read, for text that has to be kept aside. A section's text unless told. */
  readonly contentOf?: (doc: Y.Doc) => DocumentJson;
  /** What the editor can show. A section's text unless told. */
  readonly schema?: Schema;
  /** The copy on this device stays when the session ends, so that the document opens without a network. */
  readonly keepsCopy?: boolean;
  readonly now?: () => number;
  /** Milliseconds between two comparisons with the server. */
  readonly beatEvery?: number;
};

/** Our door closed because the right to be here ended (`RIGHTS_ENDED` of the server). */
const rightsEnded = 4403;
/** The hub could not read a frame, or found it too large. */
const unreadable: ReadonlySet<number> = new Set([4400, 1009]);
/** Milliseconds without an answer after which a person is told that the server can't be reached. */
const soon = 3000;
/** Bytes; the hub closes a socket that brings a larger frame (`limits.frameBytes`). Its own message comes on top. */
export const largestFrame = 2 * 1024 * 1024;
/** A setback may be chance, as when another window was faster; the same again is not. */
const enoughSetbacks = 2;

/** One document that is being edited: its content, its copy on this device, and its way to the server. */
export class DocumentSession {
  readonly doc = new Y.Doc();
  readonly presence = new Presence(this.doc);
  readonly state: Store<DocumentState>;
  readonly #options: DocumentOptions;
  readonly #now: () => number;
  readonly #acknowledgements = new Acknowledgements();
  #provider: HocuspocusProvider | null = null;
  #copy: LocalCopy | null = null;
  #stopWatching = () => {};
  #reaching: ReturnType<typeof setTimeout>;
  #beating: ReturnType<typeof setInterval>;
  /** The highest number of the log of which everything was sent here. */
  #seq: number | null = null;
  /** Something has happened since the last comparison. */
  #uncompared = true;
  #setbacks = 0;
  /** What this session puts aside, once it is spoiled. */
  #aside: Pick<AsideText, 'id' | 'at' | 'reason'> | null = null;
  #shelfRead = false;
  #asking = false;
  #ended = false;

  constructor(options: DocumentOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.state = createStore<DocumentState>({
      phase: 'loading',
      access: null,
      signedOut: false,
      outdated: false,
      newer: false,
      save: this.#acknowledgements.facts,
      full: false,
      kept: 'device',
      spoiled: false,
      aside: [],
    });
    this.#reaching = setTimeout(() => {
      if (this.state.get().phase === 'loading') this.#set({ phase: 'reaching' });
    }, soon);
    this.#beating = setInterval(() => this.#beat(), options.beatEvery ?? 15_000);
    void this.#start();
  }

  async #start(): Promise<void> {
    const { documentName, line, openCopy } = this.#options;
    // Told before any observer is called, so that an editor can let go of the text in time.
    this.doc.on('beforeObserverCalls', (transaction) => {
      if (bringsNewerParts(transaction, this.#options.schema ?? documentSchema))
        this.#set({ newer: true, outdated: true });
    });
    const copy = await openCopy(this.doc);
    if (this.#ended) return copy.release({ forget: 'no' });
    this.#copy = copy;
    this.#set({ kept: copy.kept });
    copy.onLost(() => this.#set({ kept: 'page' }));
    if (copy.unsaved) this.#acknowledgements.edited(this.#now());
    // Before the provider listens: an edit is counted first, then its frame leaves.
    this.doc.on('update', (_update, origin) => {
      this.#uncompared = true;
      if (origin !== this.#provider && origin !== copy.origin) this.#edited();
    });
    this.#stopWatching = line.watch(documentName, {
      opened: () => this.#note(() => this.#acknowledgements.opened()),
      sending: (what, bytes) => this.#maySend(what, bytes),
      answered: (accepted) => this.#note(() => this.#acknowledgements.answered(accepted, this.#now())),
      closed: (code, heard) => {
        this.#note(() => this.#acknowledgements.closed());
        this.#seq = null;
        if (unreadable.has(code) && this.#unsaved) this.#setback();
        // A door that stays shut may be ours: without a session the server does not even open the socket.
        if (code === rightsEnded || !heard) void this.#lookAtSignIn();
      },
    });
    const provider = new HocuspocusProvider({
      name: documentName,
      document: this.doc,
      awareness: this.presence,
      websocketProvider: line.provider,
      // Which documents this page can read and write; who it is, the server knows from the cookie.
      token: `v${DOCUMENT_VERSION} `,
      onAuthenticated: ({ scope }) => {
        this.#set({ access: scope === 'read-write' ? 'write' : 'read', signedOut: false });
        this.#provider?.sendStateless(asksForMoves);
      },
      onAuthenticationFailed: () => {
        this.#set({ access: 'none' });
        if (!this.#show()) this.#set({ phase: 'refused' });
        void this.#lookAtSignIn();
      },
      onStateless: ({ payload }) => {
        const moves = readMoves(payload);
        if (moves) this.presence.moved(moves, this.#provider);
        else this.#told(payload);
      },
      onSynced: () => {
        this.#set({ phase: 'open' });
        void this.#readShelf();
      },
    });
    this.#provider = provider;
    if (line.up) this.#acknowledgements.opened();
    provider.attach();
    this.#show();
    this.#note(() => {});
  }

  /** After signing in, or because the person asks for it: knock again. */
  again(): void {
    const { line } = this.#options;
    this.#set({ signedOut: false, ...(this.state.get().phase === 'refused' && { phase: 'loading' }) });
    if (!line.up) line.resume();
    else void this.#introduce();
  }

  /** The person has put the text in again, or wants it no more. */
  async forgetAside(id: string): Promise<void> {
    this.#set({ aside: this.state.get().aside.filter((text) => text.id !== id) });
    await this.#options.shelf.forget(id);
  }

  /** Anew on a socket that is open: the token first, else the server does not know whose document is meant. */
  async #introduce(): Promise<void> {
    await this.#provider?.sendToken();
    this.#provider?.startSync();
  }

  /** Ends the session. The copy on this device stays unless everything is saved, or `forget` says so. */
  async end(options?: { readonly forget: boolean }): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#reaching);
    clearInterval(this.#beating);
    const { unsavedSince, settled } = this.#acknowledgements.facts;
    this.#stopWatching();
    const { line, shelf } = this.#options;
    // Queued farewells would be delivered on a later connection, to whoever has the document open then.
    if (!line.up) line.provider.configuration.providerMap.delete(this.#options.documentName);
    this.#provider?.destroy();
    this.presence.destroy();
    const copy = this.#copy;
    const last = this.#aside && this.#asideText(this.#aside);
    this.doc.destroy();
    // Typed while it was being put aside.
    if (last) await shelf.keep(last);
    const saved = unsavedSince === null && settled;
    const whenSaved: Forgetting = saved && !this.#options.keepsCopy ? 'whenAlone' : 'no';
    await copy?.release({ forget: options ? (options.forget ? 'now' : 'no') : last ? 'now' : whenSaved });
  }

  get #unsaved(): boolean {
    return this.#acknowledgements.facts.unsavedSince !== null;
  }

  #edited(): void {
    this.#note(() => this.#acknowledgements.edited(this.#now()));
  }

  #note(change: () => void): void {
    const before = this.state.get().save.unsavedSince !== null;
    change();
    const save = this.#acknowledgements.facts;
    const unsaved = save.unsavedSince !== null;
    if (unsaved !== before) this.#copy?.mark(unsaved);
    if (save.settled && !save.refused && !unsaved) this.#setbacks = 0;
    this.#set({ save, ...(!save.refused && { full: false }) });
  }

  #maySend(what: Writing, bytes: number): boolean {
    if (this.#aside) return false;
    if (bytes > largestFrame) {
      void this.#putAside('tooBig');
      return false;
    }
    return this.#acknowledgements.sending(what);
  }

  #told(text: string): void {
    const said = readServerMessage(text);
    if (said?.type === 'committed') {
      this.#seq = said.seq;
      this.#uncompared = true;
    } else if (said?.type === 'reload') {
      this.#set({ outdated: true });
    } else if (said?.type === 'refused') {
      this.#refused(said.code);
    }
  }

  /** Why the answer that comes next says no (SY25). */
  #refused(code: string): void {
    switch (code) {
      case 'denied':
        return this.#set({ access: 'read' });
      case 'full':
        return this.#set({ full: true });
      case 'ids': // the socket is closed, and everything sent again later
        return;
      case 'gap':
        return this.#setback();
      case 'taken':
      case 'heavy':
        return void this.#putAside(code);
      default:
        return void this.#putAside('content');
    }
  }

  #setback(): void {
    this.#setbacks += 1;
    if (this.#setbacks >= enoughSetbacks) void this.#putAside('content');
  }

  /** Whatever is sent from here would build on what the server refused: the text is kept, and the document begun anew. */
  async #putAside(reason: AsideReason): Promise<void> {
    if (this.#aside || this.#ended) return;
    const at = this.#now();
    this.#aside = { id: `${at}-${this.doc.clientID}`, at, reason };
    // Kept before anything is given up.
    await this.#options.shelf.keep(this.#asideText(this.#aside));
    this.#set({ spoiled: true });
  }

  #asideText(aside: Pick<AsideText, 'id' | 'at' | 'reason'>): AsideText {
    return { ...aside, content: this.#content(), blocks: null };
  }

  #content(): DocumentJson {
    const { contentOf } = this.#options;
    return contentOf ? contentOf(this.doc) : project(this.doc).content;
  }

  /** Once the document is here: what of the text aside it lacks. */
  async #readShelf(): Promise<void> {
    if (this.#shelfRead) return;
    this.#shelfRead = true;
    const { shelf } = this.#options;
    const texts = await shelf.read();
    if (texts.length === 0 || this.#ended) return;
    const content = this.#content();
    const compared = texts.map((text) => ({
      ...text,
      blocks: text.blocks ?? unsentBlocks(text.content, content),
    }));
    this.#set({ aside: compared.filter(({ blocks }) => blocks.length > 0) });
    for (const text of compared) await (text.blocks.length > 0 ? shelf.keep(text) : shelf.forget(text.id));
  }

  /** Says what is here, so that the server can tell whether it is what was saved. Silent while nothing happens. */
  #beat(): void {
    const { access, outdated } = this.state.get();
    const open = this.#options.line.up && (access === 'write' || access === 'read') && !outdated;
    if (!open || this.#seq === null || !this.#uncompared || !this.#acknowledgements.quiet) return;
    const beat = heartbeatOf(this.doc, this.#seq);
    if (beat === null) return;
    this.#uncompared = false;
    this.#provider?.sendStateless(beat);
  }

  /** Shows the text if there is one. An empty document is shown only when the server says that it is empty. */
  #show(): boolean {
    if (this.state.get().phase === 'open') return true;
    if (this.doc.store.clients.size === 0) return false;
    this.#set({ phase: 'open' });
    return true;
  }

  async #lookAtSignIn(): Promise<void> {
    if (this.#asking || this.#ended || this.state.get().signedOut) return;
    this.#asking = true;
    const signIn = await this.#options.askSignIn();
    this.#asking = false;
    if (this.#ended || signIn !== 'ended') return;
    this.#options.line.pause();
    this.#set({ signedOut: true });
  }

  #set(change: Partial<DocumentState>): void {
    if (!this.#ended) this.state.set({ ...this.state.get(), ...change });
  }
}
