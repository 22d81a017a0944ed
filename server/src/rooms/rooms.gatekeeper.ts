/** The sync socket's door to the rooms: members only, the same policy as everywhere (T4, T7). */
import { parseRoomName, roomDocumentName, type Room } from '@concord/document/room';
import type { Access, Gatekeeper } from '@concord/sync';
import { personById } from '../accounts/index.js';
import { organisationById } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { mayEnter } from './rooms.policy.js';
import { findRoom } from './rooms.repository.js';

/** `begin` makes the room when it is not there yet, with the drafts that were written before it. */
export function createRoomGatekeeper(options: {
  begin: (ctx: RequestContext, room: Room) => Promise<void>;
}): Gatekeeper {
  return {
    async open(documentName, _token, connection): Promise<Access | null> {
      const ctx = connection as RequestContext;
      ctx.forget();
      const room = parseRoomName(documentName);
      if (!room || !ctx.allows('read') || !(await mayEnter(ctx, room))) return null;
      if (!(await findRoom(ctx.manager, roomDocumentName(room)))) await options.begin(ctx.renewed(), room);
      const [person, organisation] = await Promise.all([
        ctx.personId ? ctx.load(personById, ctx.personId) : null,
        ctx.load(organisationById, room.organisationId),
      ]);
      return {
        actor: {
          personId: ctx.personId,
          name: person?.name ?? '',
          organisation: organisation?.abbreviation.en ?? '',
        },
        write: ctx.allows('write'),
      };
    },
    async mayWrite(documentName, connection) {
      const ctx = connection as RequestContext;
      ctx.forget();
      const room = parseRoomName(documentName);
      return room !== null && ctx.allows('write') && mayEnter(ctx, room);
    },
  };
}
