import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../platform/context.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import { done, DoneResult, type Done } from '../platform/graphql/types.js';
import type { Webhook, WebhookDelivery } from './webhooks.entity.js';
import * as service from './webhooks.service.js';
import {
  WebhookCreated,
  WebhookCreatedResult,
  WebhookDeliveryPage,
  WebhookDeliveryResult,
  WebhookDeliveryType,
  WebhookInput,
  WebhookResult,
  WebhookType,
  type DeliveryState,
  type WebhookState,
} from './webhooks.types.js';

@Resolver(() => WebhookType)
export class WebhooksResolver {
  @Query(() => [WebhookType], {
    nullable: true,
    description:
      'Addresses that are told of events. Null for everybody who does not answer for the consultation.',
  })
  webhooks(
    @Arg('consultationId', () => ID) consultationId: string,
    @Ctx() ctx: RequestContext,
  ): Promise<object[] | null> {
    return service.listWebhooks(ctx, consultationId);
  }

  @Query(() => WebhookDeliveryPage, {
    nullable: true,
    description: 'What was sent to a webhook and what is waiting, newest first. Null as with the webhooks.',
  })
  webhookDeliveries(
    @Arg('webhookId', () => ID) webhookId: string,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most 100.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<WebhookDeliveryPage | null> {
    return service.listDeliveries(ctx, webhookId, first, after ?? null);
  }

  @Mutation(() => WebhookCreatedResult, {
    description: 'Registers an address; it is told what happens from now on.',
  })
  async registerWebhook(
    @Arg('input', () => WebhookInput) input: WebhookInput,
    @Ctx() ctx: RequestContext,
  ): Promise<WebhookCreated | Refused> {
    const made = await service.registerWebhook(ctx, input);
    return isRefused(made) ? made : Object.assign(new WebhookCreated(), made);
  }

  @Mutation(() => DoneResult, {
    description: 'Nothing more is sent to it, and what was waiting is forgotten.',
  })
  async removeWebhook(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext): Promise<Done | Refused> {
    const removed = await service.removeWebhook(ctx, id);
    return isRefused(removed) ? removed : done();
  }

  @Mutation(() => WebhookResult, {
    description:
      'Lets a webhook that was stopped go on from where it stood; the viewer answers for it from then on.',
  })
  resumeWebhook(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext): Promise<object> {
    return service.resumeWebhook(ctx, id);
  }

  @Mutation(() => WebhookDeliveryResult, { description: 'Sends a trial at once and says how it went.' })
  testWebhook(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext): Promise<object> {
    return service.testWebhook(ctx, id);
  }

  @Mutation(() => WebhookDeliveryResult, {
    description:
      'Sends once more what was given up, at once and under the same `webhook-id`, and says how it went.',
  })
  resendWebhookDelivery(
    @Arg('id', () => ID, { description: 'The delivery.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return service.resendDelivery(ctx, id);
  }

  @FieldResolver()
  state(@Root() { stoppedAt, failures }: Webhook): WebhookState {
    return stoppedAt !== null ? 'stopped' : failures > 0 ? 'failing' : 'working';
  }
}

@Resolver(() => WebhookDeliveryType)
export class WebhookDeliveriesResolver {
  @FieldResolver()
  state(@Root() delivery: WebhookDelivery): DeliveryState {
    return service.stateOf(delivery);
  }
}
