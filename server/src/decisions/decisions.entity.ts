import type { PinnedTarget } from '@concord/anchoring';
import type { BlockItem, TakenBlock } from '@concord/document';
import type { Acknowledgement, Disposition, ProposalKind, ReasonCode } from '@concord/consultation';
import type { DeferredTo } from '@concord/consultation/deferrals';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** What moderators decided in one stroke: the fate of one or many comments, and the words it changed. */
@Entity('decision')
@Index(['decidedBy', 'clientKey'], { unique: true })
export class Decision {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  /** The decision that this one takes back. */
  @Index({ unique: true })
  @Column('uuid', { name: 'undoes_id', nullable: true })
  undoesId!: string | null;

  /** Why, where that concerns no single comment: an undo, a correction of the secretariat. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('uuid', { name: 'decided_by' })
  decidedBy!: string;

  @Column('text', { name: 'client_key' })
  clientKey!: string;

  /** SHA-256 of what was sent under the key: another content under it is told so. */
  @Column('text')
  digest!: string;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt!: Date;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Decision', 'undoes_id')
  readonly undone?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'decided_by')
  readonly decider?: never;
}

/** What became of one comment by one decision. Of a comment's outcomes at most one stands. */
@Entity('outcome')
@Index(['decisionId', 'commentId'], { unique: true })
@Index('outcome_standing', ['commentId'], { unique: true, where: '"ended_by" IS NULL' })
export class Outcome {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'decision_id' })
  decisionId!: string;

  @Index()
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('text')
  disposition!: Disposition;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode!: ReasonCode | null;

  /** The comment it was merged into or is superseded by. */
  @Column('uuid', { name: 'into_id', nullable: true })
  intoId!: string | null;

  /** [DE9] To whom the comment was put off, and until when; null where its case was ended. */
  @Column('text', { name: 'deferred_to', nullable: true })
  deferredTo!: DeferredTo | null;

  @Column('uuid', { name: 'deferred_organisation_id', nullable: true })
  deferredOrganisationId!: string | null;

  @Column('text', { name: 'deferred_group', nullable: true })
  deferredGroup!: string | null;

  /** The end of its last day; null for what was put off before days were asked for. */
  @Index('outcome_deferred', { where: '"ended_by" IS NULL AND "deferred_until" IS NOT NULL' })
  @Column('timestamptz', { name: 'deferred_until', nullable: true })
  deferredUntil!: Date | null;

  /** The later decision that took it back or took its place; null while it stands. */
  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  /** What the organisation had answered when it ended. */
  @Column('text', { nullable: true })
  acknowledgement!: Acknowledgement | null;

  @References('Decision', 'decision_id')
  readonly decision?: never;

  @References('Comment', 'comment_id')
  readonly comment?: never;

  @References('Comment', 'into_id')
  readonly into?: never;

  @References('Organisation', 'deferred_organisation_id')
  readonly deferredOrganisation?: never;

  @References('Decision', 'ended_by')
  readonly end?: never;
}

/** What a decision did to a whole block. */
export type BlockChange = {
  readonly kind: Exclude<ProposalKind, 'words'>;
  readonly blockId: string;
  /** The block that it stands behind since; null for one that went, and for the first. */
  readonly after: string | null;
  /** What was taken out and where it stood, to be put back there. */
  readonly taken?: TakenBlock;
  /** The moved block as it was put there: whoever moves it again makes another. */
  readonly item?: BlockItem;
  /** Footnotes that came or went with it. */
  readonly notes?: readonly string[];
  /** Document that it came from, or went to: a move to another section is recorded in both texts. */
  readonly from?: string;
  readonly to?: string;
};

/** [DC4] Words that a decision changed, found again wherever they stand: who asked for a sentence, and who allowed it. */
@Entity('provenance')
@Index(['documentName', 'seq'])
export class Provenance {
  @PrimaryColumn('uuid', { name: 'decision_id' })
  decisionId!: string;

  /** From 1, in the order in which they were written. */
  @PrimaryColumn('int')
  ordinal!: number;

  @Column('text', { name: 'document_name' })
  documentName!: string;

  /** The update that holds the change. */
  @Column('int')
  seq!: number;

  /** Whose wording it is; null = the moderators' own. */
  @Column('uuid', { name: 'comment_id', nullable: true })
  commentId!: string | null;

  @Column('text')
  before!: string;

  @Column('text')
  after!: string;

  /** What became of a whole block; null = words in one. */
  @Column('jsonb', { nullable: true })
  block!: BlockChange | null;

  /** The document that `place` is in, where the words have gone to another section; null = the one they were written in. */
  @Index()
  @Column('text', { name: 'stands_in', nullable: true })
  standsIn!: string | null;

  /** The new words, or the place between two letters where words were deleted. */
  @Column('jsonb')
  place!: PinnedTarget;

  @References('Decision', 'decision_id')
  readonly decision?: never;

  @References('DocumentHead', 'document_name')
  readonly document?: never;

  @References('Comment', 'comment_id')
  readonly comment?: never;
}
