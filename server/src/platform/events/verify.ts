/** Whether the record is what it was (T11): from what was last written down at each start, whole by command. */
import { BEGINNING, type Head } from '@concord/record';
import type { DataSource, EntityManager } from 'typeorm';
import { INSTALLATION } from './event.js';
import { chainsOf, verifyChain, type RecordFault, type Verified } from './record.js';
import type { Witness } from './witness.js';

const nothing: Head = { position: 0n, hash: BEGINNING };

/**
 * One look at a record that is not moving: all of it in one snapshot. `whole` reads every link and compares it with
 * everything that was ever witnessed; else what came after the last witnessed head.
 */
export async function verifyRecord(
  dataSource: DataSource,
  witness: Pick<Witness, 'recall'> | null,
  whole: boolean,
): Promise<readonly Verified[]> {
  const seen = (await witness?.recall()) ?? new Map<string, ReadonlyMap<bigint, string>>();
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    const chains = new Set([...(await chainsOf(manager)), ...seen.keys()]);
    const verified: Verified[] = [];
    for (const chain of chains) {
      const known = seen.get(chain) ?? new Map<bigint, string>();
      verified.push(
        whole
          ? await verifyChain(manager, chain, nothing, known)
          : await verifyChain(manager, chain, lastOf(known)),
      );
    }
    return whole ? withErasures(manager, verified) : verified;
  });
}

function lastOf(known: ReadonlyMap<bigint, string>): Head {
  let last = nothing;
  for (const [position, hash] of known) if (position > last.position) last = { position, hash };
  return last;
}

/** [AU2] A name that is gone was erased, and that is on record with how often it stood where. */
async function withErasures(manager: EntityManager, verified: readonly Verified[]): Promise<Verified[]> {
  const rows: { data: Record<string, number> }[] = await manager.query(
    `SELECT data FROM domain_event WHERE consultation_id = $1 AND type = 'person_erased'`,
    [INSTALLATION],
  );
  return verified.map((one) => {
    const erased = rows.reduce((sum, { data }) => sum + (data[one.chain] ?? 0), 0);
    if (one.fault || one.blanks === erased) return one;
    return { ...one, fault: { chain: one.chain, position: 0n, kind: 'erasure' as const } };
  });
}

const meaning: Readonly<Record<RecordFault['kind'], string>> = {
  position: 'an entry is missing, doubled or out of its place',
  previous: 'an entry does not follow the one before it',
  content: 'an entry was changed',
  person: 'an entry names another person than it did',
  head: 'entries at the end are missing or were added past the record',
  witness: 'an entry is not the one that was written down outside the database, or is not there any more',
  erasure: 'a name is gone that nobody erased',
};

/** A sentence for whoever runs the installation. */
export const told = ({ chain, position, kind }: RecordFault): string =>
  `${chain === INSTALLATION ? 'installation' : `consultation ${chain}`}, position ${position}: ${meaning[kind]}`;
