/** What the text was, and who wrote what stands in it: read from the rows, which nothing ever folds away. */
import { positionIn, project, read, rebuild, type Projection } from '@concord/document';
import type { EntityManager } from 'typeorm';
import * as Y from 'yjs';

export type TextAt = Projection & {
  readonly seq: number;
  /** When that row was committed, and by whom; null is the server itself. */
  readonly at: Date;
  readonly personId: string | null;
};

/** A stretch of a block's text, in UTF-16 units, that one person wrote. */
export type AuthorRange = {
  readonly start: number;
  readonly end: number;
  readonly personId: string | null;
};

type Row = { seq: number; update: Buffer; person_id: string | null; at: Date };

const rowsUpTo = (manager: EntityManager, name: string, seq: number | null): Promise<Row[]> =>
  manager.query(
    `SELECT seq, update, person_id, at FROM document_update
      WHERE document_name = $1 AND ($2::int IS NULL OR seq <= $2) ORDER BY seq`,
    [name, seq],
  );

/** The text right after row `seq`. Null when there is no such row. */
export async function historyAt(manager: EntityManager, name: string, seq: number): Promise<TextAt | null> {
  const rows = await rowsUpTo(manager, name, seq);
  const last = rows.at(-1);
  if (last?.seq !== seq) return null;
  const doc = rebuild(rows.map(({ update }) => new Uint8Array(update)));
  return { ...project(doc), seq, at: last.at, personId: last.person_id };
}

/** The last row that was there at a moment: "as it was at 14:03". Null when nothing was. */
export async function seqAt(manager: EntityManager, name: string, at: Date): Promise<number | null> {
  const rows: { seq: number | null }[] = await manager.query(
    'SELECT max(seq) AS seq FROM document_update WHERE document_name = $1 AND at <= $2',
    [name, at],
  );
  return rows[0]?.seq ?? null;
}

/**
 * Who wrote each stretch of a block's text, in order and without gaps, now or right after row `seq`. Null when the
 * block is not there. Separators in a table count with the row or cell they stand before.
 */
export async function authorsOf(
  manager: EntityManager,
  name: string,
  blockId: string,
  seq: number | null = null,
): Promise<AuthorRange[] | null> {
  const rows = await rowsUpTo(manager, name, seq);
  const reading = read(rebuild(rows.map(({ update }) => new Uint8Array(update))));
  const block = reading.block(blockId);
  if (!block) return null;
  const writers = writersOf(rows);
  const ranges: { start: number; end: number; personId: string | null }[] = [];
  for (let offset = 0; offset < block.text.length; offset += 1) {
    const item = positionIn(reading, blockId, offset, 0)?.item;
    const personId = item ? writers(item.client, item.clock) : null;
    const last = ranges.at(-1);
    if (last && last.personId === personId) last.end = offset + 1;
    else ranges.push({ start: offset, end: offset + 1, personId });
  }
  return ranges;
}

/** Who first committed a character: rows may repeat what earlier rows hold. */
function writersOf(rows: readonly Row[]): (client: number, clock: number) => string | null {
  const written = new Map<number, { end: number; personId: string | null }[]>();
  for (const { update, person_id: personId } of rows) {
    for (const { id, length } of Y.decodeUpdate(new Uint8Array(update)).structs) {
      const runs = written.get(id.client) ?? [];
      written.set(id.client, runs);
      const end = id.clock + length;
      if (end > (runs.at(-1)?.end ?? 0)) runs.push({ end, personId });
    }
  }
  return (client, clock) => written.get(client)?.find(({ end }) => clock < end)?.personId ?? null;
}
