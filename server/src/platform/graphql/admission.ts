import {
  getOperationAST,
  OperationTypeNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { RequestContext } from '../context.js';
import { refusal } from './answers.js';
import { hashOf, isRead, type Documents, type ReadDocument } from './documents.js';
import { limits, oversizedVariables, priceOf, tooMuch, type Price } from './limits.js';
import type { OwnOperations } from './own-operations.js';
import type { WriteRate } from './write-rate.js';

/** An operation as it arrived at one of the doors. */
export type Asked = {
  readonly source: string | undefined;
  /** sha-256 of a text that both sides know, in the place of the text or beside it. */
  readonly hash?: string | undefined;
};

export type Wanted = {
  readonly operationName: string | null | undefined;
  readonly variables: unknown;
};

/** One that may be run. */
export type Admitted = {
  readonly read: ReadDocument;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
};

/** Both throw a GraphQLError with a code when the answer is no; nothing was asked of the database by then. */
export type Admission = {
  read(ctx: RequestContext, asked: Asked): ReadDocument;
  admit(ctx: RequestContext, read: ReadDocument, wanted: Wanted): Admitted;
};

/** Whose operations are run: `own` those of our client alone, `tokens` any that a program with a token sends, `any`. */
export type OpenTo = 'own' | 'tokens' | 'any';

/** What both doors ask before they run an operation. */
export function createAdmission(options: {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly own: OwnOperations;
  readonly openTo: OpenTo;
  readonly writeRate: WriteRate;
}): Admission {
  const { schema, documents, own, openTo, writeRate } = options;
  const prices = new WeakMap<OperationDefinitionNode, Price>();

  function textOf({ source, hash }: Asked): string {
    if (hash === undefined || hash === '') return source ?? '';
    if (source) {
      if (hashOf(source) !== hash) throw refusal('BAD_USER_INPUT', 'The hash is not that of the text');
      return source;
    }
    const text = own.textOf(hash);
    if (text === undefined) throw refusal('PERSISTED_QUERY_NOT_FOUND', 'No operation has this hash');
    return text;
  }

  function priceFor(read: ReadDocument, operation: OperationDefinitionNode): Price {
    const known = prices.get(operation) ?? priceOf(schema, read.document, operation);
    prices.set(operation, known);
    return known;
  }

  return {
    read(ctx, asked) {
      const source = textOf(asked);
      if (source === '') throw refusal('BAD_REQUEST', 'Neither a text nor the hash of one');
      const mayAny = openTo === 'any' || (openTo === 'tokens' && ctx.actor.kind === 'program');
      if (!mayAny && !own.has(hashOf(source)))
        throw refusal('OPERATION_NOT_ALLOWED', 'Only the operations of the client are run here', 403);
      const read = documents.read(source);
      if (isRead(read)) return read;
      const [first] = read.errors;
      throw refusal(read.code, first?.message ?? 'Unreadable document');
    },
    admit(ctx, read, wanted) {
      const operation = getOperationAST(read.document, wanted.operationName);
      if (!operation) throw refusal('OPERATION_RESOLUTION_FAILURE', 'Which operation is not clear');
      const writes = operation.operation === OperationTypeNode.MUTATION;
      // [AC4] A program's token with `read` alone changes nothing, whatever its person may do.
      if (!ctx.allows(writes ? 'write' : 'read'))
        throw refusal('FORBIDDEN', 'The token does not cover this', 403);
      const variables = variablesOf(wanted.variables);
      const price = priceFor(read, operation)(variables);
      if (price > limits.cost) throw tooMuch('objects', limits.cost);
      if (writes && !writeRate.allows(ctx.personId)) throw refusal('TOO_MANY_WRITES', 'Too many writes', 429);
      return { read, operation, variables };
    },
  };
}

function variablesOf(given: unknown): Readonly<Record<string, unknown>> {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object' || Array.isArray(given))
    throw refusal('BAD_USER_INPUT', 'Variables are an object');
  const problem = oversizedVariables(given);
  if (problem) throw problem;
  return given as Readonly<Record<string, unknown>>;
}
