import type { RequestContext } from '../platform/context.js';
import { DomainEvent } from '../platform/events/events.entity.js';

/** What of the record is asked for. Everything left out is not narrowed. */
export type Narrowed = {
  readonly kinds: readonly string[] | null;
  readonly organisationId: string | null;
  readonly personId: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
};

/** Newest first, before a position. */
export async function eventsBefore(
  ctx: RequestContext,
  consultationId: string,
  before: bigint | null,
  narrowed: Narrowed,
  limit: number,
): Promise<DomainEvent[]> {
  const query = ctx.manager
    .createQueryBuilder(DomainEvent, 'event')
    .where('event.consultation_id = :consultationId', { consultationId })
    .orderBy('event.position', 'DESC')
    .limit(limit);
  if (before !== null) query.andWhere('event.position < :before', { before: String(before) });
  if (narrowed.kinds) query.andWhere('event.type = ANY(:kinds)', { kinds: narrowed.kinds });
  if (narrowed.organisationId !== null)
    query.andWhere('event.organisation_id = :organisation', { organisation: narrowed.organisationId });
  if (narrowed.personId !== null) query.andWhere('event.actor_id = :person', { person: narrowed.personId });
  if (narrowed.from) query.andWhere('event.at >= :from', { from: narrowed.from });
  if (narrowed.until) query.andWhere('event.at < :until', { until: narrowed.until });
  return query.getMany();
}

export async function headHash(ctx: RequestContext, consultationId: string): Promise<string> {
  const rows: { hash: string }[] = await ctx.manager.query(
    'SELECT hash FROM event_chain WHERE consultation_id = $1',
    [consultationId],
  );
  return rows[0]?.hash ?? '';
}
