import type { OrganisationKind, Role } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

export type Names = Record<Locale, string>;

@Entity('organisation')
export class Organisation {
  @PrimaryColumn('uuid')
  id!: string;

  /** ASCII, never translated: `MPH`. */
  @Index({ unique: true })
  @Column('text')
  code!: string;

  @Column('text')
  kind!: OrganisationKind;

  @Column('jsonb')
  name!: Names;

  @Column('jsonb')
  abbreviation!: Names;
}

/** An organisation takes part in a consultation, within a scope. */
@Entity('participation')
export class Participation {
  @PrimaryColumn('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @PrimaryColumn('uuid', { name: 'organisation_id' })
  organisationId!: string;

  /** Domains whose sections it may read; null = the whole text. */
  @Column('int', { array: true, nullable: true })
  domains!: number[] | null;

  @Column('int')
  ordinal!: number;

  /** Whose hands a draft goes through before the clearing officer's; nobody: it goes there at once. */
  @Column('uuid', { name: 'focal_points', array: true, default: [] })
  focalPoints!: string[];

  @Column('uuid', { name: 'legal_unit', array: true, default: [] })
  legalUnit!: string[];

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;
}

/** A person stands in for a clearing officer of their organisation for a period. */
@Entity('deputy')
@Index(['deputyId', 'consultationId'])
export class Deputy {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('uuid', { name: 'officer_id' })
  officerId!: string;

  @Column('uuid', { name: 'deputy_id' })
  deputyId!: string;

  @Column('timestamptz', { name: 'from_at' })
  from!: Date;

  @Column('timestamptz', { name: 'until_at' })
  until!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'officer_id')
  readonly officer?: never;

  @References('Person', 'deputy_id')
  readonly deputy?: never;
}

/** A person acts for one organisation in a consultation. */
@Entity('membership')
export class Membership {
  @PrimaryColumn('uuid', { name: 'consultation_id' })
  consultationId!: string;

  /** Every statement asks for whom its person acts (docs/adr/0015). */
  @Index()
  @PrimaryColumn('uuid', { name: 'person_id' })
  personId!: string;

  @Index()
  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('text', { array: true })
  roles!: Role[];

  /** Sockets of this person are closed when it moves on. */
  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Person', 'person_id')
  readonly person?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;
}
