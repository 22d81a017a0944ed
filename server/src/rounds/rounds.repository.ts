import { lastCallOf } from '@concord/consultation';
import { In, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { LoaderDefinition } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import { listBy } from '../platform/loaders.js';
import { Round, RoundExtension } from './rounds.entity.js';

/** The written rounds of a consultation in their order; the latest is the one in which people speak. */
export const roundsOf = listBy(Round, 'consultationId', { order: { ordinal: 'ASC' } });

/** [RD12] When the round with this number was over for everybody, or will be; null: it has no end, or is not there. */
export async function endOf(
  manager: EntityManager,
  consultationId: string,
  ordinal: number,
): Promise<Date | null> {
  const round = await manager.findOneBy(Round, { consultationId, ordinal });
  return round && lastCallOf(round, await lastExtension(manager, round.id));
}

/** The latest moment that any organisation was given. */
export async function lastExtension(manager: EntityManager, roundId: string): Promise<Date | null> {
  const [row]: { at: Date | null }[] = await manager.query(
    'SELECT max(closes_at) AS at FROM round_extension WHERE round_id = $1',
    [roundId],
  );
  return row?.at ?? null;
}

/** The extensions that count, by organisation. */
export type Extensions = ReadonlyMap<string, RoundExtension>;

export const extensionsOf: LoaderDefinition<string, Extensions> = {
  async batch(ctx, roundIds) {
    const rows = await ctx.manager.find(RoundExtension, {
      where: { roundId: In([...roundIds]) },
      order: { grantedAt: 'ASC', id: 'ASC' },
    });
    return new Map(
      roundIds.map((id) => [
        id,
        new Map(rows.filter((row) => row.roundId === id).map((row) => [row.organisationId, row])),
      ]),
    );
  },
};

/** For changing it: two of the lead agency come one after the other. */
export const lockRound = (manager: EntityManager, consultationId: string): Promise<Round | null> =>
  latest(manager, consultationId, 'pessimistic_write');

/** For speaking in it: whoever pauses or moves the round waits for what is being said, or is there before it. */
export const holdRound = (manager: EntityManager, consultationId: string): Promise<Round | null> =>
  latest(manager, consultationId, 'pessimistic_read');

const latest = async (
  manager: EntityManager,
  consultationId: string,
  mode: 'pessimistic_write' | 'pessimistic_read',
): Promise<Round | null> =>
  isId(consultationId)
    ? manager.findOne(Round, { where: { consultationId }, order: { ordinal: 'DESC' }, lock: { mode } })
    : null;

/** The latest extension of one organisation. */
export const extensionFor = (
  manager: EntityManager,
  roundId: string,
  organisationId: string,
): Promise<RoundExtension | null> =>
  manager.findOne(RoundExtension, {
    where: { roundId, organisationId },
    order: { grantedAt: 'DESC', id: 'DESC' },
  });

/** The first written round, made with its consultation. */
export async function foundRound(
  manager: EntityManager,
  consultationId: string,
  dates: { opensAt: Date | null; closesAt: Date | null },
): Promise<void> {
  await manager.insert(Round, { id: uuid(), consultationId, ordinal: 1, ...dates });
}

/** What others made official since the round opened, told by nobody: only to judge what the lead agency may change. */
export async function officialSince(manager: EntityManager, round: Round): Promise<number> {
  const [row]: { count: number }[] = await manager.query(
    `SELECT count(*)::int AS count FROM comment
      WHERE consultation_id = $1 AND cleared_at IS NOT NULL AND cleared_at >= coalesce($2::timestamptz, '-infinity')`,
    [round.consultationId, round.opensAt],
  );
  return row?.count ?? 0;
}
