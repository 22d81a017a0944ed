import { consultationAbilities } from '@concord/consultation';
import type { RequestContext } from '../platform/context.js';

/**
 * [RE4] In a blind round those who run it or will decide are told who contradicts whom and where, so that they can
 * prepare; what is wanted stays hidden. Only with the whole profile in scope.
 */
export async function mayKnowContradictions(ctx: RequestContext, consultationId: string): Promise<boolean> {
  const standing = await ctx.standing(consultationId);
  if (!standing || standing.domains !== null) return false;
  const { run, decide } = consultationAbilities(standing.roles);
  return run || decide;
}
