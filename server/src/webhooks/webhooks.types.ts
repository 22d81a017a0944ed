import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enums.js';
import { PageInfo, resultOf } from '../platform/graphql/types.js';
import { webhookProblems, type WebhookProblem } from './post.js';
import { stopReasons, webhookEventTypes, type StopReason, type WebhookEventType } from './webhooks.policy.js';

export const webhookStates = ['working', 'failing', 'stopped'] as const;
export type WebhookState = (typeof webhookStates)[number];

export const deliveryStates = ['waiting', 'delivered', 'given_up'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

const messageTypes = [...webhookEventTypes, 'test'] as const;

const WebhookEventTypeEnum = enumOf(
  'WebhookEventType',
  webhookEventTypes,
  'What a webhook may be told of: what all who take part may hear.',
);
const WebhookMessageTypeEnum = enumOf(
  'WebhookMessageType',
  messageTypes,
  'What a message to a webhook is about: an event, or a trial.',
);
const WebhookStateEnum = enumOf('WebhookState', webhookStates, 'Whether a webhook is told what happens.');
const WebhookStopReasonEnum = enumOf(
  'WebhookStopReason',
  stopReasons,
  'Why a webhook is told nothing any more.',
);
const WebhookDeliveryStateEnum = enumOf(
  'WebhookDeliveryState',
  deliveryStates,
  'How far a delivery has come.',
);
const WebhookProblemEnum = enumOf('WebhookProblem', webhookProblems, 'Why an attempt at a delivery failed.');

@ObjectType('Webhook', { description: 'An address that is told of events of a consultation.' })
export class WebhookType {
  @Field(() => ID)
  id!: string;
  @Field({ description: 'The address, as it is called.' })
  url!: string;
  @Field(() => [WebhookEventTypeEnum], { description: 'Of what it is told.' })
  types!: WebhookEventType[];
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;
  @Field(() => WebhookStateEnum)
  state!: WebhookState;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Since when no delivery got through; it is stopped five days later.',
  })
  failingSince!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when it is told nothing.' })
  stoppedAt!: Date | null;
  @Field(() => WebhookStopReasonEnum, { nullable: true, description: 'Why it was stopped.' })
  stopReason!: StopReason | null;
}

@ObjectType({ description: 'A webhook that was registered; its secret is told once.' })
export class WebhookCreated {
  @Field(() => WebhookType)
  webhook!: WebhookType;
  @Field({ description: 'Signs what is sent. Shown this once; it is stored nowhere.' })
  secret!: string;
}

@ObjectType('WebhookDelivery', { description: 'One event for one webhook, and what came of it.' })
export class WebhookDeliveryType {
  @Field(() => ID, { description: 'The `webhook-id` of the message, the same in every attempt.' })
  id!: string;
  @Field(() => WebhookMessageTypeEnum)
  type!: WebhookEventType | 'test';
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;
  @Field(() => Int, { description: 'How often it was sent.' })
  attempts!: number;
  @Field(() => WebhookDeliveryStateEnum)
  state!: DeliveryState;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was last tried.' })
  triedAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Not before then; null when it is over.' })
  nextAt!: Date | null;
  @Field(() => Int, { nullable: true, description: 'What the receiver answered to the last attempt.' })
  status!: number | null;
  @Field(() => WebhookProblemEnum, { nullable: true, description: 'Why the last attempt failed.' })
  problem!: WebhookProblem | null;
}

@ObjectType({ description: 'A page of deliveries, newest first.' })
export class WebhookDeliveryPage {
  @Field(() => [WebhookDeliveryType], { description: 'Newest first.' })
  deliveries!: WebhookDeliveryType[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@InputType({ description: 'An address, and of what it is to be told.' })
export class WebhookInput {
  @Field(() => ID)
  consultationId!: string;
  @Field({ description: 'Begins with https:// and leads to the open internet.' })
  url!: string;
  @Field(() => [WebhookEventTypeEnum], { description: 'Of what it is told, one at least.' })
  types!: WebhookEventType[];
}

export const WebhookCreatedResult = resultOf('WebhookCreatedResult', WebhookCreated);
export const WebhookResult = resultOf('WebhookResult', WebhookType);
export const WebhookDeliveryResult = resultOf('WebhookDeliveryResult', WebhookDeliveryType);
