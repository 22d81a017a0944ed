import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { RequestContext } from '../platform/context.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { onRecord, type RecordType } from '../platform/events/event.js';
import { NOWHERE } from '../platform/ids.js';
import { placesOf } from '../platform/places.js';
import { mayHearOf } from '../events/index.js';
import { targetOf } from './address.js';
import { deliver, keyName, LEASE_MS } from './delivering.js';
import { secretOf } from './signature.js';
import { Webhook, WebhookDelivery } from './webhooks.entity.js';
import { mayConnect, mayRegister, webhookEventTypes } from './webhooks.policy.js';
import {
  deliveriesOf,
  eventsAt,
  lockWebhook,
  webhookById,
  webhookOfDelivery,
  webhooksOf,
} from './webhooks.repository.js';
import { WebhookDeliveryPage, type DeliveryState, type WebhookInput } from './webhooks.types.js';

const MOST_WEBHOOKS = 10;
const MOST = 100;
const READ = 100;
const places = placesOf<string>('deliveries');

/** Null for everybody who does not answer for the consultation. */
export const listWebhooks = async (ctx: RequestContext, consultationId: string): Promise<Webhook[] | null> =>
  (await mayConnect(ctx, consultationId)) ? webhooksOf(ctx, consultationId) : null;

/**
 * What was sent to it and what is waiting, newest first; null as above. Of events that the viewer may not hear of
 * themselves, as its keeper may, nothing is listed.
 */
export async function listDeliveries(
  ctx: RequestContext,
  webhookId: string,
  first: number,
  after: string | null,
): Promise<WebhookDeliveryPage | null> {
  const webhook = await ctx.load(webhookById, webhookId);
  if (!(await mayConnect(ctx, webhook?.consultationId ?? NOWHERE)) || !webhook) return null;
  const size = Math.min(Math.max(first, 1), MOST);
  const shown: WebhookDelivery[] = [];
  let before = places.take(ctx, webhookId, after);
  let read: WebhookDelivery[];
  do {
    read = await deliveriesOf(ctx, webhookId, before, READ);
    const heard = await mayKnow(ctx, webhook, read);
    shown.push(...read.filter((_, index) => heard[index]));
    before = read.at(-1)?.id ?? before;
  } while (shown.length <= size && read.length === READ);
  const deliveries = shown.slice(0, size);
  const last = deliveries.at(-1);
  return Object.assign(new WebhookDeliveryPage(), {
    deliveries,
    pageInfo: {
      hasNextPage: shown.length > size,
      endCursor: last ? places.give(ctx, webhookId, last.id) : null,
    },
  });
}

/** [WH1][WH4] Registers an address. It is told what happens from now on; its secret is told this once. */
export function registerWebhook(
  ctx: RequestContext,
  { consultationId, url, types }: WebhookInput,
): Promise<{ webhook: Webhook; secret: string } | Refused> {
  const { personId, services } = ctx;
  if (!personId) return Promise.resolve(refuse(ctx, 'NOT_SIGNED_IN'));
  return transaction(ctx, async (tx) => {
    if (!(await mayRegister(ctx, consultationId))) return refuse(ctx, 'NOT_FOUND');
    const { webhooksInside: inside, development: plain } = services.config;
    const target = targetOf(url.trim(), { inside, plain });
    if (!target) return refuse(ctx, 'WEBHOOK_URL', 'url');
    const wanted = webhookEventTypes.filter((type) => types.includes(type));
    if (wanted.length === 0) return refuse(ctx, 'NOTHING_CHOSEN', 'types');
    const others = await tx.manager.countBy(Webhook, { consultationId });
    if (others >= MOST_WEBHOOKS) return refuse(ctx, 'WEBHOOK_COUNT');
    const [head]: { head: string }[] = await tx.manager.query(
      'SELECT head FROM event_chain WHERE consultation_id = $1',
      [consultationId],
    );
    const webhook = tx.manager.create(Webhook, {
      id: uuid(),
      consultationId,
      url: target.href,
      types: wanted,
      salt: randomUUID(),
      keptBy: personId,
      createdAt: tx.now,
      position: head?.head ?? '0',
      failures: 0,
      failingSince: null,
      restingUntil: null,
      stoppedAt: null,
      stopReason: null,
    });
    await tx.manager.insert(Webhook, webhook);
    record(tx, changed('webhook_made', webhook, { types: wanted.join(' ') }));
    return { webhook, secret: secretOf(services.keyFor(keyName(webhook))) };
  });
}

/** Nothing more is sent to it, and what was waiting is forgotten. */
export const removeWebhook = (ctx: RequestContext, id: string): Promise<true | Refused> =>
  change(ctx, id, async (webhook, tx) => {
    await tx.manager.delete(Webhook, { id });
    record(tx, changed('webhook_removed', webhook));
    return true as const;
  });

/** [WH6] Lets one that was stopped go on from where it stood; whoever does so answers for it from then on. */
export const resumeWebhook = (ctx: RequestContext, id: string): Promise<Webhook | Refused> =>
  change(ctx, id, async (webhook, tx) => {
    const keptBy = ctx.personId ?? webhook.keptBy;
    const fresh = { failures: 0, failingSince: null, restingUntil: null, stoppedAt: null, stopReason: null };
    await tx.manager.update(Webhook, { id }, { ...fresh, keptBy });
    await tx.manager
      .createQueryBuilder()
      .update(WebhookDelivery)
      .set({ nextAt: tx.now })
      .where('webhook_id = :id AND next_at IS NOT NULL', { id })
      .execute();
    record(tx, changed('webhook_resumed', webhook));
    return Object.assign(webhook, fresh, { keptBy });
  });

/** Sends a trial at once and says how it went; nothing else hangs on it. */
export async function testWebhook(ctx: RequestContext, id: string): Promise<WebhookDelivery | Refused> {
  const trial = await change(ctx, id, async (_webhook, tx) => {
    const delivery = tx.manager.create(WebhookDelivery, {
      id: uuid(),
      webhookId: id,
      position: null,
      type: 'test',
      createdAt: tx.now,
      attempts: 1,
      nextAt: null,
      triedAt: null,
      deliveredAt: null,
      status: null,
      problem: null,
    });
    await tx.manager.insert(WebhookDelivery, delivery);
    return delivery;
  });
  return trial instanceof WebhookDelivery ? sent(ctx, trial.id) : trial;
}

/**
 * [WH3] Sends once more what was given up, under the same id, and says how it went. From here on it waits like any
 * other: of two who press at once one is told, and a process that goes in the middle leaves it to the next look.
 */
export async function resendDelivery(ctx: RequestContext, id: string): Promise<WebhookDelivery | Refused> {
  const taken = await changeFound(
    ctx,
    () => webhookOfDelivery(ctx, id),
    async (webhook, { manager, now }) => {
      const delivery = await manager.findOneBy(WebhookDelivery, { id });
      if (!delivery || !(await mayKnow(ctx, webhook, [delivery]))[0]) return refuse(ctx, 'NOT_FOUND');
      if (stateOf(delivery) !== 'given_up') return refuse(ctx, 'DELIVERY_NOT_GIVEN_UP');
      if (webhook.stoppedAt !== null) return refuse(ctx, 'WEBHOOK_STOPPED');
      const nextAt = new Date(now.getTime() + LEASE_MS);
      await manager.update(WebhookDelivery, { id }, { attempts: delivery.attempts + 1, nextAt });
      return true as const;
    },
  );
  return taken === true ? sent(ctx, id) : taken;
}

/** How it stands after this attempt; gone when it may no longer be told. */
async function sent(ctx: RequestContext, id: string): Promise<WebhookDelivery | Refused> {
  await deliver(ctx.renewed(), id, true);
  return (await ctx.manager.findOneBy(WebhookDelivery, { id })) ?? refuse(ctx, 'NOT_FOUND');
}

/** Of each delivery whether the viewer may hear of its event themselves; of a trial they may. */
async function mayKnow(
  ctx: RequestContext,
  { consultationId }: Webhook,
  deliveries: readonly WebhookDelivery[],
): Promise<boolean[]> {
  const events = await eventsAt(ctx, consultationId, deliveries);
  return Promise.all(
    deliveries.map(async ({ position }) => {
      const event = events.get(position ?? '');
      return position === null || (event !== undefined && mayHearOf(ctx, event));
    }),
  );
}

export const stateOf = ({ deliveredAt, nextAt }: WebhookDelivery): DeliveryState =>
  deliveredAt !== null ? 'delivered' : nextAt !== null ? 'waiting' : 'given_up';

const change = <T>(
  ctx: RequestContext,
  id: string,
  work: (webhook: Webhook, tx: Transaction) => Promise<T>,
): Promise<T | Refused> => changeFound(ctx, () => ctx.load(webhookById, id), work);

/** Policy first, and the same whether it is there or not. */
function changeFound<T>(
  ctx: RequestContext,
  find: () => Promise<Webhook | null>,
  work: (webhook: Webhook, tx: Transaction) => Promise<T>,
): Promise<T | Refused> {
  if (!ctx.personId) return Promise.resolve(refuse(ctx, 'NOT_SIGNED_IN'));
  return transaction(ctx, async (tx): Promise<T | Refused> => {
    const found = await find();
    if (!(await mayRegister(ctx, found?.consultationId ?? NOWHERE))) return refuse(ctx, 'NOT_FOUND');
    const webhook = await lockWebhook(tx.manager, found?.id ?? NOWHERE);
    return webhook ? work(webhook, tx) : refuse(ctx, 'NOT_FOUND');
  });
}

const changed = (
  type: Extract<RecordType, `webhook_${string}`>,
  { id, consultationId }: Webhook,
  data: Readonly<Record<string, string>> = {},
) => onRecord(type, consultationId, id, { data });
