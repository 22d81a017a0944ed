import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** A file or an address that a comment rests on. It is seen by those who see the comment. */
@Entity('evidence')
export class Evidence {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('uuid', { name: 'comment_id' })
  commentId!: string;

  /** Of the file, or what the address leads to. */
  @Column('text')
  name!: string;

  /** Of files: told from their content, never from their name. */
  @Column('text', { name: 'media_type', nullable: true })
  mediaType!: string | null;

  /** Bytes; null for an address. */
  @Column('int', { nullable: true })
  size!: number | null;

  /** SHA-256 of the content, hex; null for an address. */
  @Column('text', { nullable: true })
  hash!: string | null;

  @Column('text', { nullable: true })
  href!: string | null;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('timestamptz', { name: 'added_at' })
  addedAt!: Date;

  /** A draft that is thrown away takes its evidence along. */
  @ManyToOne('Comment', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'comment_id' })
  readonly comment?: never;

  @References('Person', 'person_id')
  readonly person?: never;
}

/** The bytes of a file, apart from what lists read. */
@Entity('evidence_content')
export class EvidenceContent {
  @PrimaryColumn('uuid', { name: 'evidence_id' })
  evidenceId!: string;

  @Column('bytea')
  bytes!: Buffer;

  @ManyToOne('Evidence', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'evidence_id' })
  readonly evidence?: never;
}
