import type { StancePosition } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** What an organisation says of another's comment. The latest counts; earlier ones are history. */
@Entity('stance')
@Index(['takenBy', 'clientKey'], { unique: true })
@Index('stance_standing', ['commentId', 'organisationId'], { unique: true, where: '"ended_at" IS NULL' })
export class Stance {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('text')
  position!: StancePosition;

  @Column('text', { nullable: true })
  reason!: string | null;

  /** Language the reason is written in. */
  @Column('text')
  language!: Locale;

  @Column('uuid', { name: 'taken_by' })
  takenBy!: string;

  @Column('text', { name: 'client_key' })
  clientKey!: string;

  @Column('timestamptz', { name: 'taken_at' })
  takenAt!: Date;

  /** When a later one took its place. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @References('Comment', 'comment_id')
  readonly comment?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'taken_by')
  readonly taker?: never;
}
