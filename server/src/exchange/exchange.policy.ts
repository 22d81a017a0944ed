import { consultationAbilities } from '@concord/consultation';
import { consultationById } from '../consultations/index.js';
import type { RequestContext } from '../platform/context.js';
import type { ImportPreview } from './exchange.entity.js';

export async function mayImport(ctx: RequestContext, consultationId: string): Promise<boolean> {
  const standing = await ctx.standing(consultationId);
  const consultation = await ctx.load(consultationById, consultationId);
  return (
    consultation?.frozenVersion === null &&
    standing !== null &&
    standing.domains === null &&
    consultationAbilities(standing.roles).import
  );
}

/** A preview is its maker's; it is gone for them too once it has expired or their right has. */
export const mayUsePreview = async (ctx: RequestContext, preview: ImportPreview | null): Promise<boolean> =>
  preview !== null &&
  preview.personId === ctx.personId &&
  preview.expiresAt > ctx.now() &&
  (await mayImport(ctx, preview.consultationId));
