import { consultationAbilities } from '@concord/consultation';
import type { RequestContext } from '../platform/context.js';

/** Invitations are made by the lead agency and administrators of that very consultation. */
export async function mayInvite(ctx: RequestContext, consultationId: string): Promise<boolean> {
  const standing = await ctx.standing(consultationId);
  return standing !== null && consultationAbilities(standing.roles).invite;
}

/** A token can't make tokens or sign anybody out: only a person at a screen manages an account. */
export const managesAccount = (ctx: RequestContext): boolean => ctx.actor.kind === 'person';

/** The part of a throttled subject's life that counts, and how often it may fail in it. */
export const throttle = { windowMs: 15 * 60_000, perAccount: 8, perAddress: 60 } as const;
