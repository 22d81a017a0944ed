import { isId } from '../platform/ids.js';
import type { RequestContext, Standing } from '../platform/context.js';
import { lostPlace } from '../platform/errors/lost-place.js';
import type { DomainEvent } from '../platform/events/events.entity.js';
import { isAboutComment } from '../events/index.js';
import { isHeard } from '../platform/events/event.js';
import { mayAudit, mayAuditEvent, mayKnowActor } from './audit.policy.js';
import { eventsBefore, headHash, type Narrowed } from './audit.repository.js';
import { RecordEntry, RecordHead, RecordPage, type RecordFilter } from './audit.types.js';

const MOST = 100;
const READ = 200;

/** A page of the record, newest first; null for everybody who does not answer for the consultation. */
export async function readRecord(
  ctx: RequestContext,
  consultationId: string,
  filter: RecordFilter,
  first: number,
  after: string | null,
): Promise<RecordPage | null> {
  const standing = await mayAudit(ctx, consultationId);
  if (!standing) return null;
  const size = Math.min(Math.max(first, 1), MOST);
  const narrowed = narrow(standing, filter);
  const start = after === null ? null : openPlace(ctx, consultationId, after);
  const entries: RecordEntry[] = [];
  let more = false;
  if (narrowed)
    for await (const event of audible(ctx, consultationId, start, narrowed)) {
      more = entries.length === size;
      if (more) break;
      entries.push(entryOf(ctx, standing, event));
    }
  return Object.assign(new RecordPage(), {
    entries,
    pageInfo: { hasNextPage: more, endCursor: entries.at(-1)?.cursor ?? null },
  });
}

/** Everything that fits, for an export; null as above. */
export async function wholeRecord(
  ctx: RequestContext,
  consultationId: string,
  filter: RecordFilter,
): Promise<AsyncIterable<RecordEntry> | null> {
  const standing = await mayAudit(ctx, consultationId);
  if (!standing) return null;
  const narrowed = narrow(standing, filter);
  return (async function* () {
    if (narrowed)
      for await (const event of audible(ctx, consultationId, null, narrowed))
        yield entryOf(ctx, standing, event);
  })();
}

/** [AT3] The hash alone: how many entries stand behind it would tell how much others keep to themselves (T4). */
export async function headOf(
  ctx: RequestContext,
  consultationId: string,
  intact: boolean,
): Promise<RecordHead> {
  const hash = await headHash(ctx, consultationId);
  return Object.assign(new RecordHead(), { hash, at: ctx.now(), intact });
}

async function* audible(
  ctx: RequestContext,
  consultationId: string,
  start: bigint | null,
  narrowed: Narrowed,
): AsyncGenerator<DomainEvent, void, void> {
  let before = start;
  let read: DomainEvent[];
  // Read on over what others keep to themselves: a short page would tell how much of it there is (T4).
  do {
    read = await eventsBefore(ctx, consultationId, before, narrowed, READ);
    const heard = await Promise.all(read.map((event) => mayAuditEvent(ctx, event)));
    for (const [index, event] of read.entries()) {
      before = BigInt(event.position);
      if (heard[index]) yield event;
    }
  } while (read.length === READ);
}

/** Null where the filter names what nobody could find. A person is looked for among one's own colleagues only. */
function narrow(standing: Standing, filter: RecordFilter): Narrowed | null {
  const { kinds = null, organisationId = null, personId = null, from = null, until = null } = filter;
  if ([organisationId, personId].some((id) => id !== null && !isId(id))) return null;
  if (personId !== null && organisationId !== null && organisationId !== standing.organisationId) return null;
  const own = personId === null ? organisationId : standing.organisationId;
  return { kinds, organisationId: own, personId, from, until };
}

function entryOf(ctx: RequestContext, standing: Standing, event: DomainEvent): RecordEntry {
  const known = mayKnowActor(standing, event);
  return Object.assign(new RecordEntry(), {
    cursor: ctx.services.cursors.seal(event.consultationId, `record ${ctx.personId}`, BigInt(event.position)),
    kind: event.type,
    at: event.at,
    organisationId: event.organisationId ?? organisationOf(event),
    personId: known ? event.actorId : null,
    formerMember: known && event.actorId === null && 'actor' in event.marks,
    commentId: isHeard(event.type) && isAboutComment(event.type) ? event.subjectId : null,
    sectionId: event.audience.sectionId,
  });
}

/** Whom it concerned, where nobody is on record as having done it for somebody. */
const organisationOf = ({ type, audience }: DomainEvent): string | null =>
  isHeard(type) ? null : audience.organisationId;

/** [GQ10] A position would tell how much others keep to themselves: it is sealed, for this person. */
function openPlace(ctx: RequestContext, consultationId: string, after: string): bigint {
  const position = ctx.services.cursors.open(consultationId, `record ${ctx.personId}`, after);
  if (position === null) throw lostPlace(ctx);
  return position;
}
