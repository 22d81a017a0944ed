import type { Locale } from '@concord/locale';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

/** Wording that moderators are working on for a paragraph, before they decide. Theirs alone. */
@Entity('compromise')
export class Compromise {
  @PrimaryColumn('uuid', { name: 'section_id' })
  sectionId!: string;

  @PrimaryColumn('text')
  language!: Locale;

  @PrimaryColumn('text', { name: 'block_id' })
  blockId!: string;

  @Column('text')
  text!: string;

  /** Grows with every save: a colleague's newer text is never overwritten. */
  @Column('int')
  version!: number;

  @Column('uuid', { name: 'edited_by' })
  editedBy!: string;

  @Column('timestamptz', { name: 'edited_at' })
  editedAt!: Date;

  @References('Section', 'section_id')
  readonly section?: never;

  @References('Person', 'edited_by')
  readonly editor?: never;
}
