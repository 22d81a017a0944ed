import { headOf, type FrameHead } from './frame-head';

/** What is told about one connection. A connection is one socket: nothing of it concerns the next. */
export type SocketWatch = {
  readonly opened: () => void;
  /** False keeps the frame from leaving. */
  readonly sending: (head: FrameHead, bytes: number) => boolean;
  readonly received: (head: FrameHead) => void;
  /** `heard`: the server had said something, so this was not a door that stayed shut. */
  readonly closed: (code: number, heard: boolean) => void;
};

/** The part of `WebSocket` that is used; the provider makes its sockets with `new Socket(url)`. */
export type SocketClass = new (url: string) => {
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void;
  send(data: Uint8Array<ArrayBuffer>): void;
};

/**
 * A socket class that reports what really passes through it. The provider's own events tell of frames that it only queues,
 * and leave out its answer to the server's state; its count of unsynced changes reaches zero too early after an offline
 * spell. Here nothing is guessed: a frame counts when it is handed to the socket.
 */
export function watchedSocket(Socket: SocketClass, watch: SocketWatch): SocketClass {
  return class extends Socket {
    constructor(url: string) {
      super(url);
      // Registered before the provider's own listeners, so that an answer counts before anybody acts on it.
      let heard = false;
      this.addEventListener('open', watch.opened);
      this.addEventListener('message', ({ data }) => {
        heard = true;
        watch.received(headOf(data));
      });
      this.addEventListener('close', ({ code }) => watch.closed(code, heard));
    }

    override send(data: Uint8Array<ArrayBuffer>): void {
      if (watch.sending(headOf(data), data.length)) super.send(data);
    }
  };
}
