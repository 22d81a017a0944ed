/** What a node reads by itself, so that losing every ring of the other nodes costs seconds and never data. */
import type { DataSource } from 'typeorm';
import type { Doorbell } from '../platform/events/doorbell.js';
import type { Log } from '../platform/log.js';

export type HeadPoll = {
  /** Looks now: something may have been missed. Resolves when what is there has been rung. */
  look(): Promise<void>;
  stop(): void;
};

const POLL_MS = 2_000;

type Head = {
  readonly name: string;
  readonly seq: number;
  readonly variant_id: string | null;
  readonly revision: number | null;
};

/**
 * [NO3] One query every two seconds for all documents, however many are open: heads that moved since the last look
 * are rung on this node. A text, room or compromise whose projection stays behind its log was left by a node that went between commit
 * and projection; `onBehind` is told once per `seq`.
 */
export function pollHeads(options: {
  dataSource: DataSource;
  doorbell: Doorbell;
  log: Log;
  onBehind(name: string): void;
}): HeadPoll {
  const { dataSource, doorbell, log } = options;
  let known = new Map<string, Head>();
  const told = new Map<string, number>();
  let looking: Promise<void> | null = null;

  async function read(): Promise<void> {
    const heads: Head[] = await dataSource.query(
      `SELECT document.name, document.seq, variant.id AS variant_id,
              coalesce(variant.revision, room.projected, compromise.projected,
                -- Of a compromise without a row nothing is projected yet.
                CASE WHEN starts_with(document.name, 'compromise/') THEN 0 END) AS revision
         FROM document
         LEFT JOIN variant ON variant.document_name = document.name
         LEFT JOIN room ON room.document_name = document.name
         LEFT JOIN compromise ON compromise.document_name = document.name`,
    );
    const before = known;
    known = new Map(heads.map((head) => [head.name, head]));
    for (const head of heads) {
      const last = before.get(head.name);
      if (head.seq !== last?.seq) doorbell.hear({ kind: 'document', name: head.name, seq: head.seq });
      if (head.variant_id && last && head.revision !== last.revision)
        doorbell.hear({ kind: 'revision', variantId: head.variant_id });
      const behind = head.revision !== null && head.revision < head.seq;
      if (behind && head.seq === last?.seq && told.get(head.name) !== head.seq) {
        told.set(head.name, head.seq);
        options.onBehind(head.name);
      }
    }
  }

  const look = (): Promise<void> => {
    looking ??= read()
      .catch((error: unknown) => log.error({ err: error }, 'the heads of the documents could not be read'))
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  const timer = setInterval(() => void look(), POLL_MS);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
