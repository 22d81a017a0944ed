/** Looks after the record while the server runs: verified at the start, its heads written down every minute. */
import type { DataSource } from 'typeorm';
import type { Log } from '../log.js';
import { headsOf, type RecordFault } from './record.js';
import { told, verifyRecord } from './verify.js';
import type { Witness } from './witness.js';

export type RecordKeeper = {
  /** When it was last verified, and what was wrong. */
  readonly found: { readonly at: Date; readonly faults: readonly RecordFault[] };
  /** Writes down the heads as they stand now. Never throws. */
  note(): Promise<void>;
  stop(): Promise<void>;
};

const NOTE_MS = 60_000;

/**
 * A record that was tampered with is told loudly and served all the same (ADR 10): to stop would let anybody who can
 * change one byte stop a consultation. Then nothing more is written down, so that every start tells it again.
 */
export async function keepRecord(options: {
  dataSource: DataSource;
  witness: Witness | null;
  log: Log;
  now: () => Date;
  /** Where sentences go that nobody may overlook. */
  warn: (sentence: string) => void;
}): Promise<RecordKeeper> {
  const { dataSource, witness, log, now, warn } = options;
  const verified = await verifyRecord(dataSource, witness, false);
  const faults = verified.flatMap(({ fault }) => fault ?? []);
  for (const fault of faults)
    log.error({ fault: { ...fault, position: String(fault.position) } }, told(fault));
  if (faults.length > 0)
    warn(
      `THE RECORD IS NOT WHAT IT WAS:\n${faults.map((fault) => `  ${told(fault)}`).join('\n')}\n` +
        'Keep this database and its backups as they are, and run `npm run verify-audit`. A restored backup also looks\n' +
        'like this: then move the file of heads aside, and say so where you account for the restoration.',
    );

  async function note(): Promise<void> {
    if (!witness || faults.length > 0) return;
    try {
      await witness.note(await headsOf(dataSource.manager), now());
    } catch (error) {
      log.error({ err: error }, 'the heads of the record could not be written down');
    }
  }

  await note();
  const timer = setInterval(() => void note(), NOTE_MS);
  timer.unref();
  return {
    found: { at: now(), faults },
    note,
    async stop() {
      clearInterval(timer);
      await note();
    },
  };
}
