import type { Disposition, Range, WithholdingKind, WithholdingReason } from '@concord/consultation';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** Where a comment stands among the moderators: who takes care of it, under which tags, beside which others. */
@Entity('triage')
export class Triage {
  @PrimaryColumn('uuid', { name: 'comment_id' })
  commentId!: string;

  @Index()
  @Column('uuid', { name: 'assignee_id', nullable: true })
  assigneeId!: string | null;

  @Column('text', { array: true, default: '{}' })
  tags!: string[];

  /** What a moderator suggests to decide; it binds nobody. */
  @Column('text', { nullable: true })
  recommendation!: Disposition | null;

  /** Comments that a moderator found to say one thing share a cluster. */
  @Index()
  @Column('uuid', { name: 'cluster_id', nullable: true })
  clusterId!: string | null;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  @References('Comment', 'comment_id')
  readonly comment?: never;

  @References('Person', 'assignee_id')
  readonly assignee?: never;
}

/** What moderators write to each other about a comment. Never shown to anybody else. */
@Entity('moderator_note')
@Index(['authorId', 'clientKey'], { unique: true })
export class ModeratorNote {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  @Column('text', { name: 'client_key' })
  clientKey!: string;

  @Column('text')
  body!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @References('Comment', 'comment_id')
  readonly comment?: never;

  @References('Person', 'author_id')
  readonly author?: never;
}

/** A question of the moderators to the organisation behind a comment, with a day by which they hope for an answer. */
@Entity('clarification')
@Index(['askedBy', 'clientKey'], { unique: true })
export class Clarification {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('uuid', { name: 'asked_by' })
  askedBy!: string;

  @Column('text', { name: 'client_key' })
  clientKey!: string;

  @Column('text')
  question!: string;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt!: Date;

  @Column('text', { nullable: true })
  answer!: string | null;

  @Column('uuid', { name: 'answered_by', nullable: true })
  answeredBy!: string | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | null;

  @References('Comment', 'comment_id')
  readonly comment?: never;

  @References('Person', 'asked_by')
  readonly asker?: never;

  @References('Person', 'answered_by')
  readonly answerer?: never;
}

/** [MO9] What moderators kept from others of a comment, why, and when it was shown again. Never deleted. */
@Entity('withholding')
@Index('withholding_standing', ['commentId'], { unique: true, where: '"ended_at" IS NULL' })
export class Withholding {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('text')
  kind!: WithholdingKind;

  @Column('text', { name: 'reason_code' })
  reasonCode!: WithholdingReason;

  /** Read by the organisation behind the comment and by moderators. */
  @Column('text')
  note!: string;

  @Column('jsonb')
  body!: readonly Range[];

  @Column('jsonb')
  proposal!: readonly Range[];

  @Column('boolean')
  files!: boolean;

  /** The body of the moderator who did it. */
  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('uuid', { name: 'made_by' })
  madeBy!: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt!: Date;

  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  /** Why it was shown again; null where another withholding took its place. */
  @Column('text', { name: 'end_note', nullable: true })
  endNote!: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @References('Comment', 'comment_id')
  readonly comment?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'made_by')
  readonly maker?: never;

  @References('Person', 'ended_by')
  readonly ender?: never;
}

/** A filter of the inbox that somebody keeps under a name. */
@Entity('saved_view')
@Index(['personId', 'consultationId', 'name'], { unique: true })
export class SavedView {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('text')
  name!: string;

  /** The query part of the inbox's address. */
  @Column('text')
  query!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Person', 'person_id')
  readonly person?: never;
}
