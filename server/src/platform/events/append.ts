import { linked, markOf, type Entry } from '@concord/record';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../context.js';
import type { NewEvent } from './event.js';

/** What of a transaction the record needs. */
export type Recording = {
  readonly manager: EntityManager;
  readonly now: Date;
  readonly events: readonly NewEvent[];
};

/**
 * Writes the transaction's events as the next links of their chains and returns the chains touched. The chain head is
 * locked here and held to COMMIT, so positions follow commit order, each event's hash is made of the one before (T11),
 * and a rollback leaves no gap. Chains are locked in the order of their ids, after documents and rows: two
 * transactions can't wait for each other.
 */
export async function appendEvents(tx: Recording, actor: Actor): Promise<readonly string[]> {
  const chains = [...new Set(tx.events.map((event) => event.consultationId))].toSorted();
  if (chains.length === 0) return chains;
  const actorId = actor.kind === 'anonymous' ? null : actor.personId;
  const named = await readNamed(tx, actorId);
  for (const chain of chains) {
    const events = tx.events.filter((event) => event.consultationId === chain);
    const rows: { head: string; hash: string }[] = await tx.manager.query(
      `INSERT INTO event_chain AS chain (consultation_id, head) VALUES ($1, 0)
       ON CONFLICT (consultation_id) DO UPDATE SET head = chain.head RETURNING head, hash`,
      [chain],
    );
    const { head = '0', hash = '' } = rows[0] ?? {};
    const organisationId = (actorId !== null && named.organisations.get(`${actorId} ${chain}`)) || null;
    const entries = events.map((event, index): Entry => {
      const position = String(BigInt(head) + BigInt(index) + 1n);
      return {
        chain,
        position,
        type: event.type,
        subjectId: event.subjectId,
        audience: event.audience,
        data: event.data ?? {},
        organisationId,
        marks: marksOf(present({ actor: actorId, ...event.people }), { chain, position }, named.salts),
        at: microseconds(tx.now),
      };
    });
    const links = linked(hash, entries);
    // One statement however many events: a decision that disposes of a hundred comments has as many.
    await tx.manager.query(
      `WITH moved AS (UPDATE event_chain SET head = head + $2, hash = $3 WHERE consultation_id = $1)
       INSERT INTO domain_event (consultation_id, position, type, subject_id, audience, data, people, marks, actor_id,
                                 organisation_id, at, previous, hash)
       SELECT $1, $4::bigint + ordinality, type, subject_id, audience, data, people, marks, $5, $6, $7, previous, hash
         FROM unnest($8::text[], $9::uuid[], $10::jsonb[], $11::jsonb[], $12::jsonb[], $13::jsonb[], $14::text[], $15::text[])
              WITH ORDINALITY AS event(type, subject_id, audience, data, people, marks, previous, hash, ordinality)`,
      [
        chain,
        links.length,
        links.at(-1)?.hash ?? hash,
        head,
        actorId,
        organisationId,
        tx.now,
        links.map(({ type }) => type),
        links.map(({ subjectId }) => subjectId),
        links.map(({ audience }) => JSON.stringify(audience)),
        links.map(({ data }) => JSON.stringify(data)),
        events.map(({ people }) => JSON.stringify(present(people))),
        links.map(({ marks }) => JSON.stringify(marks)),
        links.map(({ previous }) => previous),
        links.map((link) => link.hash),
      ],
    );
  }
  return chains;
}

/** As PostgreSQL keeps it: what a Date can't hold is nought. */
const microseconds = (at: Date): string => at.toISOString().replace('Z', '000Z');

/** A part that nobody has is no part. */
const present = (people: NewEvent['people'] = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(people).filter((entry): entry is [string, string] => entry[1] !== null));

function marksOf(
  people: Readonly<Record<string, string>>,
  place: { readonly chain: string; readonly position: string },
  salts: ReadonlyMap<string, string>,
): Record<string, string> {
  const marks: Record<string, string> = {};
  for (const [part, personId] of Object.entries(people)) {
    const salt = salts.get(personId);
    // Erased while they were still at it: nothing more is done in their name.
    if (salt === undefined) throw new Error('Nobody is on record without an account');
    marks[part] = markOf(salt, { ...place, part, personId });
  }
  return marks;
}

type Named = {
  readonly salts: ReadonlyMap<string, string>;
  /** By person and consultation: whose member they are there. */
  readonly organisations: ReadonlyMap<string, string>;
};

async function readNamed({ manager, events }: Recording, actorId: string | null): Promise<Named> {
  const ids = new Set(events.flatMap(({ people }) => Object.values(present(people))));
  if (actorId !== null) ids.add(actorId);
  const salts = new Map<string, string>();
  const organisations = new Map<string, string>();
  if (ids.size === 0) return { salts, organisations };
  // Held to COMMIT: whoever erases one of them waits for this event, or this finds them erased.
  const rows: { id: string; salt: string | null; chain: string | null; organisation: string | null }[] =
    await manager.query(
      `SELECT p.id, p.salt, m.consultation_id AS chain, m.organisation_id AS organisation
         FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.consultation_id = ANY($2)
        WHERE p.id = ANY($1) FOR KEY SHARE OF p`,
      [[...ids], [...new Set(events.map((event) => event.consultationId))]],
    );
  for (const { id, salt, chain, organisation } of rows) {
    if (salt !== null) salts.set(id, salt);
    if (chain !== null && organisation !== null) organisations.set(`${id} ${chain}`, organisation);
  }
  return { salts, organisations };
}
