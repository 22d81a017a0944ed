import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EventAudience, EventType, RecordType } from './event.js';

/** The head of a chain (a consultation's, or the installation's); its row lock orders the events (T8). */
@Entity('event_chain')
export class EventChain {
  @PrimaryColumn('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Column('bigint', { default: 0 })
  head!: string;

  /** Hash of the event at the head (T11). */
  @Column('text', { default: '0'.repeat(64) })
  hash!: string;
}

/** What happened, in commit order, without gaps: outbox, catch-up and record in one. */
@Entity('domain_event')
export class DomainEvent {
  @PrimaryColumn('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @PrimaryColumn('bigint')
  position!: string;

  @Column('text')
  type!: EventType | RecordType;

  @Index()
  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('jsonb')
  audience!: EventAudience;

  @Column('jsonb', { default: {} })
  data!: Record<string, string | number | boolean | null>;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  /** Persons concerned beside the actor, by their part; null once they are erased. */
  @Column('jsonb', { default: {} })
  people!: Record<string, string | null>;

  /** What stands for actor and people in the hash; it outlives them. */
  @Column('jsonb', { default: {} })
  marks!: Record<string, string>;

  /** For whom the actor acted. */
  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId!: string | null;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  previous!: string;

  @Column('text')
  hash!: string;
}
