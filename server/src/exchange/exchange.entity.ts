import type { ImportedDocument } from '@concord/exchange';
import type { Locale } from '@concord/locale';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** A file that was read but not yet taken over; gone after an hour. */
@Entity('import_preview')
export class ImportPreview {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('text')
  language!: Locale;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  /** SHA-256 of the file, hex. */
  @Column('text', { name: 'file_hash' })
  fileHash!: string;

  @Column('jsonb')
  document!: ImportedDocument;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Person', 'person_id')
  readonly person?: never;
}
