import { randomUUID } from 'node:crypto';
import {
  ApolloServer,
  HeaderMap,
  type ApolloServerOptions,
  type ApolloServerPlugin,
  type GraphQLRequest,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import {
  GraphQLError,
  OperationTypeNode,
  parse,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { RequestContext } from '../context.js';
import type { Log } from '../log.js';
import { answer, answerNobody, refusal } from './answers.js';
import type { Admission, Admitted } from './admission.js';
import { inTime } from './deadline.js';
import type { Documents, ReadDocument } from './documents.js';
import type { Execution } from './execution.js';
import type { OwnOperations } from './own-operations.js';

export type GraphqlParts = {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly own: OwnOperations;
  readonly admission: Admission;
  readonly execution: Execution;
  readonly log: Log;
};

/** The HTTP door: Apollo speaks the protocol, and asks us what may be run and what comes of it. */
export function createGraphqlServer(parts: GraphqlParts): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema: parts.schema,
    // Ours is one of the rules that every text is read with, on both doors.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    // Without the line feed that Apollo adds: it would be a copy of the whole answer.
    stringifyResult: (result) => JSON.stringify(result),
    documentStore: storeOf(parts.documents),
    persistedQueries: { cache: cacheOf(parts.own), ttl: null },
    formatError: (error, cause) => formatted(error, cause, parts.log),
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled(), door(parts)],
  });
}

type Store = ApolloServerOptions<RequestContext>['documentStore'];

/**
 * Apollo looks for a document under the hash of its text before it parses the text. Ours was read already when it asks;
 * in the place of one that may not be run it is given nothing to do, and the door below refuses it.
 */
const storeOf = (documents: Documents): Store => ({
  // The key is the hash of the schema, then that of the text.
  get: async (key) => documents.remembered(key.slice(-HASH_LENGTH))?.document ?? nothing,
  set: async () => undefined,
  delete: async () => undefined,
});
const HASH_LENGTH = 64;
const nothing = parse('{ __typename }');

const cacheOf = (own: OwnOperations) => ({
  get: async (key: string) => own.textOf(key.replace(/^apq:/, '')),
  set: async () => undefined,
  delete: async () => undefined,
});

function door({ admission, execution, log }: GraphqlParts): ApolloServerPlugin<RequestContext> {
  return {
    async invalidRequestWasReceived({ error }) {
      const requestId = randomUUID();
      log.warn({ requestId, detail: error.message.slice(0, 200) }, 'a request was refused');
      if (error instanceof GraphQLError) error.extensions['requestId'] = requestId;
    },
    async requestDidStart() {
      let read: ReadDocument | null = null;
      let problem: unknown = null;
      let admitted: Admitted | null = null;
      let isAnswered = false;
      return {
        async didResolveSource({ source, contextValue }) {
          try {
            read = admission.read(contextValue, { source });
          } catch (error) {
            problem = error;
          }
        },
        async didResolveOperation({ request, contextValue }) {
          if (!read) throw problem;
          const { operationName, variables } = request;
          admitted = admission.admit(contextValue, read, { operationName, variables });
          refuseWrongMethod(admitted, request.http?.method);
        },
        async responseForOperation({ contextValue, request }) {
          if (!admitted) throw new Error('What was not admitted is not run');
          const what = admitted;
          const { data, errors } = await inTime(contextValue, () => execution.run(what, contextValue));
          isAnswered = true;
          // Without data nothing was run: the variables did not fit.
          const stage = data === undefined ? 'asked' : 'run';
          const singleResult = {
            ...(data === undefined ? {} : { data }),
            ...(errors ? { errors: errors.map((error) => answer(contextValue, error, stage)) } : {}),
          };
          return {
            http: { status: stage === 'asked' ? refused(request) : undefined, headers: new HeaderMap() },
            body: { kind: 'single', singleResult },
          };
        },
        async willSendResponse({ response, errors, contextValue, request }) {
          if (isAnswered || response.body.kind !== 'single') return;
          if (response.http.status === 400) response.http.status = refused(request);
          response.body.singleResult.errors = errors?.map((error) => answer(contextValue, error, 'asked'));
        },
      };
    },
  };
}

/**
 * The status of an operation that was not run. Whoever does not ask for GraphQL's own media type may be a client from
 * before there was one, which reads no body of another status than 200.
 */
const refused = ({ http }: GraphQLRequest): 200 | 400 =>
  http?.headers.get('accept')?.includes('application/graphql-response+json') ? 400 : 200;

function refuseWrongMethod({ operation }: Admitted, method: string | undefined): void {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION)
    throw refusal('BAD_REQUEST', 'Subscriptions are followed over the socket');
  if (method === 'GET' && operation.operation !== OperationTypeNode.QUERY)
    throw refusal('BAD_REQUEST', 'GET changes nothing', 405);
}

/**
 * What the protocol itself refuses (a method, a body, a header) never comes to the door above, and nobody knows who
 * asked. All other errors are written anew there.
 */
function formatted(error: GraphQLFormattedError, cause: unknown, log: Log): GraphQLFormattedError {
  const { code, requestId } = error.extensions ?? {};
  if (typeof requestId === 'string') return answerNobody(requestId, error, String(code));
  if (code !== 'INTERNAL_SERVER_ERROR') return error;
  const id = randomUUID();
  log.error({ requestId: id, err: cause }, 'a request failed');
  return answerNobody(id, { message: '' }, 'INTERNAL_SERVER_ERROR');
}
