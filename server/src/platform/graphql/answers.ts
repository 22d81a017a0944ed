/** How errors reach whoever asked: one calm sentence, a code, and a number under which the log knows more. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { QueryFailedError } from 'typeorm';
import type { RequestContext } from '../context.js';
import { surprises } from '../errors/registry.js';

/** A no of the door itself. `status` is what HTTP says beside it. */
export const refusal = (code: string, message: string, status = 400): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status } } });

/** Where an operation ended: before anything was run for it, or while it ran. */
type Stage = 'asked' | 'run';

/** The codes whose sentence is not "the request can't be understood". */
const sentences = {
  FORBIDDEN: 'TOKEN_SCOPE',
  OPERATION_NOT_ALLOWED: 'OPERATION_UNKNOWN',
  PERSISTED_QUERY_NOT_FOUND: 'PAGE_OUTDATED',
  TIMED_OUT: 'TIMED_OUT',
  TOO_MANY_WRITES: 'TOO_MANY_WRITES',
} as const satisfies Record<string, keyof typeof surprises>;

const isSpoken = (code: string): code is keyof typeof sentences => code in sentences;

/** Its sentence is the answer itself and was made for the reader. */
const told = new Set(['CURSOR_INVALID']);

/**
 * What of an error may be seen, in the reader's language. The rest (a statement, a path, a stack) stays in the log under
 * the number that the answer carries.
 */
export function answer(ctx: RequestContext, error: GraphQLError, stage: Stage): GraphQLFormattedError {
  const code = codeOf(error, stage);
  const { requestId } = ctx;
  if (told.has(code)) {
    ctx.log.warn({ code }, 'a request was refused');
    return {
      message: error.message,
      ...(error.path ? { path: error.path } : {}),
      extensions: { code, requestId },
    };
  }
  if (code === 'INTERNAL_SERVER_ERROR') {
    ctx.log.error({ err: error.originalError ?? error }, 'a request failed');
    const message = surprises.INTERNAL[ctx.locale].replace('{id}', requestId.slice(0, 8));
    return { message, ...(error.path ? { path: error.path } : {}), extensions: { code, requestId } };
  }
  const detail = withoutGuesses(error.message);
  ctx.log.warn({ code, detail: detail.slice(0, 200) }, 'a request was refused');
  const message = surprises[isSpoken(code) ? sentences[code] : 'BAD_REQUEST'][ctx.locale];
  // The caller's own mistake (unknown field, wrong type, unknown word): the detail is for the programmer.
  return { message, extensions: { code, requestId, ...(isSpoken(code) ? {} : { detail }) } };
}

function codeOf(error: GraphQLError, stage: Stage): string {
  const { originalError } = error;
  if (isUnstorable(originalError) || isMissing(error)) return 'BAD_USER_INPUT';
  const given = error.extensions['code'];
  if (typeof given === 'string') return given;
  // What went wrong while it ran is a fault of ours, whoever noticed it.
  return stage === 'run' ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
}

/** A character that no text holds, in a place that no rule looks at: PostgreSQL took nothing, the caller errs. */
const isUnstorable = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: unknown }).code === '22021';

/**
 * Null for a variable that may be null, where its argument may not: only found while it runs (GraphQL specification 6.4.1),
 * and told in these words by whatever runs it.
 */
const isMissing = ({ message, originalError }: GraphQLError): boolean =>
  (!originalError || originalError instanceof GraphQLError) &&
  /^Argument "\w+" of non-null type "[^"]+" must not be null\.$/.test(message);

/** "Did you mean …?" tells those who may not read the schema what is in it. */
const withoutGuesses = (text: string): string => text.replace(/ Did you mean .*$/s, '');

/** The same where nobody knows who asks: a body that is none, a method that is not taken. */
export function answerNobody(
  requestId: string,
  error: GraphQLFormattedError,
  code: string,
): GraphQLFormattedError {
  if (code === 'INTERNAL_SERVER_ERROR')
    return {
      message: surprises.INTERNAL.en.replace('{id}', requestId.slice(0, 8)),
      extensions: { code, requestId },
    };
  return {
    message: surprises.BAD_REQUEST.en,
    extensions: { code, requestId, detail: withoutGuesses(error.message) },
  };
}
