import { Column, Entity, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** The rows of a document up to `seq`, folded into one update. A projection of the log: it may be dropped (T1). */
@Entity('document_snapshot')
export class DocumentSnapshot {
  @PrimaryColumn('text', { name: 'document_name' })
  documentName!: string;

  @Column('int')
  seq!: number;

  /** Yjs update, V1. */
  @Column('bytea')
  state!: Buffer;

  @References('DocumentHead', 'document_name')
  readonly document?: never;
}
