import {
  GraphQLError,
  subscribe,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer, type ServerOptions } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { RequestContext } from '../context.js';
import type { Held } from '../http/sockets.js';
import type { StreamSocket } from '../http/streams.js';
import type { Log } from '../log.js';
import { answer } from './answers.js';
import type { Admission, Admitted } from './admission.js';
import { inTime } from './deadline.js';
import { outletOf, streamOutletOf, type Outlet } from './frames.js';
import type { Execution } from './execution.js';

type Subscribed = AsyncIterableIterator<ExecutionResult> | ExecutionResult;

/** A page that was opened and says nothing is sent away then. */
const GREETING_MS = 5_000;

/** Between two looks whether there is still somebody; who does not answer until the next is cut off. */
const ALIVE_MS = 12_000;

const NORMAL = 1000;
const AWAY = 1001;
const INTERNAL = 4500;
/** What the protocol's library says of these repeats what was sent. */
const words: Readonly<Record<number, string>> = { 4409: 'Subscriber already exists' };

/** Who speaks: over a WebSocket, or over the way round. */
type Speaker = Extra | { readonly socket: StreamSocket };

const outletFor = (speaker: Speaker, id: string): Outlet =>
  'request' in speaker
    ? outletOf(speaker.socket, speaker.request.socket, id)
    : streamOutletOf(speaker.socket, id);

export type GraphqlSockets = {
  /** Serves whoever came by the way round WebSockets, by the same protocol. */
  readonly serve: (stream: StreamSocket) => void;
  readonly dispose: () => Promise<void> | void;
};

/** The other door of GraphQL: same schema, same policy, same limits, over graphql-transport-ws. */
export function serveGraphqlSockets(options: {
  schema: GraphQLSchema;
  admission: Admission;
  execution: Execution;
  sockets: WebSocketServer;
  contextOf: (socket: Held) => RequestContext;
  /** Serves a subscription together with others; null when it has to be run by itself. */
  together: (args: ExecutionArgs, outlet: Outlet) => Promise<Subscribed | null>;
  log: Log;
}): GraphqlSockets {
  const { schema, admission, execution, sockets, contextOf, together, log } = options;
  const running = new WeakMap<ExecutionArgs, Admitted>();
  const refused = new WeakMap<GraphQLError, RequestContext>();
  const outlets = new WeakMap<ExecutionArgs, Outlet>();
  // What was asked on a socket may be answered, and go wrong, after it is closed.
  const greeted = new WeakMap<Held, RequestContext>();
  const whose = (socket: Held): RequestContext => greeted.get(socket) ?? contextOf(socket);
  const protocol: ServerOptions<Record<string, unknown>, Speaker> = {
    connectionInitWaitTimeout: GREETING_MS,
    onConnect: ({ extra }) => whose(extra.socket).actor.kind !== 'anonymous',
    onSubscribe: ({ extra }, id, { query, operationName, variables, extensions }) => {
      // Every operation is a request of its own: it shares nothing of what another one read.
      const contextValue = whose(extra.socket).renewed();
      try {
        const read = admission.read(contextValue, { source: query, hash: hashIn(extensions) });
        const admitted = admission.admit(contextValue, read, { operationName, variables });
        const args: ExecutionArgs = {
          schema,
          document: admitted.read.document,
          contextValue,
          operationName: operationName ?? undefined,
          variableValues: admitted.variables,
        };
        running.set(args, admitted);
        outlets.set(args, outletFor(extra, id));
        return args;
      } catch (error) {
        const problem = error instanceof GraphQLError ? error : new GraphQLError('Unreadable request');
        refused.set(problem, contextValue);
        return [problem];
      }
    },
    execute: (args) => {
      const admitted = running.get(args);
      if (!admitted) throw new Error('What was not admitted is not run');
      const ctx = args.contextValue as RequestContext;
      return inTime(ctx, () => execution.run(admitted, ctx));
    },
    subscribe: async (args) => {
      const outlet = outlets.get(args);
      return (outlet && (await together(args, outlet))) ?? subscribe(args);
    },
    onError: ({ extra }, _id, _payload, errors) =>
      errors.map((error) => answer(refused.get(error) ?? whose(extra.socket), error, 'asked')),
    onNext: ({ extra }, _id, _payload, args, { data, errors, extensions }) => {
      if (!errors) return undefined;
      const stage = data === undefined ? 'asked' : 'run';
      const ctx = (args.contextValue as RequestContext | undefined) ?? whose(extra.socket);
      return {
        ...(data === undefined ? {} : { data }),
        errors: errors.map((error) => answer(ctx, error, stage)),
        ...(extensions ? { extensions } : {}),
      };
    },
  };
  const speech = makeServer(protocol);

  /** Speaks the protocol with somebody until they go. */
  function speak(socket: Hearing, spoken: string, send: (text: string) => Sent, speaker: Speaker): void {
    greeted.set(socket, contextOf(socket));
    const closed = speech.opened(
      {
        protocol: spoken,
        send,
        close: (code = NORMAL, reason = '') => socket.close(code, words[code] ?? reason),
        onMessage: (hear) => {
          socket.on('message', (frame: Buffer) => {
            hear(frame.toString()).catch((error: unknown) => {
              log.error({ err: error }, 'a message could not be answered');
              socket.close(INTERNAL, 'Internal server error');
            });
          });
        },
      },
      speaker,
    );
    socket.once('close', () => void closed());
  }

  sockets.on('connection', (socket, request) => {
    keepAlive(socket);
    const send = (text: string) =>
      new Promise<void>((resolve, reject) => {
        if (socket.readyState !== socket.OPEN) return resolve();
        socket.send(text, (error) => (error ? reject(error) : resolve()));
      });
    speak(socket, socket.protocol, send, { socket, request });
  });
  return {
    serve: (socket) =>
      speak(socket, GRAPHQL_TRANSPORT_WS_PROTOCOL, (text) => socket.send(Buffer.from(text)), { socket }),
    dispose: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.close(AWAY, 'Going away');
        sockets.close(() => resolve());
      }),
  };
}

type Sent = Promise<void> | void;
type Hearing = Held & { on(event: 'message', listener: (frame: Buffer) => void): unknown };

function keepAlive(socket: WebSocket): void {
  let alive = true;
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, ALIVE_MS);
  socket.on('pong', () => (alive = true));
  socket.once('close', () => clearInterval(timer));
}

function hashIn(extensions: Readonly<Record<string, unknown>> | null | undefined): string | undefined {
  const given = extensions?.['persistedQuery'];
  if (typeof given !== 'object' || given === null || !('sha256Hash' in given)) return undefined;
  return typeof given.sha256Hash === 'string' ? given.sha256Hash : '';
}
