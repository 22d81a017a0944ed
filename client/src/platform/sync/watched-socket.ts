import { headOf, type FrameHead } from './frame-head';

/** What is told about one connection. A connection is one socket: nothing of it concerns the next. */
export type SocketWatch = {
  readonly opened: () => void;
  /** The server has said its first word: this way leads somewhere. */
  readonly worked: () => void;
  /** False keeps the frame from leaving. */
  readonly sending: (head: FrameHead, bytes: number) => boolean;
  readonly received: (head: FrameHead) => void;
  /** `heard`: the server had said something, so this was not a door that stayed shut. */
  readonly closed: (code: number, heard: boolean) => void;
};

type CloseEvent = Event & { readonly code: number };

/** The part of `WebSocket` that is used; the provider makes its sockets with `new Socket(url)`. */
export type SocketClass = new (url: string) => {
  readonly readyState: number;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'close', listener: (event: CloseEvent) => void): void;
  dispatchEvent(event: Event): boolean;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(): void;
};

export type WatchedSocket = InstanceType<SocketClass> & {
  /** Asks the hub for a sign of life; without any in time the connection has ended. */
  proveAlive(within: number): void;
  /** Another attempt takes its place: nothing is told of it any more. */
  retire(): void;
};
type WatchedSocketClass = new (url: string) => WatchedSocket;

/** Of the hub: answered at once, whoever asks. Each is its type alone. */
const ping = 9;
const pong = 10;
const OPEN = 1;

/** A WebSocket's code for an end without a word. */
const broken = 1006;

/**
 * A socket class that reports what really passes through it. The provider's own events tell of frames that it only queues,
 * and leave out its answer to the server's state; its count of unsynced changes reaches zero too early after an offline
 * spell. Here nothing is guessed: a frame counts when it is handed to the socket. One that brings nothing for `patience`
 * milliseconds has failed: some networks let a WebSocket open and then nothing through.
 */
export function watchedSocket(Socket: SocketClass, watch: SocketWatch, patience: number): WatchedSocketClass {
  return class extends Socket {
    #givingUp: ReturnType<typeof setTimeout> | undefined;
    #over = false;

    constructor(url: string) {
      super(url);
      // Registered before the provider's own listeners, so that an answer counts before anybody acts on it.
      let heard = false;
      this.#expectWithin(patience);
      this.addEventListener('open', watch.opened);
      this.addEventListener('message', (event) => {
        const data = event.data as unknown;
        clearTimeout(this.#givingUp);
        if (!heard) {
          heard = true;
          watch.worked();
        }
        watch.received(headOf(data));
        // The provider knows no such frame, and would read it as one of a document.
        if (isPong(data)) event.stopImmediatePropagation();
      });
      this.addEventListener('close', (event) => {
        clearTimeout(this.#givingUp);
        if (this.#over) return event.stopImmediatePropagation();
        this.#over = true;
        watch.closed(event.code, heard);
      });
    }

    #expectWithin(milliseconds: number): void {
      clearTimeout(this.#givingUp);
      this.#givingUp = setTimeout(() => {
        // A network that swallows everything swallows the farewell too: nobody waits for the answer to it.
        this.dispatchEvent(Object.assign(new Event('close'), { code: broken, reason: '' }));
        this.close();
      }, milliseconds);
    }

    proveAlive(within: number): void {
      const open = this.readyState === OPEN;
      if (open) super.send(Uint8Array.of(ping));
      // One that is closing already answers nobody.
      this.#expectWithin(open ? within : 0);
    }

    retire(): void {
      clearTimeout(this.#givingUp);
      this.#over = true;
    }

    override send(data: Uint8Array<ArrayBuffer>): void {
      if (watch.sending(headOf(data), data.length)) super.send(data);
    }
  };
}

const isPong = (data: unknown): boolean =>
  data instanceof ArrayBuffer && data.byteLength === 1 && new Uint8Array(data)[0] === pong;
