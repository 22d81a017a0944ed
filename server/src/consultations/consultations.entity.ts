import type { Locale } from '@concord/locale';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';
import type { Names } from '../organisations/index.js';

@Entity('consultation')
export class Consultation {
  @PrimaryColumn('uuid')
  id!: string;

  @Index({ unique: true })
  @Column('text')
  slug!: string;

  @Column('jsonb')
  title!: Names;

  /** Fictional: a banner says so on every page. */
  @Column('boolean', { default: false })
  demo!: boolean;

  @Column('uuid', { name: 'lead_id' })
  leadId!: string;

  @Column('text', { array: true })
  languages!: Locale[];

  @Column('text', { name: 'original_language' })
  originalLanguage!: Locale;

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** Number of the next comment that becomes official. */
  @Column('int', { name: 'next_comment_number', default: 1 })
  nextCommentNumber!: number;

  /** Number of the last version that was frozen: since then only decisions change the text (T6). Null before. */
  @Column('int', { name: 'frozen_version', nullable: true })
  frozenVersion!: number | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @References('Organisation', 'lead_id')
  readonly lead?: never;
}
