import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../platform/context.js';
import { DomainEvent } from '../platform/events/events.entity.js';
import { isId, NOWHERE } from '../platform/ids.js';
import { byId } from '../platform/loaders.js';
import { Webhook, WebhookDelivery } from './webhooks.entity.js';

export const webhookById = byId(Webhook);

/** Oldest first. */
export const webhooksOf = (ctx: RequestContext, consultationId: string): Promise<Webhook[]> =>
  ctx.manager.find(Webhook, { where: { consultationId }, order: { createdAt: 'ASC', id: 'ASC' } });

/** Locked to COMMIT; null when it is not there. */
export const lockWebhook = (manager: EntityManager, id: string): Promise<Webhook | null> =>
  manager
    .createQueryBuilder(Webhook, 'webhook')
    .setLock('pessimistic_write')
    .where('webhook.id = :id', { id: isId(id) ? id : NOWHERE })
    .getOne();

/** The webhook that a delivery is for; null when there is no such delivery. */
export const webhookOfDelivery = ({ manager }: RequestContext, deliveryId: string): Promise<Webhook | null> =>
  manager
    .createQueryBuilder(Webhook, 'webhook')
    .innerJoin(WebhookDelivery, 'delivery', 'delivery.webhook_id = webhook.id')
    .where('delivery.id = :deliveryId', { deliveryId: isId(deliveryId) ? deliveryId : NOWHERE })
    .getOne();

/** Newest first, before this one. */
export function deliveriesOf(
  ctx: RequestContext,
  webhookId: string,
  before: string | null,
  limit: number,
): Promise<WebhookDelivery[]> {
  const query = ctx.manager
    .createQueryBuilder(WebhookDelivery, 'delivery')
    .where('delivery.webhook_id = :webhookId', { webhookId: isId(webhookId) ? webhookId : NOWHERE })
    .orderBy('delivery.id', 'DESC')
    .limit(limit);
  if (before !== null && isId(before)) query.andWhere('delivery.id < :before', { before });
  return query.getMany();
}

/** Of which consultations there is something that their webhooks were not asked about yet. */
export async function webhooksBehind(manager: EntityManager): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `SELECT webhook.id FROM webhook JOIN event_chain chain USING (consultation_id)
      WHERE webhook.stopped_at IS NULL AND chain.head > webhook.position`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Takes what is due, so that no other node does; whoever took it and went leaves it until the lease is over. A webhook that is
 * failing is tried with one delivery at a time, the one that was tried least.
 */
export async function takeDue(
  manager: EntityManager,
  now: Date,
  leaseMs: number,
  most: number,
): Promise<string[]> {
  const [rows]: [{ id: string }[], number] = await manager.query(
    `UPDATE webhook_delivery SET next_at = $2, attempts = attempts + 1
      WHERE id IN (
        SELECT due.id FROM webhook_delivery due JOIN webhook ON webhook.id = due.webhook_id
         WHERE due.next_at <= $1 AND webhook.stopped_at IS NULL
           AND (webhook.resting_until IS NULL OR webhook.resting_until <= $1)
           AND (webhook.failures = 0 OR due.id = (
             SELECT id FROM webhook_delivery probe WHERE probe.webhook_id = webhook.id AND probe.next_at IS NOT NULL
              ORDER BY attempts, id LIMIT 1))
         ORDER BY due.next_at, due.id LIMIT $3 FOR UPDATE OF due SKIP LOCKED)
      RETURNING id`,
    [now, new Date(now.getTime() + leaseMs), most],
  );
  return rows.map(({ id }) => id);
}

/** The events of these deliveries, by position. */
export async function eventsAt(
  ctx: RequestContext,
  consultationId: string,
  deliveries: readonly Pick<WebhookDelivery, 'position'>[],
): Promise<ReadonlyMap<string, DomainEvent>> {
  const positions = deliveries.flatMap(({ position }) => position ?? []);
  const events = await ctx.manager
    .createQueryBuilder(DomainEvent, 'event')
    .where('event.consultation_id = :consultationId AND event.position = ANY(:positions)', {
      consultationId,
      positions,
    })
    .getMany();
  return new Map(events.map((event) => [event.position, event]));
}
