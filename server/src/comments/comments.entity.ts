import type {
  Acknowledgement,
  AnchorStatus,
  ClearanceStep,
  CommentStatus,
  CommentType,
  ProposalKind,
  SealFormat,
  Severity,
  Visibility,
  Withheld,
} from '@concord/consultation';
import type { PinnedTarget } from '@concord/anchoring';
import type { RichTextJson } from '@concord/document/rich-text';
import type { Locale } from '@concord/locale';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

export type Destination = {
  readonly blockId: string;
  readonly words: string;
  /** Left out for the section that the comment is about. */
  readonly sectionId?: string;
};

@Entity('comment')
@Index(['consultationId', 'status'])
@Index(['organisationId', 'status'])
@Index(['authorId', 'clientKey'], { unique: true })
export class Comment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Index()
  @Column('uuid', { name: 'section_id' })
  sectionId!: string;

  /** The section it was written about, where its words have gone to another one; null = the same. */
  @Column('uuid', { name: 'target_section_id', nullable: true })
  targetSectionId!: string | null;

  /** Language of the text it points at. */
  @Column('text', { name: 'target_language' })
  targetLanguage!: Locale;

  /** Language it is written in. */
  @Column('text')
  language!: Locale;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  /** Made by the client before sending: the same key gives the same comment. */
  @Column('text', { name: 'client_key' })
  clientKey!: string;

  /** What was sent with that key, hashed: colleagues may have changed every word of it since. */
  @Column('text', { name: 'sent_hash', nullable: true })
  sentHash!: string | null;

  /** Permanent once official; null before. */
  @Column('int', { nullable: true })
  number!: number | null;

  @Column('text')
  type!: CommentType;

  @Column('text')
  severity!: Severity;

  @Column('text')
  status!: CommentStatus;

  @Column('text')
  visibility!: Visibility;

  /** Without looks. */
  @Column('text')
  body!: string;

  /** The body with its looks; null when it has none. */
  @Column('jsonb', { nullable: true })
  rich!: RichTextJson | null;

  /** Wording for the quoted words, or of a new paragraph after their block; null = none. */
  @Column('text', { nullable: true })
  proposal!: string | null;

  /** What it asks of the text. A deletion and a move ask without wording. */
  @Column('text', { name: 'proposal_kind', default: 'words' })
  proposalKind!: ProposalKind;

  /** The block that a moved one is to follow, and the words it began with then. */
  @Column('jsonb', { nullable: true })
  destination!: Destination | null;

  /** Of a good practice: codes of the indicators that it answers to. */
  @Column('text', { array: true, default: () => `'{}'` })
  indicators!: string[];

  /** Body, proposal and quote, folded for search in three alphabets. */
  @Column('text')
  folded!: string;

  /** [MO8] What of it is kept from others just now; the words above stay as they were sealed. */
  @Column('jsonb', { nullable: true })
  withheld!: Withheld | null;

  /** `folded` without what is withheld, for everybody else's search; null while nothing is. */
  @Column('text', { name: 'folded_open', nullable: true })
  foldedOpen!: string | null;

  @Column('jsonb')
  target!: PinnedTarget;

  /** Revision of the text the author saw. */
  @Column('int', { name: 'target_revision' })
  targetRevision!: number;

  @Column('int', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'revised_at' })
  revisedAt!: Date;

  @Column('timestamptz', { name: 'cleared_at', nullable: true })
  clearedAt!: Date | null;

  @Column('uuid', { name: 'cleared_by', nullable: true })
  clearedBy!: string | null;

  /** The clearing officer whose deputy cleared it. */
  @Column('uuid', { name: 'cleared_for', nullable: true })
  clearedFor!: string | null;

  /** Where in its organisation's chain it lies, or lay last. */
  @Column('text', { nullable: true })
  step!: ClearanceStep | null;

  /** The draft it was merged into, inside its organisation. */
  @Index()
  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto!: string | null;

  /** SHA-256 over words, place and base, made when it was cleared (see packages/consultation, seal). */
  @Column('text', { nullable: true })
  seal!: string | null;

  /** What is under the seal: older seals are over less. */
  @Column('int', { name: 'seal_format', nullable: true })
  sealFormat!: SealFormat | null;

  /** Cleared after the end of the round. */
  @Column('boolean', { default: false })
  late!: boolean;

  @Column('text', { name: 'withdrawal_reason', nullable: true })
  withdrawalReason!: string | null;

  @Column('text', { nullable: true })
  acknowledgement!: Acknowledgement | null;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Section', 'section_id')
  readonly section?: never;

  @References('Section', 'target_section_id')
  readonly targetSection?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'author_id')
  readonly author?: never;
}

/** Where a comment's words are now: a projection of target and text, rebuilt by `reproject` (T1, T2). */
@Entity('comment_anchor')
export class CommentAnchor {
  @PrimaryColumn('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('text')
  status!: AnchorStatus;

  @Column('text', { name: 'block_id', nullable: true })
  blockId!: string | null;

  @Column('int', { name: 'start_offset', nullable: true })
  start!: number | null;

  @Column('int', { name: 'end_offset', nullable: true })
  end!: number | null;

  @Column('text', { nullable: true })
  words!: string | null;

  /** Length of the text of their block: what share of it they take up. */
  @Column('int', { name: 'block_length', default: 0 })
  blockLength!: number;

  /** Place of the words in reading order within the section; orphans come last. */
  @Column('int')
  place!: number;

  /** Revision of the text since which it has been so. */
  @Column('int')
  revision!: number;
}

@Entity('reply')
@Index(['authorId', 'clientKey'], { unique: true })
export class Reply {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  @Column('text', { name: 'client_key' })
  clientKey!: string;

  @Column('text')
  language!: Locale;

  @Column('text')
  body!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @References('Comment', 'comment_id')
  readonly comment?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'author_id')
  readonly author?: never;
}
