import type { DocumentJson } from '@concord/document/model';
import type { Locale } from '@concord/locale';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** The whole profile as it stood at one moment, under one hash. Never changed afterwards. */
@Entity('version')
@Index(['consultationId', 'number'], { unique: true })
@Index(['frozenBy', 'clientKey'], { unique: true })
export class Version {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  /** 1 is what was put up for consultation. */
  @Column('int')
  number!: number;

  /** SHA-256 over the hashes of its texts in their order; see `hash.ts`. */
  @Column('text')
  hash!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('uuid', { name: 'frozen_by' })
  frozenBy!: string;

  @Column('text', { name: 'client_key' })
  clientKey!: string;

  @Column('timestamptz', { name: 'frozen_at' })
  frozenAt!: Date;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'frozen_by')
  readonly person?: never;
}

/** One section in one language as it stood in a version. */
@Entity('version_text')
export class VersionText {
  @PrimaryColumn('uuid', { name: 'version_id' })
  versionId!: string;

  @Index()
  @PrimaryColumn('uuid', { name: 'section_id' })
  sectionId!: string;

  @PrimaryColumn('text')
  language!: Locale;

  /** The document's `seq` at the freeze: every later change has a greater one. */
  @Column('int')
  seq!: number;

  @Column('text')
  title!: string;

  @Column('jsonb')
  content!: DocumentJson;

  /** SHA-256 of the content as canonical JSON (RFC 8785). */
  @Column('text')
  hash!: string;

  @References('Version', 'version_id')
  readonly version?: never;

  @References('Section', 'section_id')
  readonly section?: never;
}
