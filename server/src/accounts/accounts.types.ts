import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import type { Locale } from '@concord/locale';
import type { Role } from '@concord/consultation';
import { ConsultationType } from '../consultations/index.js';
import { OrganisationType } from '../organisations/index.js';
import { LocaleEnum, RoleEnum } from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';

@ObjectType('Person', { description: 'A person, as far as the reader may know them.' })
export class PersonType {
  @Field(() => ID)
  id!: string;
  @Field()
  name!: string;
}

@ObjectType('Membership', { description: 'For whom, in which roles, the viewer acts in a consultation.' })
export class MembershipType {
  @Field(() => OrganisationType)
  organisation!: OrganisationType;
  @Field(() => ConsultationType)
  consultation!: ConsultationType;
  @Field(() => [RoleEnum])
  roles!: Role[];
}

@ObjectType({ description: 'The person who is asking.' })
export class Viewer {
  @Field(() => PersonType)
  person!: PersonType;
  @Field()
  email!: string;
  @Field(() => LocaleEnum)
  locale!: Locale;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When this sign-in ends without activity.',
  })
  sessionExpiresAt!: Date | null;
}

@ObjectType()
export class SignedIn {
  @Field(() => Viewer)
  viewer!: Viewer;
}

@ObjectType('ApiToken', { description: 'A bearer token of the viewer for a program.' })
export class ApiTokenType {
  @Field(() => ID)
  id!: string;
  @Field()
  name!: string;
  @Field(() => [String], { description: '`read`, `write`.' })
  scopes!: string[];
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  lastUsedAt!: Date | null;
}

@ObjectType()
export class ApiTokenCreated {
  @Field(() => ApiTokenType)
  token!: ApiTokenType;
  @Field({ description: 'Shown this once; only its hash is kept.' })
  secret!: string;
}

@ObjectType()
export class InvitationCreated {
  @Field({ description: 'The link to hand over; shown this once.' })
  url!: string;
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
}

@ObjectType({ description: 'What an invitation link offers to whoever holds it.' })
export class InvitationDetails {
  @Field()
  email!: string;
  @Field(() => OrganisationType)
  organisation!: OrganisationType;
  @Field(() => [RoleEnum])
  roles!: Role[];
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
}

@InputType()
export class InviteInput {
  @Field(() => ID)
  consultationId!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field()
  email!: string;
  @Field(() => [RoleEnum])
  roles!: Role[];
  @Field(() => LocaleEnum)
  locale!: Locale;
}

export const SignInResult = resultOf('SignInResult', SignedIn);
export const ApiTokenResult = resultOf('ApiTokenResult', ApiTokenCreated);
export const InvitationResult = resultOf('InvitationResult', InvitationCreated);
