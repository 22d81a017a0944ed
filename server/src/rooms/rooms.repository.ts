import { roomDocumentName, type Room as RoomKey } from '@concord/document/room';
import { MoreThanOrEqual, type EntityManager } from 'typeorm';
import { Room } from './rooms.entity.js';

export const findRoom = (manager: EntityManager, documentName: string): Promise<Room | null> =>
  manager.findOneBy(Room, { documentName });

/** Begins the room and its log. False when somebody did before; when they are just doing it, waits for their COMMIT. */
export async function beginRoom(manager: EntityManager, room: RoomKey): Promise<boolean> {
  const name = roomDocumentName(room);
  const begun: unknown[] = await manager.query(
    'INSERT INTO document (name, seq) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING RETURNING name',
    [name],
  );
  if (begun.length === 0) return false;
  await manager.insert(Room, { documentName: name, ...room, projected: 0 });
  return true;
}

/** The rows of the room's drafts now say what the document says at `seq`, provided they did at `from`. */
export async function markProjected(
  manager: EntityManager,
  documentName: string,
  seq: number,
  from = 0,
): Promise<void> {
  await manager.update(Room, { documentName, projected: MoreThanOrEqual(from) }, { projected: seq });
}
