import type { Actor } from '../context.js';
import type { Transaction } from '../database/transaction.js';

/**
 * Writes the transaction's events with the next positions of their chains and returns the consultations touched.
 * The chain head is locked here and held to COMMIT, so positions follow commit order and a rollback leaves no gap.
 * Chains are locked in the order of their ids, after documents and rows: two transactions can't wait for each other.
 */
export async function appendEvents(tx: Transaction, actor: Actor): Promise<readonly string[]> {
  const consultations = [...new Set(tx.events.map((event) => event.consultationId))].toSorted();
  for (const consultationId of consultations) {
    const events = tx.events.filter((event) => event.consultationId === consultationId);
    const rows: { head: string }[] = await tx.manager.query(
      `INSERT INTO event_chain AS chain (consultation_id, head) VALUES ($1, $2)
       ON CONFLICT (consultation_id) DO UPDATE SET head = chain.head + $2 RETURNING head`,
      [consultationId, events.length],
    );
    const first = BigInt(rows[0]?.head ?? 0) - BigInt(events.length) + 1n;
    // One statement however many events: a decision that disposes of a hundred comments has as many.
    await tx.manager.query(
      `INSERT INTO domain_event (consultation_id, position, type, subject_id, audience, data, actor_id, at)
       SELECT $1, $2::bigint + ordinality - 1, type, subject_id, audience, data, $3, $4
         FROM unnest($5::text[], $6::uuid[], $7::jsonb[], $8::jsonb[])
              WITH ORDINALITY AS event(type, subject_id, audience, data, ordinality)`,
      [
        consultationId,
        String(first),
        actor.kind === 'anonymous' ? null : actor.personId,
        tx.now,
        events.map(({ type }) => type),
        events.map(({ subjectId }) => subjectId),
        events.map(({ audience }) => JSON.stringify(audience)),
        events.map(({ data }) => JSON.stringify(data ?? {})),
      ],
    );
  }
  return consultations;
}
