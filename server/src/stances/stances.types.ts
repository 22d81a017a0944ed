import type { StancePosition } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { LocaleEnum, StancePositionEnum } from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';

@ObjectType('Stance', { description: 'What an organisation says of another’s comment.' })
export class StanceType {
  @Field(() => ID)
  id!: string;
  @Field(() => StancePositionEnum)
  position!: StancePosition;
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Field(() => LocaleEnum, { description: 'The language the reason is written in.' })
  language!: Locale;
  @Field(() => GraphQLISODateTime)
  takenAt!: Date;
  @Field({ description: 'False when the organisation has taken another one since.' })
  stands!: boolean;

  commentId!: string;
  organisationId!: string;
}

@InputType()
export class StanceInput {
  @Field(() => ID, { description: 'Made by the client: sending twice takes one stance.' })
  key!: string;
  @Field(() => ID)
  commentId!: string;
  @Field(() => StancePositionEnum)
  position!: StancePosition;
  @Field(() => String, { nullable: true })
  reason?: string | null;
  @Field(() => LocaleEnum)
  language!: Locale;
}

export const StanceResult = resultOf('StanceResult', StanceType);
