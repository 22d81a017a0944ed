import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { References } from '../platform/database/references.js';
import type { WebhookProblem } from './post.js';
import type { StopReason, WebhookEventType } from './webhooks.policy.js';

/** An address that is told of events of a consultation. Its place in their stream is its outbox (T8). */
@Entity('webhook')
export class Webhook {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Column('text')
  url!: string;

  @Column('text', { array: true })
  types!: WebhookEventType[];

  /** With the installation's own key it makes the secret, which is stored nowhere. */
  @Column('text')
  salt!: string;

  /** Who answers for it: it is told no more than they may know, and nothing when they no longer may register it. */
  @Column('uuid', { name: 'kept_by' })
  keptBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Every event up to here was looked at. */
  @Column('bigint')
  position!: string;

  /** Deliveries that failed one after the other; none is tried before the pause is over. */
  @Column('integer', { default: 0 })
  failures!: number;

  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince!: Date | null;

  @Column('timestamptz', { name: 'resting_until', nullable: true })
  restingUntil!: Date | null;

  @Column('timestamptz', { name: 'stopped_at', nullable: true })
  stoppedAt!: Date | null;

  @Column('text', { name: 'stop_reason', nullable: true })
  stopReason!: StopReason | null;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Person', 'kept_by')
  readonly keeper?: never;
}

/** One event for one webhook. Its id is what the receiver tells doubles by. */
@Entity('webhook_delivery')
@Unique('webhook_delivery_once', ['webhookId', 'position'])
export class WebhookDelivery {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'webhook_id' })
  webhookId!: string;

  /** Of the event; null for a trial. */
  @Column('bigint', { nullable: true })
  position!: string | null;

  @Column('text')
  type!: WebhookEventType | 'test';

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('integer', { default: 0 })
  attempts!: number;

  /** Not before then; null when it was delivered or given up. */
  @Index()
  @Column('timestamptz', { name: 'next_at', nullable: true })
  nextAt!: Date | null;

  @Column('timestamptz', { name: 'tried_at', nullable: true })
  triedAt!: Date | null;

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt!: Date | null;

  /** What the receiver answered to the last attempt. */
  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('text', { nullable: true })
  problem!: WebhookProblem | null;

  @References('Webhook', 'webhook_id', { goesWith: true })
  readonly webhook?: never;
}
