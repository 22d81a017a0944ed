import type { Locale } from '@concord/locale';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/**
 * Wording that moderators are working on for a paragraph, before they decide. Theirs alone. Once somebody has opened it, it
 * is the projection of its document; what was kept before that has none yet.
 */
@Entity('compromise')
@Index(['documentName'], { unique: true })
export class Compromise {
  @PrimaryColumn('uuid', { name: 'section_id' })
  sectionId!: string;

  @PrimaryColumn('text')
  language!: Locale;

  @PrimaryColumn('text', { name: 'block_id' })
  blockId!: string;

  @Column('text')
  text!: string;

  /** Grows with every save, and whenever those who type together pause: a colleague's newer text is never overwritten. */
  @Column('int')
  version!: number;

  @Column('uuid', { name: 'edited_by' })
  editedBy!: string;

  @Column('timestamptz', { name: 'edited_at' })
  editedAt!: Date;

  @Column('text', { name: 'document_name', nullable: true })
  documentName!: string | null;

  /** `seq` of the document that the text was written from. */
  @Column('int', { default: 0 })
  projected!: number;

  @References('DocumentHead', 'document_name')
  readonly document?: never;

  @References('Section', 'section_id')
  readonly section?: never;

  @References('Person', 'edited_by')
  readonly editor?: never;
}
