/** What is told to webhooks, and when: looked at by the clock, on whichever node looks first. */
import { v7 as uuid } from 'uuid';
import type { DueWork } from '../platform/clock.js';
import type { RequestContext } from '../platform/context.js';
import { insertAll } from '../platform/database/insert-once.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { eventsAfter } from '../platform/events/feed.js';
import { isHeard, onRecord } from '../platform/events/event.js';
import type { DomainEvent } from '../platform/events/events.entity.js';
import { isAboutComment } from '../events/index.js';
import { post, type Posted } from './post.js';
import { afterFailure, pauseAfter } from './retrying.js';
import { signedHeaders } from './signature.js';
import { Webhook, WebhookDelivery } from './webhooks.entity.js';
import { isTold, standingOfWebhook, type StopReason, type WebhookEventType } from './webhooks.policy.js';
import { eventsAt, lockWebhook, takeDue, webhooksBehind } from './webhooks.repository.js';

const PAGE = 100;
const AT_ONCE = 20;
const KEPT_MS = 30 * 86_400_000;
/** For how long whoever sends a delivery keeps it from the others; no attempt takes as long. */
export const LEASE_MS = 60_000;

/**
 * [WH3] Moves each webhook on over what has happened, and notes a delivery for each event that it is told: place and
 * deliveries in one transaction, so that nothing is left out and nothing told twice over.
 */
export const gatherDeliveries: DueWork = async (ctx) => {
  for (const id of await webhooksBehind(ctx.manager)) await gather(ctx, id);
};

async function gather(ctx: RequestContext, id: string): Promise<void> {
  const webhook = await ctx.manager.findOneBy(Webhook, { id });
  if (!webhook) return;
  const { position } = webhook;
  const events = await eventsAfter(ctx, webhook.consultationId, BigInt(position), PAGE);
  // After the events were read: nothing is told that is newer than this look at the keeper's rights.
  const standing = await standingOfWebhook(ctx, webhook);
  if (!standing) return transaction(ctx, (tx) => stop(tx, id, 'right_lost'));
  const told = await Promise.all(events.map((event) => isTold(ctx, webhook, standing, event)));
  await transaction(ctx, async (tx) => {
    const locked = await lockWebhook(tx.manager, id);
    // Another node was here meanwhile.
    if (!locked || locked.stoppedAt !== null || locked.position !== position) return;
    const deliveries = events.filter((_, index) => told[index]).map((event) => deliveryOf(id, event, tx.now));
    if (deliveries.length > 0) await insertAll(tx.manager, WebhookDelivery, deliveries);
    await tx.manager.update(Webhook, { id }, { position: events.at(-1)?.position ?? position });
    await tx.manager.query(
      'DELETE FROM webhook_delivery WHERE webhook_id = $1 AND next_at IS NULL AND created_at < $2',
      [id, new Date(tx.now.getTime() - KEPT_MS)],
    );
  });
}

const deliveryOf = (webhookId: string, event: DomainEvent, now: Date): WebhookDelivery =>
  Object.assign(new WebhookDelivery(), {
    id: uuid(),
    webhookId,
    position: event.position,
    // What is told is one of them: the policy has looked.
    type: event.type as WebhookEventType,
    createdAt: now,
    attempts: 0,
    nextAt: now,
    triedAt: null,
    deliveredAt: null,
    status: null,
    problem: null,
  });

/** [WH3] Sends what is due, at least once. */
export const sendDeliveries: DueWork = async (ctx) => {
  let taken: string[];
  do {
    taken = await takeDue(ctx.manager, ctx.now(), LEASE_MS, AT_ONCE);
    const sent = await Promise.allSettled(taken.map((id) => deliver(ctx.renewed(), id)));
    for (const one of sent)
      if (one.status === 'rejected') ctx.log.error({ err: one.reason }, 'a delivery failed');
  } while (taken.length === AT_ONCE);
};

/**
 * One attempt; what is told is asked again at this moment, or a comment withheld since would still go out. `byHand`:
 * somebody waits for how it goes, and when it fails nothing else hangs on it.
 */
export async function deliver(ctx: RequestContext, id: string, byHand = false): Promise<void> {
  const delivery = await ctx.manager.findOneBy(WebhookDelivery, { id });
  const webhook = delivery && (await ctx.manager.findOneBy(Webhook, { id: delivery.webhookId }));
  if (!webhook) return;
  const standing = await standingOfWebhook(ctx, webhook);
  if (!standing) return transaction(ctx, (tx) => stop(tx, webhook.id, 'right_lost'));
  const { position } = delivery;
  const event = (await eventsAt(ctx, webhook.consultationId, [delivery])).get(position ?? '');
  if (position !== null && !(event && (await isTold(ctx, webhook, standing, event)))) {
    await ctx.manager.delete(WebhookDelivery, { id });
    return;
  }
  const body = JSON.stringify(event ? told(event) : trial(webhook, delivery));
  const { services } = ctx;
  const key = services.keyFor(keyName(webhook));
  const headers = signedHeaders(key, { id, at: ctx.now(), body });
  const { webhooksInside: inside, development: plain } = services.config;
  const posted = await post(webhook.url, { headers, body }, { inside, plain });
  await transaction(ctx, (tx) => settle(tx, delivery, posted, byHand));
}

/** What the secret of a webhook is made for. */
export const keyName = ({ id, salt }: Pick<Webhook, 'id' | 'salt'>): string => `webhook ${id} ${salt}`;

/** Which kind of thing happened, when, and the ids of what it happened to: the rest is asked for with a token. */
const told = (event: DomainEvent) => ({
  type: event.type,
  timestamp: event.at.toISOString(),
  data: {
    consultationId: event.consultationId,
    commentId: isHeard(event.type) && isAboutComment(event.type) ? event.subjectId : null,
    sectionId: event.audience.sectionId,
  },
});

const trial = ({ consultationId }: Webhook, { createdAt }: WebhookDelivery) => ({
  type: 'test',
  timestamp: createdAt.toISOString(),
  data: { consultationId, commentId: null, sectionId: null },
});

async function settle(
  tx: Transaction,
  { id, webhookId }: WebhookDelivery,
  posted: Posted,
  byHand: boolean,
): Promise<void> {
  const webhook = await lockWebhook(tx.manager, webhookId);
  const delivery = await tx.manager.findOneBy(WebhookDelivery, { id });
  if (!webhook || !delivery) return;
  const { now } = tx;
  const { status, problem } = posted;
  const tried = { triedAt: now, status, problem };
  if (problem === null) {
    await tx.manager.update(WebhookDelivery, { id }, { ...tried, nextAt: null, deliveredAt: now });
    await tx.manager.update(
      Webhook,
      { id: webhookId },
      { failures: 0, failingSince: null, restingUntil: null },
    );
    return;
  }
  // Of a trial too, whoever sends it.
  if (byHand || delivery.position === null) {
    await tx.manager.update(WebhookDelivery, { id }, { ...tried, nextAt: null });
    return;
  }
  const failures = webhook.failures + 1;
  const since = webhook.failingSince ?? now;
  const next = afterFailure({ since, createdAt: delivery.createdAt, gone: status === 410 }, now);
  const again = (count: number): Date => new Date(now.getTime() + pauseAfter(count, Math.random()));
  const nextAt = next === 'give_up' ? null : again(delivery.attempts);
  await tx.manager.update(WebhookDelivery, { id }, { ...tried, nextAt });
  const restingUntil = again(failures);
  await tx.manager.update(Webhook, { id: webhookId }, { failures, failingSince: since, restingUntil });
  if (next === 'stop') await stop(tx, webhookId, status === 410 ? 'gone' : 'failing');
}

/** [WH6] Told nothing more until somebody lets it go on, from where it stands; that it stopped is on record. */
async function stop(tx: Transaction, id: string, reason: StopReason): Promise<void> {
  const webhook = await lockWebhook(tx.manager, id);
  if (!webhook || webhook.stoppedAt !== null) return;
  await tx.manager.update(Webhook, { id }, { stoppedAt: tx.now, stopReason: reason });
  record(tx, onRecord('webhook_stopped', webhook.consultationId, id, { data: { reason } }));
}
