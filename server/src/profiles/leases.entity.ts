import { Column, Entity, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** Who may write under a Yjs client id of a document, for ever. */
@Entity('document_lease')
export class DocumentLease {
  @PrimaryColumn('text', { name: 'document_name' })
  documentName!: string;

  @PrimaryColumn('bigint', { name: 'client_id' })
  clientId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('timestamptz', { name: 'leased_at' })
  leasedAt!: Date;

  @References('DocumentHead', 'document_name')
  readonly document?: never;

  @References('Person', 'person_id')
  readonly person?: never;
}
