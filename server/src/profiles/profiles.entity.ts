import type { DocumentJson } from '@concord/document/model';
import type { Locale } from '@concord/locale';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

@Entity('section')
@Index(['consultationId', 'key'], { unique: true })
export class Section {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  /** Id of its heading block, or `front`. Part of its URL. */
  @Column('text')
  key!: string;

  @Column('int')
  ordinal!: number;

  /** 1–6, or null for text outside the domains. Decides who has it in scope. */
  @Column('int', { nullable: true })
  domain!: number | null;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;
}

/**
 * A section in one language. `content`, `outline`, `title` and `revision` are the projection of its Yjs document
 * and can be rebuilt from the log (T1).
 */
@Entity('variant')
@Index(['sectionId', 'language'], { unique: true })
export class Variant {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'section_id' })
  sectionId!: string;

  @Column('text')
  language!: Locale;

  @Index({ unique: true })
  @Column('text', { name: 'document_name' })
  documentName!: string;

  @Column('text')
  title!: string;

  @Column('jsonb')
  outline!: { blockId: string; level: number; text: string }[];

  @Column('jsonb')
  content!: DocumentJson;

  @Column('int')
  revision!: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  /** SHA-256 of the content last imported: an import of the same file changes nothing. */
  @Column('text', { name: 'imported_hash', nullable: true })
  importedHash!: string | null;

  /** Revision right after that import; a later one means the text was edited here since. */
  @Column('int', { name: 'imported_revision', nullable: true })
  importedRevision!: number | null;

  @References('Section', 'section_id')
  readonly section?: never;

  @References('DocumentHead', 'document_name')
  readonly document?: never;
}

/** Head of a document's log. Its row lock is the document's lock: whoever assigns a `seq` holds it. */
@Entity('document')
export class DocumentHead {
  @PrimaryColumn('text')
  name!: string;

  @Column('int', { default: 0 })
  seq!: number;

  /** Major version of the document model that the text is written in. */
  @Column('int', { default: 1 })
  version!: number;
}

/** The append-only log of keystrokes and decisions: the truth of the text (T1). */
@Entity('document_update')
export class DocumentUpdate {
  @PrimaryColumn('text', { name: 'document_name' })
  documentName!: string;

  @PrimaryColumn('int')
  seq!: number;

  /** Yjs update, V1. */
  @Column('bytea')
  update!: Buffer;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @Column('timestamptz')
  at!: Date;

  @References('DocumentHead', 'document_name')
  readonly document?: never;

  @References('Person', 'person_id')
  readonly person?: never;
}
