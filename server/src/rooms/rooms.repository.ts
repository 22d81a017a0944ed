import { roomDocumentName, type Room as RoomKey } from '@concord/document/room';
import { MoreThanOrEqual, type DataSource, type EntityManager } from 'typeorm';
import { beginDocument } from '../profiles/index.js';
import { Room } from './rooms.entity.js';

export const findRoom = (manager: EntityManager, documentName: string): Promise<Room | null> =>
  manager.findOneBy(Room, { documentName });

/** Begins the room and its log. False when somebody did before; when they are just doing it, waits for their COMMIT. */
export async function beginRoom(manager: EntityManager, room: RoomKey): Promise<boolean> {
  const name = roomDocumentName(room);
  if (!(await beginDocument(manager, name))) return false;
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

/** Rooms whose drafts' rows a process left behind their log. */
export async function roomsBehind(dataSource: DataSource): Promise<string[]> {
  const rooms: { name: string }[] = await dataSource.query(
    `SELECT document.name FROM document JOIN room ON room.document_name = document.name
      WHERE room.projected < document.seq`,
  );
  return rooms.map(({ name }) => name);
}
