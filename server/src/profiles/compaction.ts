/**
 * Snapshots: the rows of a document folded into one update, so that opening it reads one row and the tail. The rows
 * stay: history and authorship are read from them. Only compaction writes snapshots; reading never does.
 */
import type { DataSource, EntityManager } from 'typeorm';
import type { Log } from '../platform/log.js';
import { checkpoint } from './checkpoints.js';
import { fold, type Folded, type Folding } from './text-worker.js';

export type Compaction = {
  /** The document's log has reached `seq`; folds it when enough rows have come since the last snapshot. */
  noticed(name: string, seq: number): void;
  /** Folds what is there now. Returns the `seq` of the snapshot that then exists, 0 when there is none. */
  compact(name: string): Promise<number>;
  /** Makes a checkpoint right after row `seq`. Returns the `seq` of what is there then, 0 when nothing can be. */
  checkpoint(name: string, seq: number): Promise<number>;
  /** Resolves when nothing is under way. */
  settle(): Promise<void>;
};

const ROWS = 500;
const CHECKPOINT_ROWS = 2000;

/** The committed state: the snapshot first, if there is one, then the rows after it, as of one moment. */
export async function readState(
  manager: EntityManager,
  name: string,
): Promise<{ updates: Uint8Array[]; seq: number }> {
  const rows: { seq: number; update: Buffer }[] = await manager.query(
    `WITH snapshot AS (SELECT seq, state FROM document_snapshot WHERE document_name = $1)
     SELECT seq, state AS update FROM snapshot
      UNION ALL
     SELECT seq, update FROM document_update
      WHERE document_name = $1 AND seq > coalesce((SELECT seq FROM snapshot), 0)
      ORDER BY seq`,
    [name],
  );
  return { updates: rows.map((row) => new Uint8Array(row.update)), seq: rows.at(-1)?.seq ?? 0 };
}

export function createCompaction(options: {
  dataSource: DataSource;
  log: Log;
  /** One update that makes the same state, best not on the thread that talks to people. Rejects when rows are missing. */
  fold?: (task: Folding) => Promise<Folded>;
  rows?: number;
  /** Rows from one checkpoint to the next: what reading the past takes is bounded by it. */
  checkpointRows?: number;
}): Compaction {
  const { dataSource, log, rows: enough = ROWS, checkpointRows = CHECKPOINT_ROWS } = options;
  const inOne = options.fold ?? (async (task) => fold(task));
  const folded = new Map<string, number>();
  const running = new Map<string, Promise<void>>();

  /**
   * Takes no lock: `seq` is given under the document's lock and held to COMMIT, so the rows one statement sees are
   * the first n without a gap, and never change. Two nodes that fold at once differ in work, not in outcome: the
   * snapshot only ever goes forward. Nobody who types waits for a fold.
   */
  async function compact(name: string): Promise<number> {
    const { updates, seq } = await readState(dataSource.manager, name);
    if (seq > 0) {
      const { state } = await inOne({ updates });
      await dataSource.query(
        `INSERT INTO document_snapshot AS kept (document_name, seq, state) VALUES ($1, $2, $3)
         ON CONFLICT (document_name) DO UPDATE SET seq = $2, state = $3 WHERE kept.seq < $2`,
        [name, seq, Buffer.from(state)],
      );
    }
    return seq;
  }

  async function compactIfWorth(name: string, seq: number): Promise<void> {
    const [snapshot]: { seq: number }[] = await dataSource.query(
      'SELECT seq FROM document_snapshot WHERE document_name = $1',
      [name],
    );
    // Another node may have folded in the meantime.
    const last = snapshot?.seq ?? 0;
    folded.set(name, seq - last < enough ? last : await compact(name));
    const [past]: { seq: number }[] = await dataSource.query(
      'SELECT seq FROM document_checkpoint WHERE document_name = $1 ORDER BY seq DESC LIMIT 1',
      [name],
    );
    if (seq - (past?.seq ?? 0) >= checkpointRows) await checkpoint(dataSource, name, seq, inOne);
  }

  return {
    compact,
    checkpoint: (name, seq) => checkpoint(dataSource, name, seq, inOne),
    noticed(name, seq) {
      if (running.has(name) || seq - (folded.get(name) ?? 0) < enough) return;
      const run = compactIfWorth(name, seq)
        .catch((error: unknown) => {
          log.error({ err: error, document: name }, 'compaction failed');
          // Tried again after as many rows, not at every keystroke.
          folded.set(name, seq);
        })
        .finally(() => running.delete(name));
      running.set(name, run);
    },
    async settle() {
      await Promise.all(running.values());
    },
  };
}
