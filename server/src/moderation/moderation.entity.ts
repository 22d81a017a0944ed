import type { Disposition } from '@concord/consultation';
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
