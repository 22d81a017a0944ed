import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Facts about this installation as a whole: one row. */
@Entity('installation')
export class Installation {
  @PrimaryColumn('int')
  id!: number;

  /** Seals cursors when CONCORD_SECRET is not set. */
  @Column('text')
  secret!: string;

  /** Holds the fictional Velmora: only then can there be a page that lets anybody enter as anybody. */
  @Column('boolean', { default: false })
  demo!: boolean;
}
