import type { Acknowledgement, Disposition, ProposalKind, ReasonCode } from '@concord/consultation';
import type { DeferredTo } from '@concord/consultation/deferrals';
import type { Locale } from '@concord/locale';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { TargetInput } from '../comments/index.js';
import {
  AcknowledgementEnum,
  DeferredToEnum,
  DispositionEnum,
  LocaleEnum,
  ProposalKindEnum,
  ReasonCodeEnum,
} from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';

@ObjectType('Decision', {
  description: 'What moderators decided in one stroke: the fate of comments and the words it changed.',
})
export class DecisionType {
  @Field(() => ID)
  id!: string;
  @Field(() => GraphQLISODateTime)
  decidedAt!: Date;
  @Field(() => String, {
    nullable: true,
    description: 'Why, where that concerns no single comment: an undo, a correction.',
  })
  reason!: string | null;

  consultationId!: string;
  organisationId!: string;
  undoesId!: string | null;
}

@ObjectType('Change', { description: 'What a decision changed in a text: words, or a whole block.' })
export class ChangeType {
  @Field(() => ProposalKindEnum, { description: 'A moved block says the same before and after.' })
  kind!: ProposalKind;
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field(() => ID, { description: 'The paragraph in which the words stood when they were written.' })
  blockId!: string;
  @Field()
  before!: string;
  @Field()
  after!: string;
  @Field(() => Int, { description: 'Revision of the text that first holds the change.' })
  revision!: number;

  sectionId!: string;
  commentId!: string | null;
}

@ObjectType('Deferral', { description: 'To whom a comment was put off, and until when.' })
export class DeferralType {
  @Field(() => DeferredToEnum, { description: 'Who takes care of it meanwhile.' })
  to!: DeferredTo;
  @Field(() => String, { nullable: true, description: 'Name of the working group, where it is one.' })
  group!: string | null;
  @Field(() => GraphQLISODateTime, {
    description: 'The end of its last day; overdue from then on, while the outcome stands.',
  })
  until!: Date;

  organisationId!: string | null;
}

@ObjectType('Outcome', { description: 'What became of one comment by a decision, and why.' })
export class OutcomeType {
  @Field(() => ID)
  id!: string;
  @Field(() => DispositionEnum)
  disposition!: Disposition;
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Field(() => ReasonCodeEnum, { nullable: true })
  reasonCode!: ReasonCode | null;
  @Field(() => DeferralType, {
    nullable: true,
    description: 'Where it puts the comment off; null where it ends the case, or no day was named.',
  })
  deferral!: DeferralType | null;
  @Field({ description: 'False when a later decision took it back or took its place.' })
  stands!: boolean;
  @Field(() => AcknowledgementEnum, {
    nullable: true,
    description: 'What the organisation had answered to it, where it no longer stands.',
  })
  acknowledgement!: Acknowledgement | null;

  decisionId!: string;
  commentId!: string;
  intoId!: string | null;
}

@InputType({ description: 'To whom a comment is put off, and until when.' })
export class DeferralInput {
  @Field(() => DeferredToEnum, { description: 'Who takes care of it meanwhile.' })
  to!: DeferredTo;
  @Field(() => ID, { nullable: true, description: 'An organisation that takes part and reads the comment.' })
  organisationId?: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the working group.' })
  group?: string | null;
  @Field(() => GraphQLISODateTime, {
    description: 'The end of its last day where the consultation is; at most a year ahead.',
  })
  until!: Date;
}

@InputType()
export class OutcomeInput {
  @Field(() => ID)
  commentId!: string;
  @Field(() => DispositionEnum)
  disposition!: Disposition;
  @Field(() => String, { nullable: true, description: 'The organisation reads it.' })
  reason?: string | null;
  @Field(() => ReasonCodeEnum, { nullable: true })
  reasonCode?: ReasonCode | null;
  @Field(() => DeferralInput, {
    nullable: true,
    description: 'Needed for what puts the comment off, and for nothing else.',
  })
  deferral?: DeferralInput | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The comment that takes its place; null = the own wording of the decision.',
  })
  intoId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Wording to put in place of the comment’s words; for `accepted` it is the proposal itself.',
  })
  wording?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Words the moderator saw under the anchor; refused when they have changed since.',
  })
  seenWords?: string | null;
}

@InputType()
export class ChangeInput {
  @Field(() => TargetInput, { description: 'The words to replace, as the moderator saw them.' })
  target!: TargetInput;
  @Field({ description: 'What is to stand there; empty = the words go.' })
  wording!: string;
}

@InputType()
export class DecideInput {
  @Field(() => ID, { description: 'Made by the client: sending twice decides once.' })
  key!: string;
  @Field(() => [OutcomeInput], { description: 'One for each comment that is disposed of; at most 100.' })
  outcomes!: OutcomeInput[];
  @Field(() => [ChangeInput], {
    nullable: true,
    description: 'Wording of the moderators’ own: a compromise, once for each language.',
  })
  changes?: ChangeInput[] | null;
  @Field(() => String, { nullable: true, description: 'Needed where no comment is disposed of.' })
  reason?: string | null;
}

@InputType()
export class UndoInput {
  @Field(() => ID, { description: 'Made by the client: sending twice undoes once.' })
  key!: string;
  @Field(() => ID)
  decisionId!: string;
  @Field({ description: 'Those whose comments come back to the table read it.' })
  reason!: string;
}

export const DecideResult = resultOf('DecideResult', DecisionType);
