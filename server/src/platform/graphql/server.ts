import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context.js';
import { QueryFailedError } from 'typeorm';
import { surprises } from '../errors/registry.js';
import type { Documents } from './documents.js';
import { notTooDeep, parseLimits } from './limits.js';

export function createGraphqlServer(
  schema: GraphQLSchema,
  documents: Documents,
  development: boolean,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    introspection: development,
    includeStacktraceInErrorResponses: false,
    parseOptions: parseLimits,
    validationRules: [notTooDeep],
    documentStore: storeOf(documents),
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      reading(documents),
      scopes,
      translate,
    ],
  });
}

/** Apollo looks for a document under the hash of its text before it parses the text. */
const storeOf = (documents: Documents): ApolloServerOptions<RequestContext>['documentStore'] => ({
  // The key is the hash of the schema, then that of the text.
  get: async (key) => documents.remembered(key.slice(-HASH_LENGTH))?.document,
  set: async () => undefined,
  delete: async () => undefined,
});
const HASH_LENGTH = 64;

const reading = (documents: Documents): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart() {
    return {
      async didResolveSource({ source }) {
        documents.read(source);
      },
    };
  },
});

/** A program's token with `read` alone changes nothing, whatever its person may do. */
const scopes: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (operation && !mayRun(contextValue, operation.operation)) {
          throw outOfScope(contextValue);
        }
      },
    };
  },
};

export const mayRun = (ctx: RequestContext, operation: OperationTypeNode): boolean =>
  ctx.allows(operation === OperationTypeNode.MUTATION ? 'write' : 'read');

export const outOfScope = (ctx: RequestContext): GraphQLError =>
  new GraphQLError(surprises.TOKEN_SCOPE[ctx.locale], { extensions: { code: 'FORBIDDEN' } });

const translate: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, errors, contextValue }) {
        if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
        response.body.singleResult.errors = response.body.singleResult.errors.map((error, index) =>
          calm(contextValue, isUnstorable(errors?.[index]) ? badInput(error) : error),
        );
      },
      async didEncounterErrors({ errors, contextValue }) {
        for (const error of errors) {
          if (isSurprise(error))
            contextValue.log.error({ err: error.originalError ?? error }, 'a request failed');
        }
      },
    };
  },
};

const expected = new Set(['CURSOR_INVALID', 'FORBIDDEN']);

const isSurprise = (error: GraphQLError): boolean =>
  error.originalError !== undefined && !(error.originalError instanceof GraphQLError) && !isUnstorable(error);

/** A character that no text holds, in a place that no rule looks at: PostgreSQL took nothing, the caller errs. */
const isUnstorable = (error: GraphQLError | undefined): boolean =>
  error?.originalError instanceof QueryFailedError &&
  (error.originalError.driverError as { code?: unknown }).code === '22021';

const badInput = (error: GraphQLFormattedError): GraphQLFormattedError => ({
  ...error,
  extensions: { ...error.extensions, code: 'BAD_USER_INPUT' },
});

/** The same for the socket, where nobody has sorted and logged the errors before. */
export function calmed(ctx: RequestContext, errors: readonly GraphQLError[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const known = typeof error.extensions['code'] === 'string';
    if (!isSurprise(error)) return calm(ctx, known ? error : badInput(error));
    ctx.log.error({ err: error.originalError ?? error }, 'a request failed');
    return calm(ctx, error);
  });
}

/** One calm sentence in the reader's language; what went wrong stays in the log under the request's number. */
export function calm(ctx: RequestContext, error: GraphQLFormattedError): GraphQLFormattedError {
  const given = error.extensions?.['code'];
  const code = typeof given === 'string' ? given : 'INTERNAL_SERVER_ERROR';
  if (expected.has(code)) return error;
  const { path } = error;
  if (code === 'INTERNAL_SERVER_ERROR') {
    const message = surprises.INTERNAL[ctx.locale].replace('{id}', ctx.requestId.slice(0, 8));
    return { message, ...(path ? { path } : {}), extensions: { code, requestId: ctx.requestId } };
  }
  // The caller's own mistake (unknown field, wrong type, unknown word): the detail is for the programmer.
  return { message: surprises.BAD_REQUEST[ctx.locale], extensions: { code, detail: error.message } };
}
