/**
 * Checkpoints: the text with everything that was ever deleted, and its authors, every so many rows. Reading the past takes
 * one of them and the rows behind it instead of all rows, and rows that are no longer kept are missed by nobody but history.
 */
import type { Authors } from '@concord/document/authors';
import type { DataSource, EntityManager } from 'typeorm';
import type { Folding } from './text-worker.js';

export type PastRow = {
  readonly seq: number;
  readonly update: Uint8Array;
  readonly personId: string | null;
  readonly at: Date;
};

/** Everything needed to know a text as it was: what it begins with, if not with nothing, and the rows after that. */
export type Past = {
  readonly base: (PastRow & { readonly authors: Authors }) | null;
  readonly rows: readonly PastRow[];
  readonly last: PastRow;
};

/** History begins later: rows of that time are not kept any more. */
export const NOT_KEPT = 'not kept';

/**
 * What the text was made of right after row `seq`, or now. Null when there is no such row. One statement, so that what is
 * pruned meanwhile is either still there or known to be gone.
 */
export async function pastOf(
  manager: EntityManager,
  name: string,
  seq: number | null,
): Promise<Past | typeof NOT_KEPT | null> {
  const found: {
    seq: number;
    update: Buffer;
    authors: Authors | null;
    person_id: string | null;
    at: Date;
    head: number;
  }[] = await manager.query(
    `WITH base AS (
       SELECT seq, state, authors, person_id, at FROM document_checkpoint
        WHERE document_name = $1 AND ($2::int IS NULL OR seq <= $2) ORDER BY seq DESC LIMIT 1
     ), head AS (SELECT seq FROM document WHERE name = $1)
     SELECT base.seq, state AS update, authors, person_id, at, head.seq AS head FROM base, head
      UNION ALL
     SELECT document_update.seq, update, NULL, person_id, at, head.seq FROM document_update, head
      WHERE document_name = $1 AND document_update.seq > coalesce((SELECT seq FROM base), 0)
        AND ($2::int IS NULL OR document_update.seq <= $2)
      UNION ALL
     SELECT 0, NULL, NULL, NULL, NULL, head.seq FROM head
      ORDER BY seq`,
    [name, seq],
  );
  const [nothing, ...parts] = found;
  if (!nothing || (seq !== null && (seq < 1 || seq > nothing.head))) return null;
  const rows = parts.map(({ seq: at, update, ...part }) => ({
    seq: at,
    update: new Uint8Array(update),
    personId: part.person_id,
    at: part.at,
    authors: part.authors,
  }));
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return nothing.head === 0 ? null : NOT_KEPT;
  const base = first.authors === null ? null : { ...first, authors: first.authors };
  if (!base && first.seq !== 1) return NOT_KEPT;
  if (seq !== null && last.seq !== seq) return NOT_KEPT;
  return { base, rows: base ? rows.slice(1) : rows, last };
}

/** Makes the checkpoint right after row `seq`, or now, unless it is there. Returns the `seq`; 0 when there is nothing. */
export async function checkpoint(
  dataSource: DataSource,
  name: string,
  seq: number | null,
  fold: (task: Folding) => Promise<{ state: Uint8Array; authors: Authors }>,
): Promise<number> {
  const past = await pastOf(dataSource.manager, name, seq);
  if (past === null || past === NOT_KEPT) return 0;
  const { base, rows, last } = past;
  if (rows.length === 0) return last.seq;
  const { state, authors } = await fold({
    updates: [...(base ? [base.update] : []), ...rows.map(({ update }) => update)],
    keep: true,
    authors: { known: base?.authors ?? {}, rows: rows.map(({ personId }) => personId) },
  });
  await dataSource.query(
    `INSERT INTO document_checkpoint (document_name, seq, state, authors, at, person_id)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [name, last.seq, Buffer.from(state), JSON.stringify(authors), last.at, last.personId],
  );
  return last.seq;
}
