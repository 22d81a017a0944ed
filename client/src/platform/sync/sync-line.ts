import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import type { Writing } from './acknowledgements';
import { socketsBlocked, tabMemory } from '../slow-path';
import { Lookout } from './lookout';
import { PathChoice, type Path } from './path-choice';
import { StreamSocket } from './stream-socket';
import { onWaking } from '../waking';
import { watchedSocket, type SocketClass, type SocketWatch, type WatchedSocket } from './watched-socket';

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
/** How long one that stands may take to answer whoever has just woken up. Milliseconds. */
const signOfLife: Readonly<Record<Path, number>> = { socket: 5000, stream: 15_000 };
/** A device that wakes up says so in several ways at once: an attempt this young is the answer to one of them. */
const fresh = 1000;

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
  /** When the last attempt began. */
  #began = Date.now();
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
      if (status !== 'connecting') return;
      this.#began = Date.now();
      if (this.#paused) this.provider.disconnect();
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

  /**
   * The device may have slept, or has its network back: what is open shows within seconds that it lives, what waits for
   * its next attempt goes now, and an attempt from before is made anew. A pause stays one.
   */
  wake(): void {
    if (this.#paused) return;
    const socket = this.provider.webSocket as unknown as WatchedSocket | null;
    if (this.#up) return socket?.proveAlive(signOfLife[this.#choice.path]);
    if (socket !== null && Date.now() - this.#began <= fresh) return;
    socket?.retire();
    void this.provider.connect();
  }

  close(): void {
    clearTimeout(this.#resting);
    this.#lookout.stop();
    this.provider.destroy();
  }
}

type SharedLine = { readonly line: SyncLine; readonly sleepOn: () => void; users: number };
let shared: SharedLine | null = null;

/** The page's line; it is closed when nobody uses it any more. */
export function borrowLine(): { readonly line: SyncLine; readonly giveBack: () => void } {
  const mine = (shared ??= openShared());
  mine.users += 1;
  let used = true;
  return {
    line: mine.line,
    giveBack: () => {
      if (!used) return;
      used = false;
      mine.users -= 1;
      if (mine.users > 0) return;
      mine.sleepOn();
      mine.line.close();
      if (shared === mine) shared = null;
    },
  };
}

function openShared(): SharedLine {
  const line = new SyncLine(syncUrl(), { memory: tabMemory() });
  return { line, sleepOn: onWaking(() => line.wake()), users: 0 };
}

const syncUrl = () =>
  `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/sync`;
