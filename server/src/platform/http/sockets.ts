/** The doors of what stays open: exact origin, an actor from the same cookie, and an end when the right to be there ends. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type ServerOptions } from 'ws';
import type { RequestContext } from '../context.js';
import type { Log } from '../log.js';
import { bearerOf } from './bearer.js';
import type { Origins } from './origin.js';
import { answerFailure, answerGreeting, answerUpgrade, numberClose, withoutQuery } from './refused.js';

export type Door = {
  readonly path: string;
  readonly server: WebSocketServer;
};

/** Close code when sign-in or rights have ended: the client signs in again before it reconnects. */
export const RIGHTS_ENDED = 4403;
export const SERVICE_RESTART = 1012;

const MAX_PAYLOAD = 8 * 1024 * 1024;
const CHECK_MS = 1_500;

/** More than one person or one machine has use for; whoever comes then is sent away before anything is kept for them. */
export type SocketBounds = {
  /** Requests for a socket that are being looked at. */
  readonly waiting: number;
  readonly perPerson: number;
  readonly open: number;
};

const usual: SocketBounds = { waiting: 256, perPerson: 300, open: 20_000 };

/** Who is told to go and does not answer is cut off then; the types of ws don't know the option yet. */
const CLOSE_MS = 3_000;

export function createDoor(path: string, protocol?: string): Door {
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
    closeTimeout: CLOSE_MS,
    ...(protocol ? { handleProtocols: (offered) => (offered.has(protocol) ? protocol : false) } : {}),
  };
  return { path, server: new WebSocketServer(options) };
}

/** What stays open for somebody: a WebSocket, or a stream that does its work. */
export type Held = {
  close(code: number, reason: string): void;
  terminate(): void;
  once(event: 'close', listener: () => void): unknown;
};

export type Admission = {
  readonly context: RequestContext;
  readonly rights: string;
  /** The door they came by. */
  readonly path: string;
};
const pathOf = ({ url = '' }: IncomingMessage): string => withoutQuery(url);

export type NotAdmitted = 401 | 403 | 429 | 503;

export type Sockets = {
  readonly contextOf: (socket: Held) => RequestContext;
  /**
   * Who asks, and what their right to be connected rests on; the status of a refusal otherwise. `asksOurWay`: the
   * request has a header that no foreign page can set, so a browser that names no origin is believed.
   */
  admit(request: IncomingMessage, asksOurWay: boolean): Promise<Admission | NotAdmitted>;
  /** From now on it is closed when that right ends. */
  hold(socket: Held, admission: Admission): void;
  /** Closes every socket, politely first. */
  close(): Promise<void>;
};

export function openDoors(options: {
  server: Server;
  doors: readonly Door[];
  origins: Origins;
  log: Log;
  contextOf(request: IncomingMessage): Promise<RequestContext>;
  /**
   * What the right of each of these to be connected rests on; nothing when there is none. Compared with what it was
   * when the socket was opened, by no clock: no two of them agree to the millisecond, and a right is lost once.
   */
  rightsOf(contexts: readonly RequestContext[]): Promise<ReadonlyMap<RequestContext, string>>;
  bounds?: SocketBounds;
}): Sockets {
  const { server, doors, origins, log, bounds = usual } = options;
  const open = new Map<Held, Admission>();
  const openOf = new Map<string | null, number>();
  let waiting = 0;

  function count(personId: string | null, by: 1 | -1): void {
    const now = (openOf.get(personId) ?? 0) + by;
    if (now > 0) openOf.set(personId, now);
    else openOf.delete(personId);
  }

  async function admit(request: IncomingMessage, asksOurWay: boolean): Promise<Admission | NotAdmitted> {
    const program = bearerOf(request.headers) !== null;
    if (!origins.accepts(request.headers.origin, program || asksOurWay)) return 403;
    // [SO4] Before the database is asked: a flood costs the answer and nothing else.
    if (waiting >= bounds.waiting || open.size >= bounds.open) return 503;
    waiting += 1;
    try {
      const context = await options.contextOf(request);
      if (context.actor.kind === 'anonymous') return 401;
      const rights = (await options.rightsOf([context])).get(context);
      if (rights === undefined) return 401;
      if ((openOf.get(context.personId) ?? 0) >= bounds.perPerson) return 429;
      return { context, rights, path: pathOf(request) };
    } finally {
      waiting -= 1;
    }
  }

  function hold(socket: Held, admission: Admission): void {
    const { personId } = admission.context;
    numberClose(log, admission.path, socket);
    open.set(socket, admission);
    count(personId, 1);
    socket.once('close', () => {
      open.delete(socket);
      count(personId, -1);
    });
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const door = doors.find((one) => one.path === pathOf(request));
    if (!door) return answerUpgrade(log, request, socket, 404);
    const admission = await admit(request, false);
    if (typeof admission === 'number') return answerUpgrade(log, request, socket, admission);
    // Gone while it was looked at.
    if (socket.destroyed) return;
    door.server.handleUpgrade(request, socket, head, (webSocket) => {
      hold(webSocket, admission);
      webSocket.on('error', (error) => log.debug({ err: error }, 'socket error'));
      door.server.emit('connection', webSocket, request);
    });
  }

  for (const { server: door } of doors)
    door.on('wsClientError', (error: Error, socket: Duplex, request: IncomingMessage) =>
      answerGreeting(log, request, socket, error),
    );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    upgrade(request, socket, head).catch((error: unknown) => {
      answerFailure(log, request, socket, error);
    });
  });

  // [SO1] Rights are looked at again every 1.5 s, so a revoked sign-in loses its sockets within two (T7).
  let checking = false;

  async function closeEnded(): Promise<void> {
    if (checking || open.size === 0) return;
    checking = true;
    try {
      const asked = [...open];
      const now = await options.rightsOf(asked.map(([, { context }]) => context));
      for (const [socket, { context, rights }] of asked)
        if (now.get(context) !== rights) socket.close(RIGHTS_ENDED, 'Sign in again');
    } catch (error) {
      log.error({ err: error }, 'rights could not be checked');
    } finally {
      checking = false;
    }
  }
  const timer = setInterval(() => void closeEnded(), CHECK_MS);
  timer.unref();

  return {
    admit,
    hold,
    contextOf(socket) {
      const context = open.get(socket)?.context;
      if (!context) throw new Error('A socket without a context has no business here');
      return context;
    },
    async close() {
      clearInterval(timer);
      const sockets = [...open.keys()];
      for (const socket of sockets) socket.close(SERVICE_RESTART, 'Restarting');
      await Promise.race([
        Promise.all(sockets.map((socket) => new Promise<void>((done) => socket.once('close', done)))),
        new Promise((done) => setTimeout(done, 1_000)),
      ]);
      for (const socket of sockets) socket.terminate();
    },
  };
}
