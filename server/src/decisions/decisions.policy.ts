import { consultationAbilities, moderates } from '@concord/consultation';
import type { RequestContext } from '../platform/context.js';
import { abilities, mayRead, type Comment } from '../comments/index.js';
import { readableSection } from '../profiles/index.js';

/** [DP1] Moderators decide on what they may see and what is still open; for anybody else it is not there. */
export async function judge(
  ctx: RequestContext,
  comment: Comment | null | undefined,
): Promise<'hidden' | 'closed' | 'open'> {
  if (!(await mayRead(ctx, comment)) || !comment) return 'hidden';
  const standing = await ctx.standing(comment.consultationId);
  if (!standing || !moderates(standing)) return 'hidden';
  return (await abilities(ctx, comment)).decide ? 'open' : 'closed';
}

/**
 * The same for a section whose text a decision changes; the consultation it belongs to. [DC7] A correction that no
 * comment asked for is the drafters' as well: after the freeze it is their only way into the text (T6).
 */
export async function judgeSection(
  ctx: RequestContext,
  sectionId: string,
  correction = false,
): Promise<string | null> {
  const section = await readableSection(ctx, sectionId);
  const standing = section && (await ctx.standing(section.consultationId));
  if (!section || !standing) return null;
  const may = moderates(standing) || (correction && consultationAbilities(standing.roles).correct);
  return may ? section.consultationId : null;
}
