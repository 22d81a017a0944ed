import { GraphQLError, type ExecutionResult } from 'graphql';
import type { RequestContext } from '../context.js';
import { limits } from './limits.js';

/**
 * The result, or after `limits.time` an error. From then on the request reads nothing more: its next statement is not
 * sent, and a transaction that it has open is rolled back.
 */
export async function inTime(
  ctx: RequestContext,
  work: () => Promise<ExecutionResult> | ExecutionResult,
  time: number = limits.time,
): Promise<ExecutionResult> {
  const result = work();
  if (!(result instanceof Promise)) return result;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ExecutionResult>((resolve) => {
    timer = setTimeout(() => {
      ctx.end();
      const error = new GraphQLError('It took too long', { extensions: { code: 'TIMED_OUT' } });
      resolve({ data: null, errors: [error] });
    }, time);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
