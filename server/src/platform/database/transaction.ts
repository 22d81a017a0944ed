import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../context.js';
import { isRefused } from '../errors/refusal.js';
import { appendEvents } from '../events/append.js';
import type { NewEvent } from '../events/event.js';

/** A transaction in progress. Holding one is the only way to record an event. */
export type Transaction = {
  readonly manager: EntityManager;
  readonly now: Date;
  /** Events of this transaction, written last, under the chain-head lock (T8). */
  readonly events: NewEvent[];
  /** Runs after COMMIT, never when the transaction rolled back; must not throw. */
  afterCommit(work: () => void): void;
};

class RolledBack extends Error {
  constructor(readonly refusal: unknown) {
    super('refused');
  }
}

/**
 * Runs a use case in one transaction: locks, rule, save, `record`. A returned refusal rolls everything back; what
 * is thrown rolls back too and is thrown on. Subscribers and nodes hear of the events only after COMMIT.
 */
export async function transaction<T>(ctx: RequestContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const after: (() => void)[] = [];
  let result: T;
  let written: readonly string[] = [];
  try {
    result = await ctx.database.transaction((manager) =>
      ctx.within(manager, async () => {
        const tx: Transaction = {
          manager,
          now: ctx.now(),
          events: [],
          afterCommit: (fn) => void after.push(fn),
        };
        const outcome = await work(tx);
        if (isRefused(outcome)) throw new RolledBack(outcome);
        written = await appendEvents(tx, ctx.actor);
        return outcome;
      }),
    );
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal as T;
    throw error;
  }
  for (const consultationId of written) ctx.services.doorbell.ring({ kind: 'events', consultationId });
  for (const fn of after) fn();
  return result;
}

/** Notes an event; it is written with the change or not at all. */
export function record(tx: Transaction, event: NewEvent): void {
  tx.events.push(event);
}
