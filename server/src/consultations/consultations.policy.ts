import type { RequestContext, Standing } from '../platform/context.js';
import { NOWHERE } from '../platform/ids.js';
import type { Consultation } from './consultations.entity.js';

/** A consultation is there for those who take part in it, and for nobody else. */
export async function readable(
  ctx: RequestContext,
  consultation: Consultation | null,
): Promise<{ consultation: Consultation; standing: Standing } | null> {
  const standing = await ctx.standing(consultation?.id ?? NOWHERE);
  return consultation && standing ? { consultation, standing } : null;
}
