import { randomUUID } from 'node:crypto';
import type { World } from './world.js';

/** Somebody has signed in, for an hour: what writes in their name is asked for it. */
export async function signedIn(world: World, name: string): Promise<void> {
  await world.dataSource.query(
    `INSERT INTO sign_in_session (id, secret_hash, person_id, created_at, expires_at)
     VALUES ($1, $2, $3, now(), now() + interval '1 hour')`,
    [randomUUID(), Buffer.from(randomUUID()), world.personId(name)],
  );
}
