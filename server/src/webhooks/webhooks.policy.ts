import {
  consultationAbilities,
  wideEventTypes,
  type OrganisationKind,
  type WideEventType,
} from '@concord/consultation';
import { mayHearOf } from '../events/index.js';
import { AudienceContext } from '../platform/audience.js';
import type { RequestContext, Standing } from '../platform/context.js';
import type { DomainEvent } from '../platform/events/events.entity.js';
import type { Webhook } from './webhooks.entity.js';

/** [WH1] Who looks at webhooks: those who answer for the consultation. For everybody else there are none. */
export async function mayConnect(ctx: RequestContext, consultationId: string): Promise<Standing | null> {
  const standing = await ctx.standing(consultationId);
  return standing && consultationAbilities(standing.roles).connect ? standing : null;
}

/** [WH1] A program can't register one: it would go on when the program's token has been revoked. */
export const mayRegister = async (ctx: RequestContext, consultationId: string): Promise<Standing | null> =>
  ctx.actor.kind === 'person' ? mayConnect(ctx, consultationId) : null;

/** What of a consultation is told to all who take part in it; how things came about is told to no webhook. */
export const webhookEventTypes = wideEventTypes;
export type WebhookEventType = WideEventType;

/** Why a webhook is told nothing any more. */
export const stopReasons = ['failing', 'gone', 'right_lost'] as const;
export type StopReason = (typeof stopReasons)[number];

const outside: OrganisationKind = 'civil_society';

/**
 * [WH2][T4][T7] As whom a webhook hears: somebody of no organisation who takes part, within the scope of whoever keeps
 * it and as blind as they are. Null when they may keep none any more.
 */
export async function standingOfWebhook(
  ctx: RequestContext,
  { id, consultationId, keptBy }: Webhook,
): Promise<Standing | null> {
  const { services, now } = ctx;
  const standings = await services.readStandingsOf(ctx.manager, [keptBy], consultationId, now());
  const keeper = standings.get(keptBy);
  if (!keeper || !consultationAbilities(keeper.roles).connect) return null;
  return {
    // Its own id: no organisation has it, so nothing is its own.
    organisationId: id,
    kind: outside,
    roles: ['observer'],
    domains: keeper.domains,
    blindSince: keeper.blindSince,
    chain: [],
    steps: [],
    actsFor: null,
  };
}

/** [WH2] By the policy of subscriptions. What would depend on who is asking is told to nobody. */
export async function isTold(
  { services, locale, log, now }: RequestContext,
  { types, consultationId }: Webhook,
  standing: Standing,
  event: DomainEvent,
): Promise<boolean> {
  if (!(types as readonly string[]).includes(event.type)) return false;
  const audience = new AudienceContext(services, { consultationId, standing }, locale, log, now, null);
  return (await mayHearOf(audience, event)) && !audience.dependsOnPerson;
}
