import type {
  ClearanceStep,
  CommentType as CommentKind,
  DraftRelation,
  Role,
  Severity,
  Visibility,
} from '@concord/consultation';
import { createUnionType, Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommentType } from '../comments/index.js';
import { Refused, SeveralRefused } from '../platform/errors/refusal.js';
import type { EventType } from '../platform/events/event.js';
import {
  ClearanceStepEnum,
  CommentTypeEnum,
  DraftRelationEnum,
  EventTypeEnum,
  RoleEnum,
  SeverityEnum,
  VisibilityEnum,
} from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';

@ObjectType({ description: 'What a draft said at one moment of its way.' })
export class DraftWordsType {
  @Field(() => CommentTypeEnum)
  type!: CommentKind;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field()
  body!: string;
  @Field(() => String, { nullable: true })
  proposal!: string | null;
}

@ObjectType({ description: 'What those who clear made of the words that were handed in.' })
export class WordsChangeType {
  @Field(() => DraftWordsType)
  before!: DraftWordsType;
  @Field(() => DraftWordsType)
  after!: DraftWordsType;
}

@ObjectType({ description: 'One thing that somebody of the organisation did with a comment.' })
export class HistoryEntry {
  @Field(() => EventTypeEnum)
  type!: EventType;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => ClearanceStepEnum, { nullable: true, description: 'The step at which it lies afterwards.' })
  step!: ClearanceStep | null;
  @Field(() => String, { nullable: true })
  remarks!: string | null;

  personId!: string | null;
  forId!: string | null;
}

@ObjectType({ description: 'How a comment comes about, or came about, inside its organisation.' })
export class CommentClearance {
  @Field(() => ClearanceStepEnum, { nullable: true, description: 'Where in the chain it lies now.' })
  step!: ClearanceStep | null;
  @Field(() => String, {
    nullable: true,
    description: 'What was said when it was last given back, or why it was set aside.',
  })
  remarks!: string | null;
  @Field(() => WordsChangeType, { nullable: true })
  change!: WordsChangeType | null;
  @Field(() => [HistoryEntry])
  history!: HistoryEntry[];

  commentId!: string;
  clearedBy!: string | null;
  clearedFor!: string | null;
  mergedInto!: string | null;
}

@ObjectType({ description: 'An organisation asks to look again at what was judged out of scope.' })
export class ReconsiderationType {
  @Field()
  reason!: string;
  @Field(() => GraphQLISODateTime)
  askedAt!: Date;
}

@ObjectType({ description: 'Somebody of the viewer’s own organisation.' })
export class Colleague {
  @Field(() => [RoleEnum])
  roles!: Role[];

  personId!: string;
}

@ObjectType('Deputy', { description: 'Who clears for whom while they are away.' })
export class DeputyType {
  @Field(() => ID)
  id!: string;
  @Field(() => GraphQLISODateTime)
  from!: Date;
  @Field(() => GraphQLISODateTime)
  until!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was ended before its time.' })
  endedAt!: Date | null;

  officerId!: string;
  deputyId!: string;
}

@ObjectType({ description: 'Two of the organisation’s own comments that speak of the same words.' })
export class DraftPairType {
  @Field(() => [ID])
  commentIds!: string[];
  @Field(() => DraftRelationEnum)
  relation!: DraftRelation;
}

@ObjectType({ description: 'How the viewer’s own organisation clears its comments.' })
export class ClearingDesk {
  @Field({ description: 'Whether the viewer may name deputies and change the chain.' })
  mayArrange!: boolean;
  @Field(() => [DeputyType], { description: 'Latest first; those that are over as well.' })
  deputies!: DeputyType[];
  @Field(() => [DraftPairType])
  pairs!: DraftPairType[];

  consultationId!: string;
  organisationId!: string;
  actsFor!: string | null;
  focalPoints!: string[];
  legalUnit!: string[];
}

@ObjectType({ description: 'How many comments wait for the viewer.' })
export class Waiting {
  @Field(() => Int)
  toClear!: number;
  @Field(() => Int)
  toPass!: number;
  @Field(() => Int, { description: 'Own drafts that came back with remarks.' })
  returned!: number;
  @Field(() => Int, {
    description: 'Decisions, and questions of moderators, that the organisation has not answered.',
  })
  toAnswer!: number;
}

@InputType()
export class DraftVersionInput {
  @Field(() => ID)
  commentId!: string;
  @Field(() => Int, { description: 'The version that was looked at.' })
  version!: number;
}

@InputType()
export class ClearingInput extends DraftVersionInput {
  @Field(() => VisibilityEnum, {
    nullable: true,
    description: 'Who reads it; without, as its author wished.',
  })
  visibility?: Visibility | null;
}

@InputType()
export class ChainInput {
  @Field(() => ID)
  consultationId!: string;
  @Field(() => [ID])
  focalPoints!: string[];
  @Field(() => [ID])
  legalUnit!: string[];
}

@InputType()
export class DeputyInput {
  @Field(() => ID)
  consultationId!: string;
  @Field(() => ID)
  deputyId!: string;
  @Field(() => GraphQLISODateTime)
  from!: Date;
  @Field(() => GraphQLISODateTime)
  until!: Date;
}

@ObjectType({ description: 'All of them are official now.' })
export class CommentsCleared {
  @Field(() => [CommentType])
  comments!: CommentType[];
}

export const ClearResult = createUnionType({
  name: 'ClearResult',
  types: () => [CommentsCleared, SeveralRefused, Refused] as const,
});
export const DeputyResult = resultOf('DeputyResult', DeputyType);
