import { moderates } from '@concord/consultation';
import type { RequestContext } from '../platform/context.js';
import { readableSection } from '../profiles/index.js';

/** [CF4] What moderators prepare is theirs: for anybody else it is not there, whatever they may read otherwise. */
export async function mayPrepare(ctx: RequestContext, sectionId: string): Promise<boolean> {
  const section = await readableSection(ctx, sectionId);
  const standing = section && (await ctx.standing(section.consultationId));
  return standing !== null && moderates(standing);
}
