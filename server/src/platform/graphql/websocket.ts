import {
  GraphQLError,
  subscribe,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { RequestContext } from '../context.js';
import { answer } from './answers.js';
import type { Admission, Admitted } from './admission.js';
import { inTime } from './deadline.js';
import { outletOf, type Outlet } from './frames.js';
import type { Execution } from './execution.js';

type Subscribed = AsyncIterableIterator<ExecutionResult> | ExecutionResult;

/** A page that was opened and says nothing is sent away then. */
const GREETING_MS = 5_000;

/** The other door of GraphQL: same schema, same policy, same limits, over graphql-transport-ws. */
export function serveGraphqlSockets(options: {
  schema: GraphQLSchema;
  admission: Admission;
  execution: Execution;
  sockets: WebSocketServer;
  contextOf: (socket: WebSocket) => RequestContext;
  /** Serves a subscription together with others; null when it has to be run by itself. */
  together: (args: ExecutionArgs, outlet: Outlet) => Promise<Subscribed | null>;
}): { dispose: () => Promise<void> | void } {
  const { schema, admission, execution, sockets, contextOf, together } = options;
  const running = new WeakMap<ExecutionArgs, Admitted>();
  const refused = new WeakMap<GraphQLError, RequestContext>();
  const outlets = new WeakMap<ExecutionArgs, Outlet>();
  // What was asked on a socket may be answered, and go wrong, after it is closed.
  const greeted = new WeakMap<WebSocket, RequestContext>();
  const whose = (socket: WebSocket): RequestContext => greeted.get(socket) ?? contextOf(socket);
  sockets.on('connection', (socket) => greeted.set(socket, contextOf(socket)));
  return useServer(
    {
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
          outlets.set(args, outletOf(extra.socket, extra.request.socket, id));
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
    },
    sockets,
  );
}

function hashIn(extensions: Readonly<Record<string, unknown>> | null | undefined): string | undefined {
  const given = extensions?.['persistedQuery'];
  if (typeof given !== 'object' || given === null || !('sha256Hash' in given)) return undefined;
  return typeof given.sha256Hash === 'string' ? given.sha256Hash : '';
}
