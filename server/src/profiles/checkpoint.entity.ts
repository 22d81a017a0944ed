import type { Authors } from '@concord/document/authors';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/**
 * The text right after row `seq` with all that was ever deleted, and who wrote it: history is read from the last one before
 * the moment and the few rows behind it. Made of the rows, and what is left of them once they are no longer kept.
 */
@Entity('document_checkpoint')
export class DocumentCheckpoint {
  @PrimaryColumn('text', { name: 'document_name' })
  documentName!: string;

  @PrimaryColumn('int')
  seq!: number;

  /** Yjs update, V1, to be read without garbage collection. */
  @Column('bytea')
  state!: Buffer;

  @Column('jsonb')
  authors!: Authors;

  /** When the row was committed, and by whom; null is the server itself. */
  @Column('timestamptz')
  at!: Date;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @References('DocumentHead', 'document_name')
  readonly document?: never;

  @References('Person', 'person_id')
  readonly person?: never;
}
