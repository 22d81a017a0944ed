/** What the text was, and who wrote what stands in it: read from checkpoints and the rows behind them. */
import { positionIn, project, read, rebuild, type Projection } from '@concord/document';
import { authorOf, withAuthors } from '@concord/document/authors';
import type { EntityManager } from 'typeorm';
import type * as Y from 'yjs';
import { NOT_KEPT, pastOf, type Past } from './checkpoints.js';

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

const documentOf = ({ base, rows }: Past): Y.Doc =>
  rebuild([...(base ? [base] : []), ...rows].map(({ update }) => update));

/** The text right after row `seq`. Null when there is no such row; rows of long ago may not be kept any more. */
export async function historyAt(
  manager: EntityManager,
  name: string,
  seq: number,
): Promise<TextAt | typeof NOT_KEPT | null> {
  const past = await pastOf(manager, name, seq);
  if (past === null || past === NOT_KEPT) return past;
  const { at, personId } = past.last;
  return { ...project(documentOf(past)), seq, at, personId };
}

/** The last row that was there at a moment: "as it was at 14:03". Null when nothing was. */
export async function seqAt(
  manager: EntityManager,
  name: string,
  at: Date,
): Promise<number | typeof NOT_KEPT | null> {
  const [found]: { seq: number | null; first: number | null; head: number }[] = await manager.query(
    `SELECT greatest(
              (SELECT max(seq) FROM document_update WHERE document_name = $1 AND at <= $2),
              (SELECT max(seq) FROM document_checkpoint WHERE document_name = $1 AND at <= $2)) AS seq,
            (SELECT min(seq) FROM document_update WHERE document_name = $1) AS first,
            document.seq AS head
       FROM document WHERE name = $1`,
    [name, at],
  );
  if (!found || found.head === 0) return null;
  return found.seq ?? (found.first === 1 ? null : NOT_KEPT);
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
): Promise<AuthorRange[] | typeof NOT_KEPT | null> {
  const past = await pastOf(manager, name, seq);
  if (past === null || past === NOT_KEPT) return past;
  const reading = read(documentOf(past));
  const block = reading.block(blockId);
  if (!block) return null;
  const authors = withAuthors(past.base?.authors ?? {}, past.rows);
  const ranges: { start: number; end: number; personId: string | null }[] = [];
  for (let offset = 0; offset < block.text.length; offset += 1) {
    const item = positionIn(reading, blockId, offset, 0)?.item;
    const personId = item ? authorOf(authors, item.client, item.clock) : null;
    const last = ranges.at(-1);
    if (last && last.personId === personId) last.end = offset + 1;
    else ranges.push({ start: offset, end: offset + 1, personId });
  }
  return ranges;
}

/** The text as it was at a revision, with everything that was ever deleted still addressable. */
export async function rebuiltAt(manager: EntityManager, name: string, seq: number): Promise<Y.Doc | null> {
  const past = await pastOf(manager, name, seq);
  return past === null || past === NOT_KEPT ? null : documentOf(past);
}
