import { abilities, mayReadWords, readableComment, type Comment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { NOWHERE } from '../platform/ids.js';
import type { Evidence } from './evidence.entity.js';

/** [EV4] Evidence is seen by those who see its comment, and by nobody else. [MO8] Withheld, by those who read that. */
export async function mayRead(ctx: RequestContext, evidence: Evidence | null): Promise<boolean> {
  const comment = await readableComment(ctx, evidence?.commentId ?? NOWHERE);
  return comment !== null && (await mayReadFilesOf(ctx, comment));
}

/** The same for a comment the viewer sees. */
export const mayReadFilesOf = async (
  ctx: RequestContext,
  comment: Parameters<typeof mayReadWords>[1],
): Promise<boolean> => {
  const { withheld } = comment;
  const open = withheld === null || (withheld.kind === 'redacted' && !withheld.files);
  return open || mayReadWords(ctx, comment);
};

/** [EV5] Given and taken back by those who may revise the draft; what is sealed keeps its evidence. */
export async function mayChange(ctx: RequestContext, commentId: string): Promise<Comment | null> {
  const comment = await readableComment(ctx, commentId);
  return comment && (await abilities(ctx, comment)).revise ? comment : null;
}
