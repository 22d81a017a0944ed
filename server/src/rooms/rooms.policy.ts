import { mayEnterRoom } from '@concord/consultation';
import type { Room } from '@concord/document/room';
import type { RequestContext } from '../platform/context.js';

/**
 * [RM1] Asked with what the name says and with the actor's own standing only, never with whether there is such a room:
 * one's standing in the consultation is one question, whoever's room it is and whether it exists or not (T4).
 */
export async function mayEnter(ctx: RequestContext, room: Room): Promise<boolean> {
  const standing = await ctx.standing(room.consultationId);
  return standing !== null && mayEnterRoom(standing, room.organisationId);
}
