/** The log of document updates in PostgreSQL: what the hub appends to and what decisions and imports write. */
import { DOCUMENT_VERSION } from '@concord/document';
import { Denied, type LoggedUpdate, type SubmittedUpdate, type UpdateLog } from '@concord/sync';
import type { DataSource, EntityManager } from 'typeorm';
import { readState } from './compaction.js';
import type { AppendRight } from './update-log.rights.js';
import type { SignIns } from './update-log.sign-ins.js';

/**
 * Takes the document's lock, gives the batch the next numbers and stores it. The lock is held to COMMIT, so `seq`
 * follows commit order and two writers of one document wait for each other.
 * @returns the `seq` of the last update.
 */
export async function appendUpdates(
  manager: EntityManager,
  name: string,
  batch: readonly LoggedUpdate[],
  at: Date,
  program = DOCUMENT_VERSION,
): Promise<number> {
  const result: [{ seq: number; version: number }[], number] = await manager.query(
    'UPDATE document SET seq = seq + $2 WHERE name = $1 RETURNING seq, version',
    [name, batch.length],
  );
  const [document] = result[0];
  if (!document) throw new Error(`No document ${name}`);
  const { seq, version } = document;
  if (version > program) throw new NewerDocument(name, version);
  await manager.query(
    `INSERT INTO document_update (document_name, seq, update, person_id, at)
     SELECT $1, $2::int + ordinality::int, update, person, $5
       FROM unnest($3::bytea[], $4::uuid[]) WITH ORDINALITY AS batch(update, person, ordinality)`,
    [
      name,
      seq - batch.length,
      batch.map(({ update }) => Buffer.from(update)),
      batch.map(({ personId }) => personId),
      at,
    ],
  );
  return seq;
}

/** [NO13] The text is written in a version of the document model that this program does not know: it must not write. */
class NewerDocument extends Error {
  override readonly name = 'NewerDocument';
  constructor(document: string, version: number) {
    super(`${document} is of version ${version}, newer than this program`);
  }
}

/** Takes the document's lock until the end of the transaction and returns its head. */
export async function lockDocument(manager: EntityManager, name: string): Promise<number> {
  const rows: { seq: number }[] = await manager.query('SELECT seq FROM document WHERE name = $1 FOR UPDATE', [
    name,
  ]);
  if (!rows[0]) throw new Error(`No document ${name}`);
  return rows[0].seq;
}

/** Takes the locks of several documents, in the order of their names; the others' transactions do the same. */
export async function lockDocuments(manager: EntityManager, names: readonly string[]): Promise<void> {
  if (names.length > 0)
    await manager.query(
      'SELECT name FROM document WHERE name = ANY($1) ORDER BY name COLLATE "C" FOR UPDATE',
      [names],
    );
}

/** Updates after `from` up to and including `to`, in order. */
export async function readUpdates(
  manager: EntityManager,
  name: string,
  from: number,
  to?: number,
): Promise<{ updates: Uint8Array[]; seq: number }> {
  const rows: { seq: number; update: Buffer }[] = await manager.query(
    `SELECT seq, update FROM document_update
      WHERE document_name = $1 AND seq > $2 AND ($3::int IS NULL OR seq <= $3) ORDER BY seq`,
    [name, from, to ?? null],
  );
  // Rows that are not kept any more must not look like rows that never were.
  if (rows[0] && rows[0].seq !== from + 1)
    throw new Error(`Rows of ${name} after ${from} are not kept any more`);
  return { updates: rows.map((row) => new Uint8Array(row.update)), seq: rows.at(-1)?.seq ?? from };
}

/** Longest wait for a lock or a statement of an append, and longest silence of a node in the middle of one. */
const APPEND_MS = 5_000;

type Checks = { readonly right?: AppendRight; readonly signIns?: SignIns };

/**
 * The hub's view of the log. `append` resolves only after COMMIT: acknowledging earlier would promise too much (T3).
 * A batch in which somebody may no longer write is not stored at all, because later rows of it may build on theirs: it
 * rejects with `Denied`, which tells whose, and the hub tries again without them.
 */
export function createUpdateLog(
  dataSource: DataSource,
  now: () => Date,
  {
    appendMs = APPEND_MS,
    program = DOCUMENT_VERSION,
    ...checks
  }: Checks & {
    appendMs?: number;
    /** Newest version of documents that this program knows. */ program?: number;
  } = {},
): UpdateLog {
  return {
    load: (name) => readState(dataSource.manager, name),
    since: (name, seq) => readUpdates(dataSource.manager, name, seq),
    append: async (name, batch) => ({
      seq: await dataSource.transaction(async (manager) => {
        // [NO6] A node that hangs in here would hold the document's lock, and with it every other node.
        await manager.query(
          `SELECT set_config('statement_timeout', $1, true),
                  set_config('idle_in_transaction_session_timeout', $1, true)`,
          [String(appendMs)],
        );
        const seq = await appendUpdates(manager, name, batch, now(), program).catch((error: unknown) => {
          // A node that was not restarted yet: its people read, and reload into the new program.
          throw error instanceof NewerDocument ? new Denied(batch.map((_, row) => row)) : error;
        });
        const denied = await deniedOf(manager, name, batch, checks);
        if (denied.length > 0) throw new Denied(denied);
        return seq;
      }),
    }),
  };
}

/** Who of the batch may not write (any more), by their place in it. Asked under the document's lock. */
async function deniedOf(
  manager: EntityManager,
  name: string,
  batch: readonly SubmittedUpdate[],
  { right, signIns }: Checks,
): Promise<number[]> {
  const isSignedIn = await signIns?.(
    manager,
    batch.map(({ connection }) => connection),
  );
  const people = batch.map(({ personId }) => personId);
  const everyone = !right || (await right(manager, name, people));
  const may = new Map<string | null, boolean>();
  // One by one only when it is known that somebody may not.
  if (right && !everyone)
    for (const personId of new Set(people)) may.set(personId, await right(manager, name, [personId]));
  return batch.flatMap(({ personId, connection }, row) => {
    const allowed = (everyone || may.get(personId) === true) && (isSignedIn?.(connection) ?? true);
    return allowed ? [] : [row];
  });
}
