import { In } from 'typeorm';
import type { DueWork } from '../platform/clock.js';
import { record, transaction } from '../platform/database/transaction.js';
import { Round, RoundExtension } from './rounds.entity.js';
import { roundEvent } from './rounds.events.js';

/**
 * [RD10] The passing of a deadline is an event, told once per deadline whatever node looks: to everybody for the
 * round, to the organisation for its extension. Nothing waits for it: the rules ask the time. It makes open pages look
 * again, which matters where a blind round ends.
 */
export const tellClosings: DueWork = (ctx) =>
  transaction(ctx, async (tx) => {
    const rounds = await tx.manager
      .createQueryBuilder(Round, 'round')
      .where('round.closes_at <= :now AND round.told_closing IS DISTINCT FROM round.closes_at', {
        now: tx.now,
      })
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    for (const round of rounds) {
      await tx.manager.update(Round, { id: round.id }, { toldClosing: round.closesAt });
      record(tx, roundEvent('round_closed', round, null));
    }
    const extensions = await tx.manager
      .createQueryBuilder(RoundExtension, 'extension')
      .where('extension.closes_at <= :now AND NOT extension.told', { now: tx.now })
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    if (extensions.length === 0) return;
    await tx.manager.update(RoundExtension, { id: In(extensions.map(({ id }) => id)) }, { told: true });
    const extended = await tx.manager.findBy(Round, { id: In(extensions.map(({ roundId }) => roundId)) });
    const byId = new Map(extended.map((round) => [round.id, round]));
    for (const { roundId, organisationId } of extensions) {
      const round = byId.get(roundId);
      if (round) record(tx, roundEvent('round_closed', round, organisationId));
    }
  });
