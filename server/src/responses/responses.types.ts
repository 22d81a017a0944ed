import { opinions, responseStates, type Opinion, type ResponseState } from '@concord/consultation';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enums.js';

export const OpinionEnum = enumOf('Opinion', opinions, 'What an institution thinks of the draft as a whole.');
export const ResponseStateEnum = enumOf(
  'ResponseState',
  responseStates,
  'How an organisation has responded in a round, by what it said itself.',
);

@ObjectType('OpinionGiven', {
  description: 'The opinion of an institution, as its clearing officer gave it.',
})
export class OpinionType {
  @Field(() => ID)
  id!: string;
  @Field(() => OpinionEnum)
  opinion!: Opinion;
  @Field(() => String, { nullable: true, description: 'Of a disagreement: what would have to change.' })
  conditions!: string | null;
  @Field(() => GraphQLISODateTime)
  givenAt!: Date;
}

@ObjectType('TrackedOrganisation', {
  description: 'How one organisation has responded, for the lead agency.',
})
export class TrackedOrganisationType {
  @Field(() => ResponseStateEnum)
  state!: ResponseState;
  @Field({ description: 'Somebody of it may make comments official.' })
  clears!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true })
  extendedTo!: Date | null;
  @Field(() => String, { nullable: true })
  extensionReason!: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  remindedAt!: Date | null;
  @Field(() => OpinionType, { nullable: true, description: 'Not told while the round is blind.' })
  opinion!: OpinionType | null;

  consultationId!: string;
  organisationId!: string;
}

@ObjectType('MyResponse', {
  description: 'What the viewer’s own organisation has said, and what it has not.',
})
export class MyResponseType {
  @Field(() => ResponseStateEnum, { description: 'As the lead agency sees it.' })
  state!: ResponseState;
  @Field()
  nilReturn!: boolean;
  @Field(() => [ID], { description: 'Sections on which it noted that it has no comments.' })
  nilSections!: string[];
  @Field(() => [OpinionType], { description: 'Its opinions, oldest first; the last one counts.' })
  opinions!: OpinionType[];
  @Field(() => Int, { description: 'Comments that nobody made official. No other organisation is told.' })
  uncleared!: number;
  @Field(() => GraphQLISODateTime, { nullable: true })
  remindedAt!: Date | null;
  @Field()
  mayGiveOpinion!: boolean;
  @Field({ description: 'May say "no comments" on the whole.' })
  mayGiveNilReturn!: boolean;
}

@ObjectType('Contradiction', {
  description:
    'Organisations whose official proposals want different words in one place: who and where, never what.',
})
export class ContradictionType {
  @Field(() => ID)
  blockId!: string;

  sectionId!: string;
  organisationIds!: string[];
}

@InputType()
export class GiveOpinionInput {
  @Field(() => ID)
  consultationId!: string;
  @Field(() => OpinionEnum)
  opinion!: Opinion;
  @Field(() => String, { nullable: true, description: 'Required with a disagreement, and only then.' })
  conditions?: string | null;
}
