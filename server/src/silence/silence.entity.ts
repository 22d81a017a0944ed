import type { Disposition, ReasonCode, SilenceItemState } from '@concord/consultation';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** A package of decisions that stand at a deadline unless somebody concerned objects. */
@Entity('silence_round')
@Index(['openedBy', 'clientKey'], { unique: true })
export class SilenceRound {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  /** The decisions at the deadline are this moderator's, whose right is asked again then. */
  @Column('uuid', { name: 'opened_by' })
  openedBy!: string;

  @Column('text', { name: 'client_key' })
  clientKey!: string;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'closes_at' })
  closesAt!: Date;

  /** When its items had been dealt with; null before. */
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Person', 'opened_by')
  readonly opener?: never;
}

/** One proposed decision on one comment. Nothing of it happens to the comment before the deadline. */
@Entity('silence_item')
@Index(['silenceRoundId', 'commentId'], { unique: true })
export class SilenceItem {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'silence_round_id' })
  silenceRoundId!: string;

  @Index()
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('text')
  disposition!: Disposition;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode!: ReasonCode | null;

  @Column('text', { nullable: true })
  wording!: string | null;

  /** Words under the anchor when it was proposed: others are not replaced by silence. */
  @Column('text', { name: 'seen_words', nullable: true })
  seenWords!: string | null;

  @Column('text', { default: 'waiting' })
  state!: SilenceItemState;

  @References('SilenceRound', 'silence_round_id')
  readonly round?: never;

  @References('Comment', 'comment_id')
  readonly comment?: never;
}

/** Who breaks the silence on an item, and why. */
@Entity('silence_objection')
@Index(['itemId', 'organisationId'], { unique: true })
export class SilenceObjection {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'item_id' })
  itemId!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'given_by' })
  givenBy!: string;

  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date;

  @References('SilenceItem', 'item_id')
  readonly item?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'given_by')
  readonly giver?: never;
}
