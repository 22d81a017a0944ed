import type { Opinion } from '@concord/consultation';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/**
 * What an organisation said in a round about the draft as such: that it is at work on it, that it has no comments (on a
 * section or the whole), or its opinion. Rows are kept: the history of an opinion is its rows.
 */
@Entity('response')
@Index(['roundId', 'organisationId'])
export class Response {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'round_id' })
  roundId!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('text')
  kind!: 'working' | 'nil_return' | Opinion;

  /** Of a "no comments" on one section; null on the whole. */
  @Column('uuid', { name: 'section_id', nullable: true })
  sectionId!: string | null;

  /** Of a disagreement: what would have to change. */
  @Column('text', { nullable: true })
  conditions!: string | null;

  @Column('uuid', { name: 'given_by' })
  givenBy!: string;

  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date;

  @Column('timestamptz', { name: 'taken_back_at', nullable: true })
  takenBackAt!: Date | null;

  @References('Round', 'round_id')
  readonly round?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Section', 'section_id')
  readonly section?: never;

  @References('Person', 'given_by')
  readonly giver?: never;
}

/** A reminder of the lead agency to one organisation. */
@Entity('round_reminder')
@Index(['roundId', 'organisationId', 'sentAt'])
export class RoundReminder {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'round_id' })
  roundId!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('uuid', { name: 'sent_by' })
  sentBy!: string;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt!: Date;

  @References('Round', 'round_id')
  readonly round?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'sent_by')
  readonly sender?: never;
}
