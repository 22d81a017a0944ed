import { consultationAbilities, inScope } from '@concord/consultation';
import { consultationById } from '../consultations/index.js';
import type { RequestContext, Standing } from '../platform/context.js';
import { NOWHERE } from '../platform/ids.js';
import type { Section } from './profiles.entity.js';

/** [PR1] A section outside one's scope is not listed and does not exist. */
export async function mayRead(ctx: RequestContext, section: Section | null): Promise<boolean> {
  const standing = await ctx.standing(section?.consultationId ?? NOWHERE);
  return section !== null && standing !== null && inScope(standing.domains, section.domain);
}

/** [PR2] Before the freeze drafters edit; nobody else ever writes into the text itself (T2, T6). */
export async function mayEdit(ctx: RequestContext, section: Section): Promise<boolean> {
  const consultation = await ctx.load(consultationById, section.consultationId);
  const frozen = consultation?.frozenVersion !== null;
  return mayEditAs(await ctx.standing(section.consultationId), section, frozen);
}

/** [VE2] The same where there is no request: inside the commit of what was typed. */
export function mayEditAs(
  standing: Standing | null,
  section: Pick<Section, 'domain'>,
  frozen: boolean,
): boolean {
  return (
    !frozen &&
    standing !== null &&
    inScope(standing.domains, section.domain) &&
    consultationAbilities(standing.roles).edit
  );
}
