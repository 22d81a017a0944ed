/**
 * A WebSocket client that costs next to nothing: five hundred of them share a core with nobody noticing. It reads frame
 * headers, hands whole payloads on and masks with zeros. No fragments, no compression: none of the contestants uses them.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type Client = {
  /** Bytes received, headers included. */
  readonly received: number;
  readonly closed: boolean;
  /** What the server said when it closed. */
  readonly farewell: string | null;
  send(payload: Uint8Array): void;
  close(): void;
};

/**
 * Resolves when the server has accepted; `onMessage` gets a view that is valid only during the call. `headers`: more of
 * them, each with its line end.
 */
export function openClient(
  port: number,
  path: string,
  onMessage: (payload: Buffer, client: Client) => void,
  headers = '',
): Promise<Client> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const client = new RawClient(socket, onMessage);
    let head = Buffer.alloc(0);
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n${headers}\r\n`,
    );
    const onHead = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', onHead);
      if (!head.toString('latin1', 0, 12).endsWith('101')) {
        reject(new Error(head.toString('latin1', 0, end)));
        socket.destroy();
        return;
      }
      socket.on('data', (data: Buffer) => client.take(data));
      resolve(client);
      if (head.length > end + 4) client.take(head.subarray(end + 4));
    };
    socket.on('data', onHead);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed before it was open')));
  });
}

class RawClient implements Client {
  received = 0;
  closed = false;
  farewell: string | null = null;
  #rest: Buffer | null = null;
  /** Large messages come in many chunks; they are joined once, when all are there. */
  #chunks: Buffer[] = [];
  #wanted = 0;
  #held = 0;
  readonly #socket: Socket;
  readonly #onMessage: (payload: Buffer, client: Client) => void;

  constructor(socket: Socket, onMessage: (payload: Buffer, client: Client) => void) {
    this.#socket = socket;
    this.#onMessage = onMessage;
    socket.on('close', () => (this.closed = true));
  }

  take(chunk: Buffer): void {
    this.received += chunk.length;
    if (this.#wanted > 0) {
      this.#chunks.push(chunk);
      this.#held += chunk.length;
      if (this.#held < this.#wanted) return;
      chunk = Buffer.concat(this.#chunks);
      this.#chunks = [];
      this.#wanted = 0;
      this.#held = 0;
    } else if (this.#rest) {
      chunk = Buffer.concat([this.#rest, chunk]);
      this.#rest = null;
    }
    let at = 0;
    while (at + 2 <= chunk.length) {
      const opcode = (chunk[at] ?? 0) & 15;
      let length = chunk[at + 1] ?? 0;
      let start = at + 2;
      if (length === 126) {
        if (at + 4 > chunk.length) break;
        length = chunk.readUInt16BE(at + 2);
        start = at + 4;
      } else if (length === 127) {
        if (at + 10 > chunk.length) break;
        length = Number(chunk.readBigUInt64BE(at + 2));
        start = at + 10;
      }
      if (start + length > chunk.length) {
        this.#wanted = start + length - at;
        break;
      }
      const payload = chunk.subarray(start, start + length);
      if (opcode === 2 || opcode === 1) this.#onMessage(payload, this);
      else if (opcode === 9) this.#write(10, payload);
      else if (opcode === 8) this.farewell = farewellOf(payload);
      at = start + length;
    }
    if (at === chunk.length) return;
    if (this.#wanted > 0) {
      this.#chunks = [chunk.subarray(at)];
      this.#held = chunk.length - at;
    } else this.#rest = chunk.subarray(at);
  }

  send(payload: Uint8Array): void {
    this.#write(2, payload);
  }

  close(): void {
    this.#socket.destroy();
  }

  #write(opcode: number, payload: Uint8Array): void {
    const { length } = payload;
    const head =
      length < 126
        ? Buffer.from([128 | opcode, 128 | length, 0, 0, 0, 0])
        : Buffer.from([128 | opcode, 128 | 126, length >> 8, length & 255, 0, 0, 0, 0]);
    this.#socket.write(Buffer.concat([head, payload]));
  }
}

const farewellOf = (payload: Buffer): string =>
  payload.length < 2 ? 'no reason' : `${payload.readUInt16BE(0)} ${payload.toString('utf8', 2)}`;
