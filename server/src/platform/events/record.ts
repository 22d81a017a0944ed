/** The record as it is kept, read link by link (T11). */
import { walk, type Fault, type FaultKind, type Head, type Recorded } from '@concord/record';
import type { EntityManager } from 'typeorm';

type Row = {
  position: string;
  type: string;
  subject_id: string;
  audience: unknown;
  data: unknown;
  people: Record<string, string | null>;
  marks: Record<string, string>;
  actor_id: string | null;
  organisation_id: string | null;
  at: string;
  previous: string;
  hash: string;
};

/** Links after a position, in order, as they are kept. `upTo` is the last that is wanted. */
export async function linksAfter(
  manager: EntityManager,
  chain: string,
  position: bigint,
  upTo: bigint,
  limit: number,
): Promise<Recorded[]> {
  const rows: Row[] = await manager.query(
    `SELECT position, type, subject_id, audience, data, people, marks, actor_id, organisation_id, previous, hash,
            to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
       FROM domain_event WHERE consultation_id = $1 AND position > $2 AND position <= $3
      ORDER BY position LIMIT $4`,
    [chain, String(position), String(upTo), limit],
  );
  return rows.map(({ subject_id, actor_id, organisation_id, people, ...row }) => ({
    ...row,
    chain,
    subjectId: subject_id,
    organisationId: organisation_id,
    people: { ...people, actor: actor_id },
  }));
}

/** What is wrong with a chain: where, and how. The last three are seen only beside what was known of it elsewhere. */
export type RecordFault = {
  readonly chain: string;
  readonly position: bigint;
  readonly kind: FaultKind | 'head' | 'witness' | 'erasure';
};

export type Verified = {
  readonly chain: string;
  readonly head: Head;
  readonly read: number;
  readonly blanks: number;
  readonly fault: RecordFault | null;
};

const PAGE = 500;

/** Follows one chain from a head that is trusted to its end. `witnessed`: hashes that were seen outside, by position. */
export async function verifyChain(
  manager: EntityManager,
  chain: string,
  from: Head,
  witnessed: ReadonlyMap<bigint, string> = new Map(),
): Promise<Verified> {
  const kept: { head: string; hash: string }[] = await manager.query(
    'SELECT head, hash FROM event_chain WHERE consultation_id = $1',
    [chain],
  );
  const end = { position: BigInt(kept[0]?.head ?? 0), hash: kept[0]?.hash ?? from.hash };
  let head = from;
  let read = 0;
  let blanks = 0;
  const result = (fault: Fault | { position: bigint; kind: RecordFault['kind'] } | null): Verified => ({
    chain,
    head,
    read,
    blanks,
    fault: fault && { ...fault, chain },
  });
  while (head.position < end.position) {
    const links = await linksAfter(manager, chain, head.position, end.position, PAGE);
    if (links.length === 0) break;
    const walked = walk(head, links, await saltsOf(manager, links));
    const forged = links.find(({ position, hash }) => (witnessed.get(BigInt(position)) ?? hash) !== hash);
    read += links.length;
    blanks += walked.blanks;
    head = walked.head;
    if (walked.fault && !(forged && BigInt(forged.position) < walked.fault.position))
      return result(walked.fault);
    if (forged) return result({ position: BigInt(forged.position), kind: 'witness' });
  }
  const last = [...witnessed.keys()].reduce((a, b) => (a > b ? a : b), 0n);
  // Cut off at its end, together with its head: only who has seen it can tell.
  if (last > end.position) return result({ position: last, kind: 'witness' });
  const past: { past: boolean }[] = await manager.query(
    'SELECT EXISTS (SELECT 1 FROM domain_event WHERE consultation_id = $1 AND position > $2) AS past',
    [chain, String(end.position)],
  );
  if (head.position !== end.position || head.hash !== end.hash || past[0]?.past)
    return result({ position: head.position + 1n, kind: 'head' });
  return result(null);
}

async function saltsOf(
  manager: EntityManager,
  links: readonly Recorded[],
): Promise<(personId: string) => string | null> {
  const ids = new Set(links.flatMap(({ people }) => Object.values(people).filter((id) => id !== null)));
  const rows: { id: string; salt: string | null }[] = await manager.query(
    'SELECT id, salt FROM person WHERE id = ANY($1)',
    [[...ids]],
  );
  const salts = new Map(rows.map(({ id, salt }) => [id, salt]));
  return (personId) => salts.get(personId) ?? null;
}

/** Every chain there is, the installation's first. */
export async function chainsOf(manager: EntityManager): Promise<string[]> {
  const rows: { chain: string }[] = await manager.query(
    `SELECT consultation_id AS chain FROM event_chain
      UNION SELECT DISTINCT consultation_id FROM domain_event ORDER BY chain`,
  );
  return rows.map(({ chain }) => chain);
}

/** The heads as they stand, for whoever writes them down elsewhere. */
export async function headsOf(manager: EntityManager): Promise<ReadonlyMap<string, Head>> {
  const rows: { chain: string; head: string; hash: string }[] = await manager.query(
    'SELECT consultation_id AS chain, head, hash FROM event_chain WHERE head > 0 ORDER BY consultation_id',
  );
  return new Map(rows.map(({ chain, head, hash }) => [chain, { position: BigInt(head), hash }]));
}
