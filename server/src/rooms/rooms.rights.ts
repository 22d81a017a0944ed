/** The right to write into a room, asked once more inside the transaction that stores what was written (T7). */
import { mayEnterRoom } from '@concord/consultation';
import { parseRoomName } from '@concord/document/room';
import type { ReadStanding } from '../organisations/index.js';
import { isSignedIn, type AppendRight } from '../profiles/index.js';

/** [RM2] Everybody whose words are stored is still of this room and still signed in; held until COMMIT. */
export function createRoomRight(readStanding: ReadStanding, now: () => Date): AppendRight {
  return async (manager, documentName, personIds) => {
    const room = parseRoomName(documentName);
    if (!room || personIds.includes(null)) return false;
    const people = [...new Set(personIds.filter((personId) => personId !== null))];
    // Held in one order: two appends of the same people can't wait for each other.
    const parts: unknown[] = await manager.query(
      `SELECT person_id FROM membership
        WHERE consultation_id = $1 AND organisation_id = $2 AND person_id = ANY($3) AND revoked_at IS NULL
        ORDER BY person_id FOR SHARE`,
      [room.consultationId, room.organisationId, people],
    );
    if (parts.length < people.length) return false;
    for (const personId of people) {
      const standing = await readStanding(manager, personId, room.consultationId, now());
      if (!standing || !mayEnterRoom(standing, room.organisationId)) return false;
      if (!(await isSignedIn(manager, personId, now()))) return false;
    }
    return true;
  };
}
