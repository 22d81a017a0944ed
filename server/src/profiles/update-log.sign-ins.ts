/** Whether each update's own sign-in still holds, asked inside the transaction that stores it (T7). */
import type { EntityManager } from 'typeorm';
import { RequestContext } from '../platform/context.js';

/** Which of these connections may still write. Their sign-ins are held until COMMIT. */
export type SignIns = (
  manager: EntityManager,
  connections: readonly unknown[],
) => Promise<(connection: unknown) => boolean>;

/**
 * [NO10] The very session or token that a socket was opened with, not just any of the same person: who signs out on one
 * device, or revokes a token, writes no more through it. The rows are held, so that a sign-out has either been seen here or goes
 * after these words.
 */
export function createSignIns(now: () => Date): SignIns {
  return async (manager, connections) => {
    const actors = connections.map(actorOf);
    const sessions = actors.flatMap((actor) => (actor?.kind === 'person' ? [actor.sessionId] : []));
    const tokens = actors.flatMap((actor) => (actor?.kind === 'program' ? [actor.tokenId] : []));
    const live = new Set([
      ...(await rowsHeld(
        manager,
        sessions,
        `SELECT id, person_id FROM sign_in_session
          WHERE id = ANY($1) AND revoked_at IS NULL AND expires_at > $2 ORDER BY id FOR SHARE`,
        now(),
      )),
      ...(await rowsHeld(
        manager,
        tokens,
        `SELECT id, person_id FROM api_token
          WHERE id = ANY($1) AND revoked_at IS NULL AND expires_at > $2 AND 'write' = ANY(scopes)
          ORDER BY id FOR SHARE`,
        now(),
      )),
    ]);
    return (connection) => {
      const actor = actorOf(connection);
      if (actor?.kind === 'person') return live.has(`${actor.sessionId} ${actor.personId}`);
      return actor?.kind === 'program' && live.has(`${actor.tokenId} ${actor.personId}`);
    };
  };
}

const actorOf = (connection: unknown) => (connection instanceof RequestContext ? connection.actor : null);

async function rowsHeld(
  manager: EntityManager,
  ids: readonly string[],
  query: string,
  now: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows: { id: string; person_id: string }[] = await manager.query(query, [[...new Set(ids)], now]);
  return rows.map((row) => `${row.id} ${row.person_id}`);
}
