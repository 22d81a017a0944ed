import { HocuspocusProvider } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { createStore, type Store } from '../store';
import { Acknowledgements, type SaveFacts } from './acknowledgements';
import type { LocalCopy } from './local-copy';
import { Presence } from './presence';
import type { SyncLine } from './sync-line';

export type DocumentState = {
  /** `reaching`: nothing to show yet and the server does not answer; `refused`: not open to this person. */
  readonly phase: 'loading' | 'reaching' | 'open' | 'refused';
  /** What the server said last; null until it said something. */
  readonly access: 'write' | 'read' | 'none' | null;
  /** The session has ended: nothing goes out until the person signs in again. */
  readonly signedOut: boolean;
  readonly save: SaveFacts;
  readonly kept: LocalCopy['kept'];
};

/** `unknown`: the server could not be asked. */
export type SignIn = 'same' | 'ended' | 'unknown';

export type DocumentOptions = {
  readonly documentName: string;
  readonly line: SyncLine;
  readonly openCopy: (doc: Y.Doc) => Promise<LocalCopy>;
  readonly askSignIn: () => Promise<SignIn>;
  readonly now?: () => number;
};

/** Our door closed because the right to be here ended (`RIGHTS_ENDED` of the server). */
const rightsEnded = 4403;
/** Milliseconds without an answer after which a person is told that the server can't be reached. */
const soon = 3000;

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
  #asking = false;
  #ended = false;

  constructor(options: DocumentOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.state = createStore<DocumentState>({
      phase: 'loading',
      access: null,
      signedOut: false,
      save: this.#acknowledgements.facts,
      kept: 'device',
    });
    this.#reaching = setTimeout(() => {
      if (this.state.get().phase === 'loading') this.#set({ phase: 'reaching' });
    }, soon);
    void this.#start();
  }

  async #start(): Promise<void> {
    const { documentName, line, openCopy } = this.#options;
    const copy = await openCopy(this.doc);
    if (this.#ended) return copy.release({ forget: false });
    this.#copy = copy;
    this.#set({ kept: copy.kept });
    if (copy.unsaved) this.#acknowledgements.edited(this.#now());
    // Before the provider listens: an edit is counted first, then its frame leaves.
    this.doc.on('update', (_update, origin) => {
      if (origin !== this.#provider && origin !== copy.origin) this.#edited();
    });
    this.#stopWatching = line.watch(documentName, {
      opened: () => this.#note(() => this.#acknowledgements.opened()),
      sending: (what) => this.#acknowledgements.sending(what),
      answered: (accepted) => this.#note(() => this.#acknowledgements.answered(accepted, this.#now())),
      closed: (code, heard) => {
        this.#note(() => this.#acknowledgements.closed());
        // A door that stays shut may be ours: without a session the server does not even open the socket.
        if (code === rightsEnded || !heard) void this.#lookAtSignIn();
      },
    });
    const provider = new HocuspocusProvider({
      name: documentName,
      document: this.doc,
      awareness: this.presence,
      websocketProvider: line.provider,
      onAuthenticated: ({ scope }) => {
        this.#set({ access: scope === 'read-write' ? 'write' : 'read', signedOut: false });
      },
      onAuthenticationFailed: () => {
        this.#set({ access: 'none' });
        if (!this.#show()) this.#set({ phase: 'refused' });
        void this.#lookAtSignIn();
      },
      onSynced: () => this.#set({ phase: 'open' }),
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
    const { unsavedSince, settled } = this.#acknowledgements.facts;
    this.#stopWatching();
    const { line } = this.#options;
    // Queued farewells would be delivered on a later connection, to whoever has the document open then.
    if (!line.up) line.provider.configuration.providerMap.delete(this.#options.documentName);
    this.#provider?.destroy();
    this.presence.destroy();
    const copy = this.#copy;
    this.doc.destroy();
    await copy?.release({ forget: options?.forget ?? (unsavedSince === null && settled) });
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
    this.#set({ save });
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
