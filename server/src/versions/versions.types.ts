import type { ProposalKind } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { CommentType } from '../comments/index.js';
import { enumOf, LocaleEnum, ProposalKindEnum } from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';
import { DecisionType } from '../decisions/index.js';
import { SectionType } from '../profiles/index.js';
import { changeKinds, type ChangeKind } from './changes.js';

@ObjectType('Version', { description: 'The whole profile as it stood at one moment, under one hash.' })
export class VersionType {
  @Field(() => ID)
  id!: string;
  @Field(() => Int)
  number!: number;
  @Field({ description: 'SHA-256 over the canonical JSON of all texts, in hex.' })
  hash!: string;
  @Field(() => GraphQLISODateTime)
  frozenAt!: Date;

  organisationId!: string;
}

export const FreezeResult = resultOf('FreezeResult', VersionType);

const ChangeKindEnum = enumOf('ChangeKind', changeKinds, 'What became of a block.');

@ObjectType({ description: 'What became of one block of the text.' })
export class BlockChange {
  @Field(() => ID)
  blockId!: string;
  @Field(() => ChangeKindEnum)
  kind!: ChangeKind;
  @Field(() => String, { nullable: true, description: 'Its words before; null when it is new.' })
  before!: string | null;
  @Field(() => String, { nullable: true, description: 'Its words after; null when it is gone.' })
  after!: string | null;
  @Field(() => [CommentType], { description: 'The comments behind the change that the viewer may see.' })
  comments!: CommentType[];
}

@ObjectType({ description: 'The changes of one chapter, in the order of reading.' })
export class SectionChanges {
  @Field(() => SectionType)
  section!: SectionType;
  @Field(() => [BlockChange])
  blocks!: BlockChange[];
}

@ObjectType({ description: 'Words that a decision replaced, or a block that it added, took out or moved.' })
export class WordsDecided {
  @Field(() => ProposalKindEnum)
  kind!: ProposalKind;
  @Field()
  before!: string;
  @Field()
  after!: string;
  @Field(() => DecisionType)
  decision!: DecisionType;
}

@ObjectType({ description: 'Where words of the text come from.' })
export class Origin {
  @Field(() => [WordsDecided], { description: 'The latest decision first.' })
  changes!: WordsDecided[];
  @Field(() => VersionType, {
    nullable: true,
    description: 'The first frozen version, where no decision has touched these words since.',
  })
  unchangedSince!: VersionType | null;
}

@ObjectType({ description: 'A place whose words changed after the freeze without a decision.' })
export class UntracedChange {
  @Field(() => SectionType)
  section!: SectionType;
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field(() => ID)
  blockId!: string;
}

@ObjectType({ description: 'What still stands between the text and its end.' })
export class ExitCheck {
  @Field(() => VersionType, { nullable: true, description: 'What was put up for consultation.' })
  version!: VersionType | null;
  @Field({ description: 'Its texts still have the hash that was taken of them.' })
  intact!: boolean;
  @Field(() => Int)
  undecidedCount!: number;
  @Field(() => [CommentType], { description: 'At most 100 of them, in the order of the text.' })
  undecided!: CommentType[];
  @Field(() => [CommentType])
  maintainedObjections!: CommentType[];
  @Field(() => [UntracedChange])
  untraced!: UntracedChange[];
}
