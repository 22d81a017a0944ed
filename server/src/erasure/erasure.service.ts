/** [AU2] A person asks to be erased: nothing personal stays, what they did stays their organisation's. */
import type { DataSource, EntityManager } from 'typeorm';
import { appendEvents } from '../platform/events/append.js';
import { INSTALLATION, onRecord } from '../platform/events/event.js';

/** What is the person's alone goes; where they were named for something to come, they are named no more. */
const statements: readonly string[] = [
  'DELETE FROM sign_in_session WHERE person_id = $1',
  'DELETE FROM api_token WHERE person_id = $1',
  'DELETE FROM saved_view WHERE person_id = $1',
  'DELETE FROM import_preview WHERE person_id = $1',
  'DELETE FROM document_lease WHERE person_id = $1',
  'UPDATE triage SET assignee_id = NULL WHERE assignee_id = $1',
  'UPDATE deputy SET ended_at = coalesce(ended_at, $2) WHERE deputy_id = $1 OR officer_id = $1',
  `UPDATE participation SET focal_points = array_remove(focal_points, $1), legal_unit = array_remove(legal_unit, $1)
    WHERE $1 = ANY(focal_points) OR $1 = ANY(legal_unit)`,
];

/**
 * Whole or not at all; open sockets close within two seconds, as with any sign-in that ended. What they wrote in texts
 * and comments stays: it is their organisation's. False when nobody has this address.
 */
export async function erasePerson(dataSource: DataSource, email: string, now: Date): Promise<boolean> {
  const address = email.trim().toLowerCase();
  return dataSource.transaction(async (manager) => {
    const found: { id: string }[] = await manager.query(
      'SELECT id FROM person WHERE email = $1 AND erased_at IS NULL',
      [address],
    );
    const id = found[0]?.id;
    if (id === undefined) return false;
    for (const statement of statements)
      await manager.query(statement, statement.includes('$2') ? [id, now] : [id]);
    // Whoever is just writing in this name finishes first; whoever comes later finds no salt and is refused.
    await manager.query('SELECT id FROM person WHERE id = $1 FOR UPDATE', [id]);
    await manager.query('UPDATE invitation SET email = $2 WHERE email = $1', [address, `erased ${id}`]);
    await manager.query(
      `UPDATE person SET name = '', email = $2, password_hash = NULL, function = NULL, salt = NULL, demo = false,
              erased_at = $3, former_organisation_id = (SELECT organisation_id FROM membership
                WHERE person_id = $1 ORDER BY revoked_at IS NULL DESC, changed_at DESC LIMIT 1)
        WHERE id = $1`,
      [id, `erased ${id}`, now],
    );
    await manager.query(
      'UPDATE membership SET revoked_at = coalesce(revoked_at, $2), changed_at = $2 WHERE person_id = $1',
      [id, now],
    );
    const data = await takeOut(manager, id);
    const events = [onRecord('person_erased', INSTALLATION, id, { data })];
    await appendEvents({ manager, now, events }, { kind: 'anonymous' });
    return true;
  });
}

/** Takes the person out of the record; says how often they stood in which chain. */
async function takeOut(manager: EntityManager, id: string): Promise<Record<string, number>> {
  const rows: { chain: string; parts: number }[] = await manager.query(
    `WITH acted AS (
       UPDATE domain_event SET actor_id = NULL WHERE actor_id = $1 RETURNING consultation_id, position),
     named AS (
       SELECT consultation_id, position, count(*) FILTER (WHERE value = $1::text) AS gone,
              coalesce(jsonb_object_agg(key, value) FILTER (WHERE value <> $1::text), '{}') AS kept
         FROM domain_event, jsonb_each_text(people) WHERE people <> '{}'
        GROUP BY consultation_id, position HAVING bool_or(value = $1::text))
     SELECT consultation_id AS chain, count(*)::int AS parts FROM acted GROUP BY 1
      UNION ALL SELECT consultation_id, sum(gone)::int FROM named GROUP BY 1`,
    [id],
  );
  await manager.query(
    `UPDATE domain_event event SET people = (SELECT coalesce(jsonb_object_agg(key, value), '{}')
                                               FROM jsonb_each(people) WHERE value <> to_jsonb($1::text))
      WHERE people <> '{}' AND EXISTS (SELECT 1 FROM jsonb_each_text(people) WHERE value = $1::text)`,
    [id],
  );
  const taken: Record<string, number> = {};
  for (const { chain, parts } of rows) taken[chain] = (taken[chain] ?? 0) + parts;
  return taken;
}
