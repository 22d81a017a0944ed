import type { Locale } from '@concord/locale';
import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import { References } from '../platform/database/references.js';

@Entity('person')
export class Person {
  @PrimaryColumn('uuid')
  id!: string;

  /** Lower case; unique. */
  @Index({ unique: true })
  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  locale!: Locale;

  /** Argon2id in PHC form; null for demo people, who can't sign in with a password. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  /** Position in their organisation, demo only. */
  @Column('text', { nullable: true })
  function!: string | null;

  @Column('boolean', { default: false })
  demo!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** [AU2] What ties this person to their marks in the record; erasing the person takes it away. */
  @Generated('uuid')
  @Column('uuid', { nullable: true, select: false })
  readonly salt?: string | null;

  /** Since when nothing personal is left here; what they did stays their organisation's. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  readonly erasedAt?: Date | null;

  /** Whose former member they then are. */
  @Column('uuid', { name: 'former_organisation_id', nullable: true })
  readonly formerOrganisationId?: string | null;

  @References('Organisation', 'former_organisation_id')
  readonly formerOrganisation?: never;
}

/** A sign-in. The cookie holds the secret; only its SHA-256 is here. */
@Entity('sign_in_session')
export class SignInSession {
  @PrimaryColumn('uuid')
  id!: string;

  @Index({ unique: true })
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Index()
  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @References('Person', 'person_id')
  readonly person?: never;
}

/** A failed sign-in, counted per account and per address (hashed). */
@Entity('sign_in_failure')
export class SignInFailure {
  @PrimaryColumn('uuid')
  id!: string;

  @Index()
  @Column('text')
  subject!: string;

  @Column('timestamptz')
  at!: Date;
}

@Entity('invitation')
export class Invitation {
  @PrimaryColumn('uuid')
  id!: string;

  @Index({ unique: true })
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Column('text')
  email!: string;

  @Column('uuid', { name: 'consultation_id' })
  consultationId!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @Column('text', { array: true })
  roles!: string[];

  @Column('text')
  locale!: Locale;

  /** Null for the first person of a consultation, whom nobody inside could invite. */
  @Column('uuid', { name: 'invited_by', nullable: true })
  invitedBy!: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @References('Consultation', 'consultation_id')
  readonly consultation?: never;

  @References('Organisation', 'organisation_id')
  readonly organisation?: never;

  @References('Person', 'invited_by')
  readonly inviter?: never;
}

/** A bearer token for a program; acts as the person within its scopes. */
@Entity('api_token')
export class ApiToken {
  @PrimaryColumn('uuid')
  id!: string;

  @Index({ unique: true })
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Index()
  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  scopes!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @References('Person', 'person_id')
  readonly person?: never;
}
