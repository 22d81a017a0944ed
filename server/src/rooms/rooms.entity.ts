import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** The private desk of an organisation in a consultation. It begins when somebody first writes or enters there. */
@Entity('room')
@Index(['consultationId', 'organisationId'], { unique: true })
export class Room {
  @PrimaryColumn('text', { name: 'document_name' })
  documentName!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  /** `seq` of the document that the rows of its drafts were written from. */
  @Column('int', { default: 0 })
  projected!: number;

  @References('DocumentHead', 'document_name')
  readonly document?: never;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;
}
