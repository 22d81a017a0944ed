import type { ClearanceStep, CommentType, Severity } from '@concord/consultation';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** What a draft said at one moment of its way. */
export type DraftWords = {
  readonly type: CommentType;
  readonly severity: Severity;
  readonly body: string;
  readonly proposal: string | null;
};

export const clearanceActs = ['submitted', 'passed', 'returned', 'set_aside', 'cleared'] as const;
export type ClearanceAct = (typeof clearanceActs)[number];

/** One act on a draft's way through its organisation: who, for whom, with which remarks, on which words. */
@Entity('clearance_entry')
export class ClearanceEntry {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('text')
  act!: ClearanceAct;

  @Column('uuid', { name: 'actor_id' })
  actorId!: string;

  /** The clearing officer whose deputy it was. */
  @Column('uuid', { name: 'for_id', nullable: true })
  forId!: string | null;

  /** The step at which it lay, or to which it was handed. */
  @Column('text', { nullable: true })
  step!: ClearanceStep | null;

  @Column('text', { nullable: true })
  remarks!: string | null;

  /** The words as they were then: what somebody changed on the way is the difference of two of them. */
  @Column('jsonb')
  words!: DraftWords;

  @Column('timestamptz')
  at!: Date;

  @References('Comment', 'comment_id', { goesWith: true })
  readonly comment?: never;

  @References('Person', 'actor_id')
  readonly actor?: never;

  @References('Person', 'for_id')
  readonly officer?: never;
}

/** An organisation asks to look again at a comment that was judged out of scope. Once: the comment is the key. */
@Entity('reconsideration')
export class Reconsideration {
  @PrimaryColumn('uuid', { name: 'comment_id' })
  commentId!: string;

  @Column('uuid', { name: 'asked_by' })
  askedBy!: string;

  @Column('text')
  reason!: string;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt!: Date;

  @References('Comment', 'comment_id')
  readonly comment?: never;

  @References('Person', 'asked_by')
  readonly asker?: never;
}
