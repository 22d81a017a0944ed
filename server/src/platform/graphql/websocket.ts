import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type GraphQLSchema,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { RequestContext } from '../context.js';
import { notTooDeep, parseLimits } from './limits.js';
import { calmed, mayRun, outOfScope } from './server.js';

/** The other door of GraphQL: same schema, same policy, same limits, over graphql-transport-ws. */
export function serveGraphqlSockets(
  schema: GraphQLSchema,
  sockets: WebSocketServer,
  contextOf: (socket: WebSocket) => RequestContext,
  development: boolean,
): { dispose: () => Promise<void> | void } {
  const rules = [...specifiedRules, notTooDeep, ...(development ? [] : [NoSchemaIntrospectionCustomRule])];
  return useServer(
    {
      schema,
      validate: (against, document) => validate(against, document, rules),
      connectionInitWaitTimeout: 5_000,
      onConnect: ({ extra }) => contextOf(extra.socket).actor.kind !== 'anonymous',
      context: ({ extra }) => contextOf(extra.socket).renewed(),
      onSubscribe: ({ extra }, _id, payload) => {
        const ctx = contextOf(extra.socket);
        try {
          const document = parse(payload.query, parseLimits);
          const allowed = document.definitions.every(
            (node) => node.kind !== Kind.OPERATION_DEFINITION || mayRun(ctx, node.operation),
          );
          if (allowed) return undefined;
          return [outOfScope(ctx)];
        } catch (error) {
          return [error instanceof GraphQLError ? error : new GraphQLError('Unreadable document')];
        }
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
