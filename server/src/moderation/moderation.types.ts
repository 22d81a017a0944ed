import type { Disposition, WithholdingKind, WithholdingReason } from '@concord/consultation';
import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PersonType } from '../accounts/index.js';
import { CommentType } from '../comments/index.js';
import { DispositionEnum, WithholdingKindEnum, WithholdingReasonEnum } from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';

@ObjectType('ModeratorNote', { description: 'What moderators write to each other; nobody else reads it.' })
export class ModeratorNoteType {
  @Field(() => ID)
  id!: string;
  @Field()
  body!: string;
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;

  authorId!: string;
}

@ObjectType({ description: 'A comment that may say the same, for a person to judge.' })
export class SimilarComment {
  @Field(() => CommentType)
  comment!: CommentType;
  @Field(() => Float, { description: 'Share of common letter triples, 0–1: a hint, not a measure.' })
  likeness!: number;
  @Field({ description: 'A moderator has put the two together.' })
  together!: boolean;
}

@ObjectType('Moderation', { description: 'Where a comment stands among the moderators. Theirs alone.' })
export class ModerationType {
  @Field(() => PersonType, { nullable: true, description: 'Who takes care of it.' })
  assignee!: PersonType | null;
  @Field(() => [String])
  tags!: string[];
  @Field(() => DispositionEnum, { nullable: true, description: 'Suggested to decide; binds nobody.' })
  recommendation!: Disposition | null;
  @Field(() => [ModeratorNoteType], { description: 'Oldest first.' })
  notes!: ModeratorNoteType[];
  @Field(() => [SimilarComment], { description: 'Likest first, at most five.' })
  similar!: SimilarComment[];

  commentId!: string;
  assigneeId!: string | null;
}

@ObjectType('Clarification', {
  description: 'A question of the moderators to the organisation, and its answer.',
})
export class ClarificationType {
  @Field(() => ID)
  id!: string;
  @Field()
  question!: string;
  @Field(() => GraphQLISODateTime)
  askedAt!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When an answer is hoped for.' })
  dueAt!: Date;
  @Field(() => String, { nullable: true })
  answer!: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  answeredAt!: Date | null;
  @Field({ description: 'Whether the viewer may answer it now.' })
  mayAnswer!: boolean;
}

@ObjectType('SavedView', { description: 'A filter of the inbox that the viewer keeps.' })
export class SavedViewType {
  @Field(() => ID)
  id!: string;
  @Field()
  name!: string;
  @Field({ description: 'The query part of the inbox’s address.' })
  query!: string;
}

@ObjectType({ description: 'From one character of a text to another.' })
export class TextRange {
  @Field(() => Int, { description: 'UTF-16 units.' })
  start!: number;
  @Field(() => Int)
  end!: number;
}

@ObjectType('Withholding', { description: 'What moderators keep from others of a comment, and why.' })
export class WithholdingType {
  @Field(() => ID)
  id!: string;
  @Field(() => WithholdingKindEnum)
  kind!: WithholdingKind;
  @Field(() => WithholdingReasonEnum)
  reasonCode!: WithholdingReason;
  @Field({ description: 'The evidence as well.' })
  files!: boolean;
  @Field(() => GraphQLISODateTime)
  madeAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endedAt!: Date | null;

  commentId!: string;
  organisationId!: string;
  /** For those who read what is withheld, as are the three below. */
  full!: boolean;
  note!: string;
  endNote!: string | null;
  body!: readonly TextRange[];
  proposal!: readonly TextRange[];
}

@InputType()
export class TextRangeInput {
  @Field(() => Int, { description: 'UTF-16 units.' })
  start!: number;
  @Field(() => Int)
  end!: number;
}

@InputType()
export class WithholdInput {
  @Field(() => ID)
  commentId!: string;
  @Field(() => WithholdingKindEnum)
  kind!: WithholdingKind;
  @Field(() => WithholdingReasonEnum, { description: 'Everybody who sees the comment reads it.' })
  reasonCode!: WithholdingReason;
  @Field({ description: 'The organisation behind the comment and the moderators read it.' })
  note!: string;
  @Field(() => [TextRangeInput], {
    defaultValue: [],
    description: 'Words of the body, where some are redacted.',
  })
  body!: TextRangeInput[];
  @Field(() => [TextRangeInput], { defaultValue: [], description: 'Words of the proposal.' })
  proposal!: TextRangeInput[];
  @Field({ defaultValue: false, description: 'The evidence as well; of what is hidden it always is.' })
  files!: boolean;
  @Field(() => ID, {
    nullable: true,
    description: 'What was withheld when the moderator looked; null = nothing.',
  })
  seen?: string | null;
}

@InputType({ description: 'What is left out stays as it is; null takes it away.' })
export class TriageInput {
  @Field(() => ID)
  commentId!: string;
  @Field(() => ID, { nullable: true })
  assigneeId?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'All of them, in place of whatever stands there; who adds or takes away one names that.',
  })
  tags?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Beside those that stand there by then.' })
  addTags?: string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Where they stand there; taken away before any is added.',
  })
  removeTags?: string[] | null;
  @Field(() => DispositionEnum, { nullable: true })
  recommendation?: Disposition | null;
}

@InputType({ description: 'Beside the filter of comments; each one narrows.' })
export class TriageFilter {
  @Field(() => ID, { nullable: true })
  assigneeId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what nobody takes care of.' })
  unassigned?: boolean | null;
  @Field(() => [String], { nullable: true, description: 'With any of these tags.' })
  tags?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what waits for an answer to a question.' })
  asked?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only proposals that stand against others.' })
  contested?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what was put off or referred.' })
  deferred?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what was put off until a day that is over.' })
  overdue?: boolean | null;
}

@ObjectType({ description: 'A tag in use, and on how many comments.' })
export class TagCount {
  @Field()
  tag!: string;
  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'A proposal that is one of the lanes of an open conflict.' })
export class ContestedComment {
  @Field(() => ID)
  commentId!: string;
  @Field(() => ID)
  conflictId!: string;
}

@ObjectType({ description: 'What waits for moderators, as facts: counted over what the viewer may see.' })
export class InboxFacts {
  @Field(() => Int, { description: 'Official and not yet decided; so are the next three.' })
  open!: number;
  @Field(() => Int)
  blocking!: number;
  @Field(() => Int, { description: 'Nobody takes care of them.' })
  unassigned!: number;
  @Field(() => [ContestedComment], { description: 'Proposals that stand against others.' })
  contested!: ContestedComment[];
  @Field(() => Int, { description: 'With a question that is not answered.' })
  asked!: number;
  @Field(() => Int, { description: 'Decided, and the organisation maintains its objection.' })
  maintained!: number;
  @Field(() => Int, { description: 'Put off, or referred to somebody.' })
  deferred!: number;
  @Field(() => Int, { description: 'Put off until a day that is over.' })
  overdue!: number;
  @Field(() => [TagCount], { description: 'The most used first.' })
  tags!: TagCount[];
}

export const SavedViewResult = resultOf('SavedViewResult', SavedViewType);
