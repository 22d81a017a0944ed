/**
 * Everything one turn of the event loop has for a socket leaves as one write: system calls are most of what telling
 * a crowd costs. Below the messages of a `ws` WebSocket lies a stream, and this writes to it directly; what shares
 * a message shares its WebSocket frame too.
 */
import type { SyncSocket } from './ports.js';

/** The part of a `ws` WebSocket that is used; `perMessageDeflate` must be off. */
export type ServerWebSocket = Pick<SyncSocket, 'close' | 'on'> & {
  readonly readyState: number;
  readonly OPEN: number;
};

/** The part of a `net.Socket` that is used: that of the upgrade request, or `_socket` of the WebSocket. */
export type ByteStream = {
  readonly writableLength: number;
  cork(): void;
  uncork(): void;
  write(bytes: Uint8Array): unknown;
};

/** Below this, copying several frames into one buffer costs less than handing the system a list of buffers. */
const cheapToCopy = 16 * 1024;

const binaryMessage = 0x82;

export function gatherWrites(webSocket: ServerWebSocket, stream: ByteStream): SyncSocket {
  return new GatheringSocket(webSocket, stream);
}

class GatheringSocket implements SyncSocket {
  readonly #webSocket: ServerWebSocket;
  readonly #stream: ByteStream;
  #frames: Uint8Array[] = [];
  readonly on: SyncSocket['on'];
  readonly #flush = (): void => this.#write();

  constructor(webSocket: ServerWebSocket, stream: ByteStream) {
    this.#webSocket = webSocket;
    this.#stream = stream;
    this.on = webSocket.on.bind(webSocket);
  }

  get bufferedAmount(): number {
    return this.#stream.writableLength;
  }

  send(message: Uint8Array): void {
    if (this.#frames.push(webSocketFrame(message)) === 1) queueMicrotask(this.#flush);
  }

  close(code: number, reason: string): void {
    this.#write();
    this.#webSocket.close(code, reason);
  }

  #write(): void {
    const frames = this.#frames;
    if (frames.length === 0) return;
    this.#frames = [];
    // After a closing frame nothing may follow.
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    const [only] = frames;
    if (only && frames.length === 1) {
      this.#stream.write(only);
      return;
    }
    let bytes = 0;
    for (const { length } of frames) bytes += length;
    if (bytes <= cheapToCopy) {
      this.#stream.write(Buffer.concat(frames, bytes));
      return;
    }
    this.#stream.cork();
    for (const frame of frames) this.#stream.write(frame);
    this.#stream.uncork();
  }
}

const frames = new WeakMap<Uint8Array, Uint8Array>();

/** The message again, as a view into its WebSocket frame: whoever keeps the one keeps the other for nothing. */
export function framedMessage(message: Uint8Array): Uint8Array {
  const header = headerOf(message.length);
  const frame = Buffer.concat([header, message]);
  const view = new Uint8Array(frame.buffer, frame.byteOffset + header.length, message.length);
  frames.set(view, frame);
  return view;
}

/** RFC 6455: one unmasked binary message in one frame. */
function webSocketFrame(message: Uint8Array): Uint8Array {
  return frames.get(message) ?? Buffer.concat([headerOf(message.length), message]);
}

function headerOf(length: number): Uint8Array {
  if (length < 126) return Uint8Array.of(binaryMessage, length);
  if (length < 65_536) return Uint8Array.of(binaryMessage, 126, length >> 8, length & 255);
  const header = new Uint8Array(10);
  header.set([binaryMessage, 127]);
  new DataView(header.buffer).setBigUint64(2, BigInt(length));
  return header;
}
