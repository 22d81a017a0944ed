import { Round, RoundExtension } from '../rounds/index.js';
import type { World } from './world.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const fromNow = (ms: number): Date => new Date(Date.now() + ms);

/** The written round as a test wants it, past all rules: opened yesterday, closing tomorrow unless said otherwise. */
export async function givenRound(world: World, change: Partial<Round> = {}): Promise<void> {
  const { manager } = world.dataSource;
  const round = await manager.findOneByOrFail(Round, { consultationId: world.consultationId });
  await manager.delete(RoundExtension, { roundId: round.id });
  await manager.update(
    Round,
    { id: round.id },
    {
      opensAt: fromNow(-DAY),
      closesAt: fromNow(DAY),
      graceHours: 24,
      pausedAt: null,
      blind: false,
      ...change,
    },
  );
}

/** Resolves when so many connections of this world wait for a lock. */
export async function waitingForLocks(world: World, count: number): Promise<void> {
  const rows: unknown[] = await world.dataSource.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  if (rows.length < count) await waitingForLocks(world, count);
}
