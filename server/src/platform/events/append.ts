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
    for (const [index, event] of events.entries()) {
      await tx.manager.query(
        `INSERT INTO domain_event (consultation_id, position, type, subject_id, audience, data, actor_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          consultationId,
          String(first + BigInt(index)),
          event.type,
          event.subjectId,
          JSON.stringify(event.audience),
          JSON.stringify(event.data ?? {}),
          actor.kind === 'anonymous' ? null : actor.personId,
          tx.now,
        ],
      );
    }
  }
  return consultations;
}
