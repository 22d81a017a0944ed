import type { Disposition, ReasonCode } from '@concord/consultation';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DispositionEnum, ReasonCodeEnum } from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';

@ObjectType('Decision', { description: 'What became of a comment, why, and what it changed in the text.' })
export class DecisionType {
  @Field(() => ID)
  id!: string;
  @Field(() => DispositionEnum)
  disposition!: Disposition;
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Field(() => ReasonCodeEnum, { nullable: true })
  reasonCode!: ReasonCode | null;
  @Field(() => GraphQLISODateTime)
  decidedAt!: Date;
  @Field(() => String, {
    nullable: true,
    description: 'The words that were replaced; null when the text was not touched.',
  })
  textBefore!: string | null;
  @Field(() => String, { nullable: true })
  textAfter!: string | null;
  @Field({ description: 'Whether the text was changed by it.' })
  applied!: boolean;
  @Field(() => Int, { nullable: true, description: 'Revision of the text that first holds the change.' })
  revision!: number | null;

  commentId!: string;
  organisationId!: string;
}

@InputType()
export class DecideInput {
  @Field(() => ID, { description: 'Made by the client: sending twice decides once.' })
  key!: string;
  @Field(() => ID)
  commentId!: string;
  @Field(() => DispositionEnum)
  disposition!: Disposition;
  @Field(() => String, { nullable: true })
  reason?: string | null;
  @Field(() => ReasonCodeEnum, { nullable: true })
  reasonCode?: ReasonCode | null;
  @Field(() => String, {
    nullable: true,
    description: 'Wording to put in place; for `accepted` it is the proposal itself.',
  })
  wording?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Words the moderator saw under the anchor; the decision is refused when they have changed since.',
  })
  seenWords?: string | null;
  @Field(() => Int)
  seenRevision!: number;
}

export const DecideResult = resultOf('DecideResult', DecisionType);
