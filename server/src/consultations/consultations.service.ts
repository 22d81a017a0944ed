import { consultationAbilities, type ConsultationAbilities, type Role } from '@concord/consultation';
import { membershipsOf, organisationById, type Organisation } from '../organisations/index.js';
import type { RequestContext, Standing } from '../platform/context.js';
import type { Consultation } from './consultations.entity.js';
import { readable } from './consultations.policy.js';
import { consultationById, findBySlug } from './consultations.repository.js';
import { ConsultationType } from './consultations.types.js';

export async function consultation(ctx: RequestContext, slug: string): Promise<ConsultationType | null> {
  const found = await readable(ctx, await findBySlug(ctx, slug));
  return found && view(found.consultation, found.standing);
}

export async function consultationOf(ctx: RequestContext, id: string): Promise<ConsultationType | null> {
  const found = await readable(ctx, await ctx.load(consultationById, id));
  return found && view(found.consultation, found.standing);
}

export type MyMembership = { organisation: Organisation; consultation: ConsultationType; roles: Role[] };

/** The viewer's consultations, newest first, each with the organisation they act for. */
export async function myMemberships(ctx: RequestContext): Promise<MyMembership[]> {
  if (!ctx.personId) return [];
  const memberships = await membershipsOf(ctx.manager, ctx.personId);
  const all = await Promise.all(
    memberships.map(async ({ consultationId, organisationId, roles }) => {
      const [seen, organisation] = await Promise.all([
        consultationOf(ctx, consultationId),
        ctx.load(organisationById, organisationId),
      ]);
      return seen && organisation ? [{ consultation: seen, organisation, roles }] : [];
    }),
  );
  return all.flat().toSorted((a, b) => (a.consultation.id < b.consultation.id ? 1 : -1));
}

/** [VE2] A frozen text is no longer typed in or imported into, whatever one's roles (T6). */
function abilitiesIn({ frozenVersion }: Consultation, { roles }: Standing): ConsultationAbilities {
  const abilities = consultationAbilities(roles);
  // Before the freeze a drafter's correction is an edit; only afterwards it takes a decision.
  return frozenVersion === null
    ? { ...abilities, correct: abilities.decide }
    : { ...abilities, edit: false, import: false };
}

function view(row: Consultation, standing: Standing): ConsultationType {
  return Object.assign(new ConsultationType(), row, {
    myRoles: [...standing.roles],
    may: abilitiesIn(row, standing),
  });
}
