import type {
  Acknowledgement,
  AnchorStatus,
  CommentStatus,
  CommentType as CommentKind,
  ProposalKind,
  Severity,
  Visibility,
  Withheld,
} from '@concord/consultation';
import type { RichTextJson } from '@concord/document/rich-text';
import type { Locale } from '@concord/locale';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  AcknowledgementEnum,
  AnchorStatusEnum,
  CommentStatusEnum,
  CommentTypeEnum,
  LocaleEnum,
  ProposalKindEnum,
  SeverityEnum,
  VisibilityEnum,
} from '../platform/graphql/enums.js';
import { PageInfo, resultOf } from '../platform/graphql/types.js';

@ObjectType({ description: 'Words, and what stood around them, when the comment was written.' })
export class Quote {
  @Field()
  exact!: string;
  @Field({ description: 'Up to 32 characters before.' })
  prefix!: string;
  @Field({ description: 'Up to 32 characters after.' })
  suffix!: string;
}

@ObjectType({
  description: 'What a comment was written about. It never changes once the comment is official.',
})
export class Target {
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field(() => ID)
  blockId!: string;
  @Field(() => Quote)
  quote!: Quote;
  @Field(() => Int, { description: 'Offset in the block’s reading text, UTF-16 units.' })
  start!: number;
  @Field(() => Int)
  end!: number;
  @Field(() => Int, { description: 'Revision of the text the author saw.' })
  revision!: number;

  sectionId!: string;
}

@ObjectType({ description: 'Where a block is to be moved.' })
export class Destination {
  sectionId!: string;

  @Field(() => ID, { description: 'The block that it is to follow.' })
  blockId!: string;
  @Field({ description: 'What that block began with when the move was proposed.' })
  words!: string;
}

@ObjectType({ description: 'Where those words are now.' })
export class Anchor {
  @Field(() => AnchorStatusEnum)
  status!: AnchorStatus;
  @Field(() => ID, { nullable: true })
  blockId!: string | null;
  @Field(() => Int, { nullable: true })
  start!: number | null;
  @Field(() => Int, { nullable: true })
  end!: number | null;
  @Field(() => String, { nullable: true, description: 'The words that stand there now.' })
  words!: string | null;
  @Field(() => Int, { description: 'Revision of the text this is true for.' })
  revision!: number;
}

@ObjectType({ description: 'What the viewer can do with a comment now.' })
export class CommentAbilities {
  @Field()
  revise!: boolean;
  @Field()
  discard!: boolean;
  @Field({ description: 'Hand it to the first of the chain.' })
  submit!: boolean;
  @Field({ description: 'Hand it on to the next of the chain.' })
  pass!: boolean;
  @Field({ description: 'Give it back to the drafters, with remarks.' })
  return!: boolean;
  @Field()
  setAside!: boolean;
  @Field()
  clear!: boolean;
  @Field()
  withdraw!: boolean;
  @Field()
  reply!: boolean;
  @Field()
  decide!: boolean;
  @Field()
  acknowledge!: boolean;
}

@ObjectType('Reply', { description: 'An official answer under a comment.' })
export class ReplyType {
  @Field(() => ID)
  id!: string;
  @Field()
  body!: string;
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;

  organisationId!: string;
  authorId!: string;
  consultationId!: string;
}

@ObjectType('Comment', { description: 'What an organisation says about a place in the text.' })
export class CommentType {
  @Field(() => ID)
  id!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'Permanent number, given when the comment becomes official.',
  })
  number!: number | null;
  @Field(() => LocaleEnum, { description: 'The language it is written in.' })
  language!: Locale;
  @Field(() => CommentTypeEnum)
  type!: CommentKind;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => CommentStatusEnum)
  status!: CommentStatus;
  @Field(() => VisibilityEnum)
  visibility!: Visibility;
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;
  @Field(() => GraphQLISODateTime)
  revisedAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  clearedAt!: Date | null;
  @Field(() => Int, { description: 'Grows with every revision; pass what you saw.' })
  version!: number;
  @Field(() => AcknowledgementEnum, { nullable: true })
  acknowledgement!: Acknowledgement | null;
  @Field({ description: 'Cleared after the end of the round.' })
  late!: boolean;

  consultationId!: string;
  sectionId!: string;
  organisationId!: string;
  authorId!: string;
  mergedInto!: string | null;
  body!: string;
  rich!: RichTextJson | null;
  proposal!: string | null;
  withheld!: Withheld | null;
  withdrawalReason!: string | null;
  seal!: string | null;
}

@ObjectType()
export class CommentEdge {
  @Field()
  cursor!: string;
  @Field(() => CommentType)
  node!: CommentType;
}

@ObjectType({ description: 'Comments in the order of the text.' })
export class CommentConnection {
  @Field(() => [CommentEdge])
  edges!: CommentEdge[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
  @Field(() => Int, { description: 'How many the viewer would see on all pages.' })
  totalCount!: number;
}

@ObjectType({ description: 'Comments of a section that the viewer may see, as facts.' })
export class SectionCounts {
  @Field(() => Int, { description: 'Official and not yet decided.' })
  open!: number;
  @Field(() => Int)
  decided!: number;
  @Field(() => Int, { description: 'Of the viewer’s organisation, drafts included.' })
  mine!: number;
}

@ObjectType({ description: 'A draft is gone.' })
export class CommentDiscarded {
  @Field(() => ID)
  commentId!: string;
}

@InputType()
export class CommentFilter {
  @Field(() => [ID], { nullable: true })
  sectionIds?: string[] | null;
  @Field(() => [ID], { nullable: true })
  organisationIds?: string[] | null;
  @Field(() => [CommentTypeEnum], { nullable: true })
  types?: CommentKind[] | null;
  @Field(() => [SeverityEnum], { nullable: true })
  severities?: Severity[] | null;
  @Field(() => [CommentStatusEnum], { nullable: true })
  statuses?: CommentStatus[] | null;
  @Field(() => [ProposalKindEnum], {
    nullable: true,
    description: 'What is proposed; a comment that proposes nothing is of no kind.',
  })
  proposalKinds?: ProposalKind[] | null;
  @Field(() => [LocaleEnum], { nullable: true, description: 'Language of the text it points at.' })
  languages?: Locale[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those of the viewer’s organisation.' })
  mine?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those the viewer wrote.' })
  byMe?: boolean | null;
  @Field(() => [AcknowledgementEnum], { nullable: true, description: 'What the organisation answered.' })
  acknowledgements?: Acknowledgement[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Words, in any of the three alphabets, with or without diacritics.',
  })
  search?: string | null;
}

@InputType()
export class TargetInput {
  @Field(() => ID)
  sectionId!: string;
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field(() => ID)
  blockId!: string;
  @Field(() => Int)
  start!: number;
  @Field(() => Int)
  end!: number;
  @Field({ description: 'The words between start and end, as seen.' })
  exact!: string;
  @Field(() => Int, { description: 'Revision of the text that was seen.' })
  revision!: number;
}

@InputType()
export class DraftCommentInput {
  @Field(() => ID, { description: 'Made by the client: sending twice makes one comment.' })
  key!: string;
  @Field(() => ID)
  consultationId!: string;
  @Field(() => TargetInput)
  target!: TargetInput;
  @Field(() => CommentTypeEnum)
  type!: CommentKind;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => VisibilityEnum, { defaultValue: 'participants' })
  visibility!: Visibility;
  @Field()
  body!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Empty = delete the words. A new paragraph is not empty.',
  })
  proposal?: string | null;
  @Field(() => ProposalKindEnum, {
    defaultValue: 'words',
    description: 'All others than `words` take a target that is a whole block.',
  })
  proposalKind!: ProposalKind;
  @Field(() => ID, { nullable: true, description: 'Of a move: the block to follow.' })
  moveAfter?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of a move: the section of that block; null = the same.' })
  moveSectionId?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Of a good practice: codes of the indicators that it answers to, as `3.09`.',
  })
  indicators?: string[] | null;
  @Field(() => LocaleEnum)
  language!: Locale;
}

@InputType()
export class ClassifyCommentInput {
  @Field(() => ID)
  commentId!: string;
  @Field(() => CommentTypeEnum)
  type!: CommentKind;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => VisibilityEnum)
  visibility!: Visibility;
}

@InputType()
export class ReviseCommentInput {
  @Field(() => ID)
  commentId!: string;
  @Field(() => Int)
  version!: number;
  @Field(() => CommentTypeEnum)
  type!: CommentKind;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => VisibilityEnum)
  visibility!: Visibility;
  @Field()
  body!: string;
  @Field(() => String, { nullable: true })
  proposal?: string | null;
  @Field(() => ProposalKindEnum, {
    nullable: true,
    description: 'What it asks of the text from now on, with all that belongs to it; null = as before.',
  })
  proposalKind?: ProposalKind | null;
  @Field(() => TargetInput, {
    nullable: true,
    description: 'With another kind: other words of the same block, or all of it; null = as before.',
  })
  target?: TargetInput | null;
  @Field(() => ID, { nullable: true, description: 'Of a move: the block to follow.' })
  moveAfter?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of a move: the section of that block; null = the same.' })
  moveSectionId?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Of a good practice: codes of the indicators that it answers to, as `3.09`.',
  })
  indicators?: string[] | null;
}

@InputType()
export class ReplyInput {
  @Field(() => ID, { description: 'Made by the client: sending twice makes one reply.' })
  key!: string;
  @Field(() => ID)
  commentId!: string;
  @Field()
  body!: string;
  @Field(() => LocaleEnum)
  language!: Locale;
}

export const CommentResult = resultOf('CommentResult', CommentType);
export const DiscardResult = resultOf('DiscardResult', CommentDiscarded);
export const ReplyResult = resultOf('ReplyResult', ReplyType);
