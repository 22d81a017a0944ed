import { abilities, readableComment, type Comment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import type { Evidence } from './evidence.entity.js';

/** [EV4] Evidence is seen by those who see its comment, and by nobody else: there is no rule of its own. */
export const mayRead = async (ctx: RequestContext, evidence: Evidence): Promise<boolean> =>
  (await readableComment(ctx, evidence.commentId)) !== null;

/** [EV5] Given and taken back by those who may revise the draft; what is sealed keeps its evidence. */
export async function mayChange(ctx: RequestContext, commentId: string): Promise<Comment | null> {
  const comment = await readableComment(ctx, commentId);
  return comment && (await abilities(ctx, comment)).revise ? comment : null;
}
