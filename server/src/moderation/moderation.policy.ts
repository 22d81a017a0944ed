import { moderates } from '@concord/consultation';
import { mayRead, type Comment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { NOWHERE } from '../platform/ids.js';

/** [MO1] Moderators, on comments that they may see. For anybody else none of it is there. */
export const mayModerate = async (ctx: RequestContext, comment: Comment | null): Promise<boolean> =>
  (await mayRead(ctx, comment)) &&
  comment !== null &&
  (await isModerator(ctx, comment.consultationId)) &&
  // A ministry's own moderator sees its drafts as a member; they are no business of moderation (T4).
  comment.clearedAt !== null;

export async function isModerator(ctx: RequestContext, consultationId: string): Promise<boolean> {
  const standing = await ctx.standing(consultationId);
  return standing !== null && moderates(standing);
}

/** Questions are read by the moderators and by the organisation that is asked. */
export async function mayReadQuestions(ctx: RequestContext, comment: Comment | null): Promise<boolean> {
  const standing = await ctx.standing(comment?.consultationId ?? NOWHERE);
  const asked = comment !== null && standing?.organisationId === comment.organisationId;
  return standing !== null && (asked || moderates(standing)) && (await mayRead(ctx, comment));
}
