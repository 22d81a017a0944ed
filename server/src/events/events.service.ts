import { audienceOf } from '../platform/audience.js';
import type { RequestContext } from '../platform/context.js';
import { lostPlace } from '../platform/errors/lost-place.js';
import { isHeard } from '../platform/events/event.js';
import type { DomainEvent } from '../platform/events/events.entity.js';
import { eventsAfter, followEvents, headPosition } from '../platform/events/feed.js';
import { leavable } from '../platform/events/waker.js';
import { isAboutComment, mayHearOf } from './events.policy.js';
import { EventPage, EventType } from './events.types.js';

const MOST = 100;
/** What a screen that was away is told one by one; a view is read anew in less time than it takes to apply more. */
const MOST_MISSED = 300;

/** A page of what was missed. Null when the consultation is not open to the actor. */
export async function eventsSince(
  ctx: RequestContext,
  consultationId: string,
  after: string,
  first: number,
): Promise<EventPage | null> {
  const standing = await ctx.standing(consultationId);
  if (!standing) return null;
  const position = await openCursor(ctx, consultationId, after);
  if (position === null) throw lostPlace(ctx);
  const size = Math.min(Math.max(first, 1), MOST);
  const heard: DomainEvent[] = [];
  let at = position;
  let read: DomainEvent[];
  // Read on over what others keep to themselves: a short or empty page would tell how much of it there is (T4).
  do {
    read = await eventsAfter(ctx, consultationId, at, MOST);
    const audible = await Promise.all(read.map((event) => mayHearOf(ctx, event)));
    for (const [index, event] of read.entries()) {
      if (heard.length > size) break;
      at = BigInt(event.position);
      if (audible[index]) heard.push(event);
    }
  } while (heard.length <= size && read.length === MOST);
  const hasMore = heard.length > size;
  const events = heard.slice(0, size);
  const audience = audienceOf(standing);
  const end = hasMore ? (events.at(-1)?.position ?? String(position)) : String(at);
  return Object.assign(new EventPage(), {
    events: events.map((event) => view(ctx, event, audience)),
    cursor: ctx.services.cursors.seal(consultationId, audience, BigInt(end)),
    hasMore,
  });
}

/** What was missed, then what happens, for as long as somebody listens. Null: nothing to listen to. */
export async function follow(
  ctx: RequestContext,
  consultationId: string,
  after: string,
): Promise<AsyncIterableIterator<EventType> | null> {
  const position = await openToFollow(ctx, consultationId, after);
  return position === null ? null : leavable((signal) => audible(ctx, consultationId, position, signal));
}

async function* audible(ctx: RequestContext, consultationId: string, position: bigint, signal: AbortSignal) {
  for await (const event of followEvents(ctx, consultationId, position, signal)) {
    // Rights and rows are read anew for each event: what was true at subscribe time proves nothing now.
    ctx.forget();
    const standing = await ctx.standing(consultationId);
    if (standing && (await mayHearOf(ctx, event))) yield view(ctx, event, audienceOf(standing));
  }
}

/**
 * [GQ10] Where a cursor stands; null when the consultation is not open to the actor, when the cursor is not of their
 * audience, and when it stands behind the end: the record was brought back from a copy since, and what comes there now
 * is something else.
 */
export async function openCursor(
  ctx: RequestContext,
  consultationId: string,
  cursor: string,
): Promise<bigint | null> {
  const standing = await ctx.standing(consultationId);
  const position = standing && ctx.services.cursors.open(consultationId, audienceOf(standing), cursor);
  return position === null || position > (await headPosition(ctx, consultationId)) ? null : position;
}

/** [SE5] The same for a listener: null also when it missed so much that it had better read everything anew. */
export async function openToFollow(
  ctx: RequestContext,
  consultationId: string,
  cursor: string,
): Promise<bigint | null> {
  const position = await openCursor(ctx, consultationId, cursor);
  return position === null || (await missedTooMuch(ctx, consultationId, position)) ? null : position;
}

/** Counted is only what they would have heard: a bound on all there was would tell how much others keep to themselves. */
async function missedTooMuch(ctx: RequestContext, consultationId: string, after: bigint): Promise<boolean> {
  if ((await headPosition(ctx, consultationId)) - after <= MOST_MISSED) return false;
  let missed = 0;
  let at = after;
  let read: DomainEvent[];
  do {
    read = await eventsAfter(ctx, consultationId, at, MOST);
    const audible = await Promise.all(read.map((event) => mayHearOf(ctx, event)));
    missed += audible.filter(Boolean).length;
    at = BigInt(read.at(-1)?.position ?? at);
  } while (missed <= MOST_MISSED && read.length === MOST);
  return missed > MOST_MISSED;
}

/** An event as it is told to an audience. */
export const view = (ctx: RequestContext, event: DomainEvent, audience: string): EventType =>
  Object.assign(new EventType(), {
    cursor: ctx.services.cursors.seal(event.consultationId, audience, BigInt(event.position)),
    type: event.type,
    at: event.at,
    commentId: isHeard(event.type) && isAboutComment(event.type) ? event.subjectId : null,
    sectionId: event.audience.sectionId,
  });
