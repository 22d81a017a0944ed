/** Answers that are written once and sent to many. */
import type { FormattedExecutionResult } from 'graphql';
import { WebSocket } from 'ws';

/** Close code for a listener that reads more slowly than things happen: it comes back and says where it stands. */
export const RESYNC = 4413;

const MOST_QUEUED = 1024 * 1024;

export type Outlet = {
  /** False: nothing more can be sent there. */
  send(body: Buffer): boolean;
};

/** The end of a `next` message, from its payload on: the same for everybody who gets it. */
export const bodyOf = (result: FormattedExecutionResult): Buffer => Buffer.from(`${JSON.stringify(result)}}`);

/** [SE4] One operation of one socket. A socket with more than 1 MiB unsent is closed and resyncs by its cursor. */
export function outletOf(socket: WebSocket, id: string): Outlet {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  return {
    send(body) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      if (socket.bufferedAmount > MOST_QUEUED) {
        socket.close(RESYNC, 'Resync');
        return false;
      }
      const frame = Buffer.allocUnsafe(head.length + body.length);
      head.copy(frame);
      body.copy(frame, head.length);
      socket.send(frame, { binary: false });
      return true;
    },
  };
}
