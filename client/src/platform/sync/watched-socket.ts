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
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'close', listener: (event: CloseEvent) => void): void;
  dispatchEvent(event: Event): boolean;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(): void;
};

/** A WebSocket's code for an end without a word. */
const broken = 1006;

/**
 * A socket class that reports what really passes through it. The provider's own events tell of frames that it only queues,
 * and leave out its answer to the server's state; its count of unsynced changes reaches zero too early after an offline
 * spell. Here nothing is guessed: a frame counts when it is handed to the socket. One that brings nothing for `patience`
 * milliseconds has failed: some networks let a WebSocket open and then nothing through.
 */
export function watchedSocket(Socket: SocketClass, watch: SocketWatch, patience: number): SocketClass {
  return class extends Socket {
    constructor(url: string) {
      super(url);
      // Registered before the provider's own listeners, so that an answer counts before anybody acts on it.
      let heard = false;
      let over = false;
      const givingUp = setTimeout(() => {
        // A network that swallows everything swallows the farewell too: nobody waits for the answer to it.
        this.dispatchEvent(Object.assign(new Event('close'), { code: broken, reason: '' }));
        this.close();
      }, patience);
      this.addEventListener('open', watch.opened);
      this.addEventListener('message', ({ data }) => {
        if (!heard) {
          heard = true;
          clearTimeout(givingUp);
          watch.worked();
        }
        watch.received(headOf(data));
      });
      this.addEventListener('close', (event) => {
        clearTimeout(givingUp);
        if (over) return event.stopImmediatePropagation();
        over = true;
        watch.closed(event.code, heard);
      });
    }

    override send(data: Uint8Array<ArrayBuffer>): void {
      if (watch.sending(headOf(data), data.length)) super.send(data);
    }
  };
}
