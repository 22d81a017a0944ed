/** Answers that are written once and sent to many. */
import type { Writable } from 'node:stream';
import type { FormattedExecutionResult } from 'graphql';
import { WebSocket } from 'ws';

/** Close code for a listener that reads more slowly than things happen: it comes back and says where it stands. */
export const RESYNC = 4413;

const MOST_QUEUED = 1024 * 1024;
/** What is gathered for one socket leaves at the latest then. */
const MOST_GATHERED = 64 * 1024;

export type Outlet = {
  /** Gathers it for the next flush. False: nothing more can be sent there. */
  send(body: Buffer): boolean;
  flush(): void;
};

/** The end of a `next` message, from its payload on: the same for everybody who gets it. */
export const bodyOf = (result: FormattedExecutionResult): Buffer => Buffer.from(`${JSON.stringify(result)}}`);

/**
 * [SE4] One operation of one socket. A socket with more than 1 MiB unsent is closed and resyncs by its cursor. What is
 * gathered leaves as one write to the stream below the socket: system calls are most of what telling a crowd costs.
 */
export function outletOf(
  socket: WebSocket,
  stream: Pick<Writable, 'write' | 'writableLength'>,
  id: string,
): Outlet {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  let gathered: Buffer[] = [];
  let bytes = 0;
  function flush(): void {
    const [only, ...others] = gathered;
    if (!only) return;
    const all = others.length === 0 ? only : Buffer.concat(gathered, bytes);
    gathered = [];
    bytes = 0;
    // After a closing frame nothing may follow.
    if (socket.readyState === WebSocket.OPEN) stream.write(all);
  }
  return {
    send(body) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      if (stream.writableLength + bytes > MOST_QUEUED) {
        socket.close(RESYNC, 'Resync');
        return false;
      }
      const frame = textFrame(head, body);
      gathered.push(frame);
      bytes += frame.length;
      if (bytes > MOST_GATHERED) flush();
      return true;
    },
    flush,
  };
}

/** The same over the way round WebSockets, which gathers what it is given by itself. */
export function streamOutletOf(
  socket: {
    readonly readyState: number;
    readonly bufferedAmount: number;
    send(frame: Buffer): void;
    close(code: number, reason: string): void;
  },
  id: string,
): Outlet {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  return {
    send(body) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      if (socket.bufferedAmount > MOST_QUEUED) {
        socket.close(RESYNC, 'Resync');
        return false;
      }
      socket.send(Buffer.concat([head, body]));
      return true;
    },
    flush: () => {},
  };
}

const textMessage = 0x81;

/** RFC 6455: one unmasked text message in one frame; the sockets do not compress. */
function textFrame(head: Buffer, body: Buffer): Buffer {
  const length = head.length + body.length;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = textMessage;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(head, start);
  frame.set(body, start + head.length);
  return frame;
}
