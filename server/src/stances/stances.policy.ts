import { mayTakeStance } from '@concord/consultation';
import { subjectOf, type Comment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';

/** [ST1] The table of packages/consultation, given rows. */
export async function mayTake(ctx: RequestContext, comment: Comment): Promise<boolean> {
  const found = await subjectOf(ctx, comment);
  if (!found || !ctx.personId) return false;
  return mayTakeStance(
    { ...found.standing, personId: ctx.personId },
    { ...found.subject, authorId: comment.authorId },
  );
}
