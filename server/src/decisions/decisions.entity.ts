import type { Disposition, ReasonCode } from '@concord/consultation';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

@Entity('decision')
@Index(['decidedBy', 'clientKey'], { unique: true })
export class Decision {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Index({ unique: true })
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('text')
  disposition!: Disposition;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode!: ReasonCode | null;

  /** Words under the anchor before and after; null when the text was not touched. */
  @Column('text', { name: 'text_before', nullable: true })
  textBefore!: string | null;

  @Column('text', { name: 'text_after', nullable: true })
  textAfter!: string | null;

  /** The `seq` under which the change entered the document's log. */
  @Column('int', { name: 'applied_seq', nullable: true })
  appliedSeq!: number | null;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('uuid', { name: 'decided_by' })
  decidedBy!: string;

  @Column('text', { name: 'client_key' })
  clientKey!: string;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt!: Date;

  @References('Comment', 'comment_id')
  readonly comment?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'decided_by')
  readonly decider?: never;
}
