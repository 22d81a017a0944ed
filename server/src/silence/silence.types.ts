import {
  silenceItemStates,
  type Disposition,
  type ReasonCode,
  type SilenceItemState,
} from '@concord/consultation';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DispositionEnum, enumOf, ReasonCodeEnum } from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';
import type { SilenceRound } from './silence.entity.js';

export const SilenceItemStateEnum = enumOf(
  'SilenceItemState',
  silenceItemStates,
  'Where an item of a silence round stands; lapsed: something stood in the way, the comment is as it was.',
);

@ObjectType('SilenceObjection', { description: 'Who breaks the silence on an item, and why.' })
export class SilenceObjectionType {
  @Field(() => ID)
  id!: string;
  @Field()
  reason!: string;
  @Field(() => GraphQLISODateTime)
  givenAt!: Date;

  organisationId!: string;
}

@ObjectType('SilenceItem', { description: 'A proposed decision on one comment.' })
export class SilenceItemType {
  @Field(() => ID)
  id!: string;
  @Field(() => DispositionEnum)
  disposition!: Disposition;
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Field(() => ReasonCodeEnum, { nullable: true })
  reasonCode!: ReasonCode | null;
  @Field(() => String, { nullable: true })
  wording!: string | null;
  @Field(() => SilenceItemStateEnum)
  state!: SilenceItemState;
  @Field({ description: 'The viewer may object now.' })
  mayObject!: boolean;

  commentId!: string;
}

@ObjectType('SilenceRound', {
  description: 'Decisions that stand at a deadline unless somebody concerned objects.',
})
export class SilenceRoundType {
  @Field(() => ID)
  id!: string;
  @Field(() => GraphQLISODateTime)
  openedAt!: Date;
  @Field(() => GraphQLISODateTime)
  closesAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  closedAt!: Date | null;

  consultationId!: string;
  row!: SilenceRound;
}

@InputType()
export class SilenceItemInput {
  @Field(() => ID)
  commentId!: string;
  @Field(() => DispositionEnum)
  disposition!: Disposition;
  @Field(() => String, { nullable: true })
  reason?: string | null;
  @Field(() => ReasonCodeEnum, { nullable: true })
  reasonCode?: ReasonCode | null;
  @Field(() => String, { nullable: true })
  wording?: string | null;
}

@InputType()
export class OpenSilenceInput {
  @Field(() => ID, { description: 'Made by the client: sending twice opens one round.' })
  key!: string;
  @Field(() => ID)
  consultationId!: string;
  @Field(() => Int, { description: 'From 24 to 720.' })
  hours!: number;
  @Field(() => [SilenceItemInput])
  items!: SilenceItemInput[];
}

export const SilenceResult = resultOf('SilenceResult', SilenceRoundType);
