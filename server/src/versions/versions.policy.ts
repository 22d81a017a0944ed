import { consultationAbilities, type Role } from '@concord/consultation';
import type { RequestContext, Standing } from '../platform/context.js';

/** Who freezes has to see the whole of what they freeze. */
export const mayFreezeAs = (standing: Standing | null): standing is Standing =>
  standing !== null && standing.domains === null && consultationAbilities(standing.roles).freeze;

export const mayFreeze = async (ctx: RequestContext, consultationId: string): Promise<boolean> =>
  ctx.allows('write') && mayFreezeAs(await ctx.standing(consultationId));

/** Those who prepare the end of a consultation look whether anything is left open. */
const examiners: readonly Role[] = ['drafter', 'lead_agency', 'moderator', 'publisher'];

export async function mayExamine(ctx: RequestContext, consultationId: string): Promise<boolean> {
  const standing = await ctx.standing(consultationId);
  return (
    standing !== null && standing.domains === null && standing.roles.some((role) => examiners.includes(role))
  );
}
