import { roundPhases, type RoundPhase } from '@concord/consultation';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';
import type { Round } from './rounds.entity.js';

export const RoundPhaseEnum = enumOf('RoundPhase', roundPhases, 'Where a written round stands.');

@ObjectType('MyRound', { description: 'How a round stands for the organisation of whoever asks.' })
export class MyRoundType {
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Its own deadline.' })
  deadline!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Until when late comments are taken.' })
  lastCall!: Date | null;
  @Field(() => RoundPhaseEnum)
  phase!: RoundPhase;
  @Field({ description: 'Others’ official comments of this round are not shown yet.' })
  blind!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'The extension that was granted to it.' })
  extendedTo!: Date | null;
  @Field(() => String, { nullable: true })
  extensionReason!: string | null;
}

@ObjectType('Round', { description: 'A written round: opening, deadline, grace, pause, blind phase.' })
export class RoundType {
  @Field(() => ID)
  id!: string;
  @Field(() => Int)
  ordinal!: number;
  @Field(() => GraphQLISODateTime, { nullable: true })
  opensAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  closesAt!: Date | null;
  @Field(() => Int, { description: 'Hours after the deadline in which late comments are taken.' })
  graceHours!: number;
  @Field({ description: 'Until the deadline nobody sees the official comments of others.' })
  blind!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true })
  pausedAt!: Date | null;
  @Field(() => String, { nullable: true })
  pauseReason!: string | null;
  @Field(() => RoundPhaseEnum, { description: 'Where it stands for those without an extension.' })
  phase!: RoundPhase;
  @Field(() => Int, { description: 'Counts changes; a change names the version it started from.' })
  version!: number;

  consultationId!: string;
  row!: Round;
}

@InputType()
export class ChangeRoundInput {
  @Field(() => ID)
  consultationId!: string;
  @Field(() => Int)
  version!: number;
  @Field(() => GraphQLISODateTime, { nullable: true })
  opensAt?: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  closesAt?: Date | null;
  @Field(() => Int)
  graceHours!: number;
  @Field()
  blind!: boolean;
}

@InputType()
export class OpenRoundInput {
  @Field(() => ID)
  consultationId!: string;
  @Field(() => Int, { description: 'Its own: one more than that of the latest, as it was seen.' })
  ordinal!: number;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Null: at once.' })
  opensAt?: Date | null;
  @Field(() => GraphQLISODateTime)
  closesAt!: Date;
  @Field(() => Int)
  graceHours!: number;
  @Field()
  blind!: boolean;
}

@InputType()
export class ExtendRoundInput {
  @Field(() => ID)
  consultationId!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field(() => GraphQLISODateTime)
  closesAt!: Date;
  @Field({ description: 'Read by that organisation and the lead agency.' })
  reason!: string;
}

export const RoundResult = resultOf('RoundResult', RoundType);
