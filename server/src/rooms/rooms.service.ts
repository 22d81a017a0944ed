import { mayEnterRoom } from '@concord/consultation';
import { roomDocumentName } from '@concord/document/room';
import type { RequestContext } from '../platform/context.js';
import { RoomType } from './rooms.types.js';

/** The room of the viewer's own organisation; there is no way to name another. */
export async function ownRoom(ctx: RequestContext, consultationId: string): Promise<RoomType | null> {
  const standing = await ctx.standing(consultationId);
  if (!standing || !mayEnterRoom(standing, standing.organisationId)) return null;
  const { organisationId } = standing;
  const documentName = roomDocumentName({ consultationId, organisationId });
  return Object.assign(new RoomType(), { documentName, organisationId });
}
