import { Kind, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { RequestContext } from '../context.js';
import { isRead, type Documents } from './documents.js';
import { calmed, mayRun, outOfScope } from './server.js';

/** The other door of GraphQL: same schema, same policy, same limits, over graphql-transport-ws. */
export function serveGraphqlSockets(options: {
  schema: GraphQLSchema;
  documents: Documents;
  sockets: WebSocketServer;
  contextOf: (socket: WebSocket) => RequestContext;
}): { dispose: () => Promise<void> | void } {
  const { schema, documents, sockets, contextOf } = options;
  return useServer(
    {
      connectionInitWaitTimeout: 5_000,
      onConnect: ({ extra }) => contextOf(extra.socket).actor.kind !== 'anonymous',
      onSubscribe: ({ extra }, _id, { query, operationName, variables }) => {
        const ctx = contextOf(extra.socket).renewed();
        const read = documents.read(query);
        if (!isRead(read)) return read.errors;
        const allowed = read.document.definitions.every(
          (node) => node.kind !== Kind.OPERATION_DEFINITION || mayRun(ctx, node.operation),
        );
        if (!allowed) return [outOfScope(ctx)];
        return {
          schema,
          document: read.document,
          contextValue: ctx,
          operationName: operationName ?? undefined,
          variableValues: variables ?? undefined,
        };
      },
      onError: ({ extra }, _id, _payload, errors) => {
        return calmed(contextOf(extra.socket), errors);
      },
      onNext: ({ extra }, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: calmed(contextOf(extra.socket), result.errors) } : undefined,
    },
    sockets,
  );
}
