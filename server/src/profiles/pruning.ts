/** Rows of long ago are dropped: what they made is in a checkpoint, what is lost is the text at each moment before it. */
import type { DataSource } from 'typeorm';
import type { Log } from '../platform/log.js';
import type { Compaction } from './compaction.js';

export type Pruning = {
  /** Looks at every document; resolves with how many rows went. */
  run(): Promise<number>;
  stop(): Promise<void>;
};

const EVERY_MS = 6 * 3_600_000;

/**
 * [NO12] Rows older than `days` go, up to the last of them, once a snapshot and a checkpoint hold what they made. None goes that
 * `neededAfter` asks for: rows behind that `seq` are still to be looked at one by one, whatever their age. `days` 0 keeps all.
 */
export function createPruning(options: {
  dataSource: DataSource;
  log: Log;
  compaction: Compaction;
  days: number;
  now: () => Date;
  neededAfter: (documentName: string) => Promise<number | null>;
}): Pruning {
  const { dataSource, log, compaction, days, now, neededAfter } = options;
  let running: Promise<number> | null = null;

  async function prune(name: string, oldest: number): Promise<number> {
    const needed = await neededAfter(name);
    const seq = needed === null ? oldest : Math.min(oldest, needed);
    if (seq < 1) return 0;
    if ((await compaction.compact(name)) < seq || (await compaction.checkpoint(name, seq)) !== seq) return 0;
    return dataSource.transaction(async (manager) => {
      // Both are there, and stay: only pruning takes checkpoints away, and a snapshot only goes forward.
      const held: unknown[] = await manager.query(
        `SELECT 1 FROM document_checkpoint JOIN document_snapshot USING (document_name)
          WHERE document_name = $1 AND document_checkpoint.seq = $2 AND document_snapshot.seq >= $2
            FOR SHARE`,
        [name, seq],
      );
      if (held.length === 0) return 0;
      const [, rows]: [unknown, number] = await manager.query(
        'DELETE FROM document_update WHERE document_name = $1 AND seq <= $2',
        [name, seq],
      );
      await manager.query('DELETE FROM document_checkpoint WHERE document_name = $1 AND seq < $2', [
        name,
        seq,
      ]);
      return rows;
    });
  }

  async function all(): Promise<number> {
    if (days === 0) return 0;
    const old: { name: string; seq: number }[] = await dataSource.query(
      `SELECT document_name AS name, max(seq) AS seq FROM document_update WHERE at < $1 GROUP BY document_name`,
      [new Date(now().getTime() - days * 86_400_000)],
    );
    let rows = 0;
    for (const { name, seq } of old) {
      try {
        rows += await prune(name, seq);
      } catch (error) {
        log.error({ err: error, document: name }, 'old rows could not be dropped');
      }
    }
    return rows;
  }

  const run = (): Promise<number> => {
    running ??= all().finally(() => {
      running = null;
    });
    return running;
  };
  const timer = setInterval(() => {
    run().catch((error: unknown) => log.error({ err: error }, 'old rows could not be looked for'));
  }, EVERY_MS);
  timer.unref();
  return {
    run,
    async stop() {
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
}
