import { rolesThat, type CommentAbilities } from '@concord/consultation';
import { abilities, type Comment } from '../comments/index.js';
import { Deputy } from '../organisations/index.js';
import type { RequestContext, Standing } from '../platform/context.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';

type Ability = keyof CommentAbilities;

/** Whether somebody may arrange the clearance of their organisation: its officers, not those who stand in for them. */
export const arrangesClearance = (standing: Standing | null): standing is Standing =>
  standing !== null && standing.actsFor === null && clears(standing);

const clears = (standing: Standing): boolean => rolesThat.clear.some((role) => standing.roles.includes(role));

/** Why a member of its own organisation can't do this to the comment now; null when they can. */
export async function hindrance(
  ctx: RequestContext,
  comment: Comment,
  ability: Ability,
): Promise<Refused | null> {
  if ((await abilities(ctx, comment))[ability]) return null;
  const standing = await ctx.standing(comment.consultationId);
  if ((ability === 'clear' || ability === 'setAside') && standing && !clears(standing))
    return refuse(ctx, (await wasDeputy(ctx, comment)) ? 'DEPUTY_PERIOD' : 'NOT_OFFICER');
  if (ability === 'clear' && comment.visibility === 'organisation')
    return refuse(ctx, 'CLEAR_AUDIENCE', 'visibility');
  if (ability === 'clear' && (await abilities(ctx, comment)).setAside) return refuse(ctx, 'CHAIN_OPEN');
  return refuse(ctx, 'WRONG_STATE');
}

/** Named a deputy at some time, but not for now. */
const wasDeputy = async (ctx: RequestContext, { consultationId }: Comment): Promise<boolean> =>
  (await ctx.manager.countBy(Deputy, { consultationId, deputyId: ctx.personId ?? '' })) > 0;
