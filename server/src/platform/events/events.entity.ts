import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EventAudience, EventType } from './event.js';

/** The head of a consultation's chain; its row lock orders the events (T8). */
@Entity('event_chain')
export class EventChain {
  @PrimaryColumn('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Column('bigint', { default: 0 })
  head!: string;
}

/** What happened, in commit order, without gaps: outbox, catch-up and record in one. */
@Entity('domain_event')
export class DomainEvent {
  @PrimaryColumn('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @PrimaryColumn('bigint')
  position!: string;

  @Column('text')
  type!: EventType;

  @Index()
  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('jsonb')
  audience!: EventAudience;

  @Column('jsonb', { default: {} })
  data!: Record<string, string | number | boolean | null>;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('timestamptz')
  at!: Date;
}
