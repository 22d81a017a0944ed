import { audienceOf } from '../audience.js';
import type { LoaderDefinition, RequestContext } from '../context.js';
import { DomainEvent } from './events.entity.js';
import { createWaker } from './waker.js';

/** Where the chain stands now, sealed for the audience of whoever asks. Never fails: nothing happened yet is position 0. */
export async function currentCursor(ctx: RequestContext, consultationId: string): Promise<string> {
  const head = await headPosition(ctx, consultationId);
  const standing = await ctx.standing(consultationId);
  return ctx.services.cursors.seal(consultationId, standing ? audienceOf(standing) : '', head);
}

/** Where the chain stands now; 0 when nothing happened yet. */
export const headPosition = async (ctx: RequestContext, consultationId: string): Promise<bigint> =>
  (await ctx.load(headOf, consultationId)) ?? 0n;

/** Read once in an answer: whoever goes on from there may hear of something twice, and misses nothing. */
const headOf: LoaderDefinition<string, bigint> = {
  async batch(ctx, consultationIds) {
    const rows: { consultation_id: string; head: string }[] = await ctx.manager.query(
      'SELECT consultation_id, head FROM event_chain WHERE consultation_id = ANY($1)',
      [consultationIds],
    );
    return new Map(rows.map((row) => [row.consultation_id, BigInt(row.head)]));
  },
};

/** Events after a position, in order, at most `limit`. What of them a person may hear is for the caller to say. */
export async function eventsAfter(
  ctx: RequestContext,
  consultationId: string,
  position: bigint,
  limit: number,
): Promise<DomainEvent[]> {
  return ctx.manager
    .createQueryBuilder(DomainEvent, 'event')
    .where('event.consultation_id = :consultationId AND event.position > :position', {
      consultationId,
      position: String(position),
    })
    .orderBy('event.position', 'ASC')
    .limit(limit)
    .getMany();
}

/** With the look itself, five seconds at most when no ring arrives. */
const POLL_MS = 4_500;
const PAGE = 100;

/**
 * Every event after `position`, for ever: first what was missed, then live. The doorbell only says "look"; a lost
 * ring costs at most one poll, never an event. Ends when the subscriber goes.
 */
export async function* followEvents(
  ctx: RequestContext,
  consultationId: string,
  position: bigint,
  signal: AbortSignal,
): AsyncGenerator<DomainEvent, void, void> {
  const bell = createWaker(signal);
  const stop = ctx.services.doorbell.listen((ring) => {
    if (ring.kind === 'events' && ring.consultationId === consultationId) bell.wake();
  });
  try {
    let at = position;
    while (!signal.aborted) {
      const heard = bell.next(POLL_MS);
      const events = await eventsAfter(ctx, consultationId, at, PAGE);
      for (const event of events) {
        at = BigInt(event.position);
        yield event;
      }
      if (events.length < PAGE) await heard;
    }
  } finally {
    stop();
  }
}
