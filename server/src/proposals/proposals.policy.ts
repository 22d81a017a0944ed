import { inScope, moderates } from '@concord/consultation';
import type { RequestContext, Standing } from '../platform/context.js';
import { readableSection, type Section } from '../profiles/index.js';

/** [CF4] What moderators prepare is theirs: for anybody else it is not there, whatever they may read otherwise. */
export async function mayPrepare(ctx: RequestContext, sectionId: string): Promise<boolean> {
  const section = await readableSection(ctx, sectionId);
  return section !== null && mayPrepareAs(await ctx.standing(section.consultationId), section);
}

/** The same where there is no request: inside the commit of what was typed. */
export const mayPrepareAs = (standing: Standing | null, section: Pick<Section, 'domain'>): boolean =>
  standing !== null && inScope(standing.domains, section.domain) && moderates(standing);
