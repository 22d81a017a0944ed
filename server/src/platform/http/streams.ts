/**
 * The way round for networks that let no WebSocket through: what the server says is an event stream (GET), what the
 * client says are requests (POST) with numbered frames. Together they are a socket like any other: same admission,
 * same end when a right ends, same bounds; neither the hub nor GraphQL knows the difference.
 */
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SyncSocket } from '@concord/sync';
import type { FastifyInstance } from 'fastify';
import type { Actor, RequestContext } from '../context.js';
import { codeOf } from './refused.js';
import type { Sockets } from './sockets.js';

/** One POST: a few frames, or one as large as the hub takes any. */
const MAX_BODY = 4 * 1024 * 1024;
/** Windows of one person on one node. */
const MAX_STREAMS = 64;
/** How long a reader that takes nothing may hold up the end of its stream. */
const FAREWELL_MS = 2_000;
/** Some proxies pass nothing on before they have this much. */
const PADDING = `:${' '.repeat(2_048)}\n\n`;
/** The hub's word for bytes that no honest client sends. */
const MALFORMED = 4400;

export function openStreams(options: {
  http: FastifyInstance;
  /** `/sync` gives `/sync/stream` and `/sync/frames`. */
  path: string;
  /** Who is asked what may be heard and said there. */
  policy: string;
  /** `bytes` are written in base64; `text` has no line breaks and is written as it is. */
  frames: 'bytes' | 'text';
  sockets: Sockets;
  contextOf(request: IncomingMessage): Promise<RequestContext>;
  onConnection(socket: StreamSocket, context: RequestContext): void;
}): void {
  const { http, path, sockets } = options;
  const asked = { config: { policy: options.policy } };
  const eventOf = options.frames === 'bytes' ? eventOfBytes : eventOfText;
  const streams = new Map<string, { readonly socket: StreamSocket; readonly actor: Actor }>();

  http.get(`${path}/stream`, asked, async (request, reply) => {
    const admission = await sockets.admit(request.raw, request.headers['x-concord'] !== undefined);
    if (typeof admission === 'number') return reply.code(admission).send({ code: codeOf(admission) });
    const { context } = admission;
    const own = [...streams.values()].filter(({ actor }) => personOf(actor) === personOf(context.actor));
    if (own.length >= MAX_STREAMS) return reply.code(429).send({ code: 'TOO_MANY' });
    // Nobody can guess it; and whoever learns it needs the sign-in that opened it as well.
    const id = randomBytes(18).toString('base64url');
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    reply.raw.write(`${PADDING}event: open\ndata: ${id}\n\n`);
    const socket = new StreamSocket(reply.raw, eventOf);
    streams.set(id, { socket, actor: context.actor });
    socket.once('close', () => streams.delete(id));
    sockets.hold(socket, admission);
    options.onConnection(socket, context.renewed());
    return reply;
  });

  const speakers = new WeakMap<IncomingMessage, Actor>();

  void http.register(async (inner) => {
    inner.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: MAX_BODY },
      (_request, body, done) => done(null, body),
    );
    inner.post<{ Querystring: { stream?: string; first?: string }; Body: Buffer }>(
      `${path}/frames`,
      {
        ...asked,
        bodyLimit: MAX_BODY,
        // Before the body is read: nobody without a sign-in makes us hold four megabytes.
        onRequest: async (request, reply) => {
          const { actor } = await options.contextOf(request.raw);
          if (actor.kind === 'anonymous') return reply.code(401).send({ code: 'UNAUTHENTICATED' });
          speakers.set(request.raw, actor);
        },
      },
      async (request, reply) => {
        const speaker = speakers.get(request.raw);
        const found = streams.get(request.query.stream ?? '');
        if (!found || !speaker || !sameSignIn(found.actor, speaker)) {
          // Another node may have it: a new connection gives the balancer another choice.
          return reply.code(421).header('connection', 'close').send({ code: 'ELSEWHERE' });
        }
        const status = found.socket.take(Number(request.query.first), request.body);
        return reply.code(status).send(status === 204 ? undefined : { code: 'BAD_REQUEST' });
      },
    );
  });
}

const personOf = (actor: Actor): string | null => (actor.kind === 'anonymous' ? null : actor.personId);

function sameSignIn(one: Actor, other: Actor): boolean {
  if (one.kind === 'person') return other.kind === 'person' && other.sessionId === one.sessionId;
  return one.kind === 'program' && other.kind === 'program' && other.tokenId === one.tokenId;
}

/** Frames that many readers are sent are written in base64 once. */
const events = new WeakMap<Uint8Array, string>();

function eventOfBytes(frame: Uint8Array): string {
  const known = events.get(frame);
  if (known !== undefined) return known;
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.length);
  const event = `data: ${bytes.toString('base64')}\n\n`;
  events.set(frame, event);
  return event;
}

const eventOfText = (frame: Uint8Array): string =>
  `data: ${Buffer.from(frame.buffer, frame.byteOffset, frame.length).toString()}\n\n`;

/** What its server and the rights sweep hold of a stream. */
export class StreamSocket extends EventEmitter implements SyncSocket {
  readonly #response: ServerResponse;
  readonly #eventOf: (frame: Uint8Array) => string;
  /** The number of the frame that comes next. */
  #next = 1;
  #waiting = '';
  #closed = false;

  constructor(response: ServerResponse, eventOf: (frame: Uint8Array) => string) {
    super();
    this.#response = response;
    this.#eventOf = eventOf;
    response.on('close', () => {
      this.#closed = true;
      this.emit('close');
    });
    response.on('error', (error) => this.emit('error', error));
    // The sweep's `hold` listens for the end alone; without a listener an error would end the process.
    this.on('error', () => {});
  }

  /** As a WebSocket's: open or closed. */
  get readyState(): 1 | 3 {
    return this.#closed ? 3 : 1;
  }

  get bufferedAmount(): number {
    return this.#response.writableLength + this.#waiting.length;
  }

  /** Everything one turn of the event loop has for the reader leaves as one write. */
  send(frame: Uint8Array): void {
    if (this.#closed) return;
    if (this.#waiting === '') queueMicrotask(() => this.#flush());
    this.#waiting += this.#eventOf(frame);
  }

  /**
   * Frames of a request, the first of them with this number; answers its status. A request may come twice, when its
   * answer was lost: what was taken already is passed over. 409: one in between is missing.
   */
  take(first: number, body: Buffer): 204 | 400 | 409 | 410 {
    if (this.#closed) return 410;
    const frames = Number.isSafeInteger(first) && first > 0 && Buffer.isBuffer(body) ? framesOf(body) : null;
    if (!frames) {
      this.close(MALFORMED, 'frames that are none');
      return 400;
    }
    if (first > this.#next) return 409;
    for (const frame of frames.slice(this.#next - first)) {
      this.#next += 1;
      this.emit('message', frame, true);
    }
    return 204;
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#flush();
    this.#closed = true;
    this.#response.end(`event: close\ndata: ${code} ${reason}\n\n`);
    setTimeout(() => this.terminate(), FAREWELL_MS).unref();
  }

  terminate(): void {
    this.#response.destroy();
  }

  #flush(): void {
    const text = this.#waiting;
    this.#waiting = '';
    if (text !== '' && !this.#closed) this.#response.write(text);
  }
}

/** Each frame after its length, four bytes, the largest first; null for what is not that. */
function framesOf(body: Buffer): Uint8Array[] | null {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < body.length;) {
    if (body.length - at < 4) return null;
    const end = at + 4 + body.readUInt32BE(at);
    if (end > body.length) return null;
    frames.push(body.subarray(at + 4, end));
    at = end;
  }
  return frames;
}
