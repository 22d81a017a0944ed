import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import type { Writing } from './acknowledgements';
import { socketsBlocked, tabMemory } from '../slow-path';
import { Lookout } from './lookout';
import { PathChoice, type Path } from './path-choice';
import { StreamSocket } from './stream-socket';
import { watchedSocket, type SocketClass, type SocketWatch } from './watched-socket';

/** One document's interest in the socket it shares with others. */
export type DocumentWatch = {
  readonly opened: () => void;
  /** False keeps a frame of this many bytes from leaving. */
  readonly sending: (what: Writing, bytes: number) => boolean;
  readonly answered: (accepted: boolean) => void;
  /** `heard`: the server had said something on this connection. */
  readonly closed: (code: number, heard: boolean) => void;
};

/** Milliseconds. 300 people lose the same server at the same moment: come back spread out, but soon. */
const retry = { delay: 500, minDelay: 300, maxDelay: 8000, factor: 1.6, jitter: true } as const;

/** The hub's close code for "more than one person may send" (PROTOCOL.md). */
const tooMuch = 4429;
/** Milliseconds. */
const restFor = 5000;

/** How long a connection may bring nothing before it counts as failed. Milliseconds. */
const patience: Readonly<Record<Path, number>> = { socket: 8000, stream: 20_000 };
type LineOptions = {
  readonly Socket?: SocketClass;
  readonly Stream?: SocketClass;
  /** What lasts as long as the tab; null where there is no such thing. */
  readonly memory?: Storage | null;
  readonly firstLook?: number;
};

/** The one connection to `/sync`, for all documents that are open on this page. */
export class SyncLine {
  readonly provider: HocuspocusProviderWebsocket;
  readonly #lookout: Lookout;
  readonly #kinds: Readonly<Record<Path, SocketClass>>;
  readonly #choice: PathChoice;
  readonly #watches = new Map<string, DocumentWatch>();
  #up = false;
  #paused = false;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, options: LineOptions = {}) {
    const { Socket = WebSocket, Stream = StreamSocket, memory = null } = options;
    this.#lookout = new Lookout({
      url,
      Socket,
      firstLook: options.firstLook,
      onBlocked: () => socketsBlocked.set(true),
      onThrough: () => {
        this.#choice.backToSocket();
        this.#takeChosen();
        this.provider.webSocket?.close();
      },
    });
    this.#choice = new PathChoice(memory);
    const watch: SocketWatch = {
      opened: () => {
        this.#up = true;
        for (const each of this.#watches.values()) each.opened();
      },
      worked: () => {
        this.#choice.worked();
        if (this.#choice.path === 'stream') this.#lookout.begin();
        else socketsBlocked.set(false);
      },
      sending: (head, bytes) =>
        head.kind === 'whole' || head.kind === 'update'
          ? (this.#watches.get(head.document)?.sending(head.kind, bytes) ?? true)
          : true,
      received: (head) => {
        if (head.kind === 'answer') this.#watches.get(head.document)?.answered(head.accepted);
      },
      closed: (code, heard) => {
        this.#up = false;
        this.#lookout.stop();
        // Closing what is still on its way is our own doing.
        if (!heard && !this.#paused) this.#choice.failed();
        this.#takeChosen();
        for (const each of this.#watches.values()) each.closed(code, heard);
        if (code === tooMuch) this.#rest();
      },
    };
    this.#kinds = {
      socket: watchedSocket(Socket, watch, patience.socket),
      stream: watchedSocket(Stream, watch, patience.stream),
    };
    this.provider = new HocuspocusProviderWebsocket({
      ...retry,
      url,
      WebSocketPolyfill: this.#kinds[this.#choice.path],
    });
    // A retry that was already timed forgets that it was called off.
    this.provider.on('status', ({ status }: { status: string }) => {
      if (this.#paused && status === 'connecting') this.provider.disconnect();
    });
  }

  #takeChosen(): void {
    this.provider.configuration.WebSocketPolyfill = this.#kinds[this.#choice.path];
  }

  get up(): boolean {
    return this.#up;
  }

  watch(documentName: string, watch: DocumentWatch): () => void {
    this.#watches.set(documentName, watch);
    return () => {
      if (this.#watches.get(documentName) === watch) this.#watches.delete(documentName);
    };
  }

  /** The server asked for a pause: what waits is sent with the next connection. */
  #rest(): void {
    if (this.#paused) return;
    this.pause();
    this.#resting = setTimeout(() => this.resume(), restFor * (1 + Math.random()));
  }

  /** No further attempts until `resume`: knocking at a door that asks for a sign-in helps nobody. */
  pause(): void {
    clearTimeout(this.#resting);
    this.#paused = true;
    this.provider.disconnect();
  }

  /** Connects at once, without waiting for the next attempt. */
  resume(): void {
    clearTimeout(this.#resting);
    this.#paused = false;
    if (!this.#up) void this.provider.connect();
  }

  close(): void {
    clearTimeout(this.#resting);
    this.#lookout.stop();
    this.provider.destroy();
  }
}

let shared: { readonly line: SyncLine; users: number } | null = null;

/** The page's line; it is closed when nobody uses it any more. */
export function borrowLine(): { readonly line: SyncLine; readonly giveBack: () => void } {
  const mine = (shared ??= { line: new SyncLine(syncUrl(), { memory: tabMemory() }), users: 0 });
  mine.users += 1;
  let used = true;
  return {
    line: mine.line,
    giveBack: () => {
      if (!used) return;
      used = false;
      mine.users -= 1;
      if (mine.users > 0) return;
      mine.line.close();
      if (shared === mine) shared = null;
    },
  };
}

const syncUrl = () =>
  `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/sync`;
