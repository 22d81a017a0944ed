import type { WrittenRound } from '@concord/consultation';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** A written round of a consultation. The first one is made with the consultation. */
@Entity('round')
@Index(['consultationId', 'ordinal'], { unique: true })
export class Round implements WrittenRound {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Column('int')
  ordinal!: number;

  @Column('timestamptz', { name: 'opens_at', nullable: true })
  opensAt!: Date | null;

  @Column('timestamptz', { name: 'closes_at', nullable: true })
  closesAt!: Date | null;

  @Column('int', { name: 'grace_hours', default: 24 })
  graceHours!: number;

  @Column('boolean', { default: false })
  blind!: boolean;

  @Column('timestamptz', { name: 'paused_at', nullable: true })
  pausedAt!: Date | null;

  @Column('text', { name: 'pause_reason', nullable: true })
  pauseReason!: string | null;

  /** Counts changes by the lead agency, so that two of its people don't overwrite each other. */
  @Column('int', { default: 1 })
  version!: number;

  /** The deadline whose passing was told to everybody; another one is told again. */
  @Column('timestamptz', { name: 'told_closing', nullable: true })
  toldClosing!: Date | null;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;
}

/** More time for one organisation. Rows are kept; the latest counts. */
@Entity('round_extension')
@Index(['roundId', 'organisationId', 'grantedAt'])
export class RoundExtension {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'round_id' })
  roundId!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('timestamptz', { name: 'closes_at' })
  closesAt!: Date;

  /** Read by that organisation and by the lead agency. */
  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'granted_by' })
  grantedBy!: string;

  @Column('timestamptz', { name: 'granted_at' })
  grantedAt!: Date;

  /** Its passing was told to the organisation. */
  @Column('boolean', { default: false })
  told!: boolean;

  @References('Round', 'round_id')
  readonly round?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'granted_by')
  readonly granter?: never;
}
