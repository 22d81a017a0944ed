import {
  execute,
  GraphQLError,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { RequestContext } from '../context.js';
import type { Admitted } from './admission.js';
import type { ReadDocument } from './documents.js';

export type Execution = {
  /** Runs a query or a mutation. Errors are in the result, not yet as anybody may see them. */
  run(admitted: Admitted, ctx: RequestContext): Promise<ExecutionResult> | ExecutionResult;
};

/**
 * Operations that `worthIt` are compiled to a function when they are first run; the others are interpreted. Compiling
 * takes as long as a few dozen runs and makes code that is kept, so a stranger's text is never compiled.
 */
export function createExecution(schema: GraphQLSchema, worthIt: (read: ReadDocument) => boolean): Execution {
  const compiled = new WeakMap<OperationDefinitionNode, CompiledQuery | null>();

  function compile({ read, operation }: Admitted): CompiledQuery | null {
    const known = compiled.get(operation);
    if (known !== undefined) return known;
    const made = worthIt(read)
      ? compileQuery(schema, read.document, operation.name?.value, {
          useExperimentalPathBasedSkipInclude: true,
        })
      : null;
    const usable = made && isCompiledQuery(made) ? made : null;
    compiled.set(operation, usable);
    return usable;
  }

  return {
    run(admitted, ctx) {
      const fast = compile(admitted);
      if (fast) return usual(fast.query(undefined, ctx, admitted.variables));
      return execute({
        schema,
        document: admitted.read.document,
        operationName: admitted.operation.name?.value,
        contextValue: ctx,
        variableValues: admitted.variables,
      });
    },
  };
}

type Result = ReturnType<CompiledQuery['query']>;

/** Compiled code makes errors of its own, which lack what everybody else expects of an error. */
const usual = (result: Result): Result =>
  result instanceof Promise ? result.then(withUsualErrors) : withUsualErrors(result);

function withUsualErrors(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  const errors = result.errors.map(
    ({ message, path, originalError }) =>
      new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null }),
  );
  return { ...result, errors };
}
