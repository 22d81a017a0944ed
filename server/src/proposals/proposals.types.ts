import type { ConflictKind } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConflictKindEnum, LocaleEnum } from '../platform/graphql/enums.js';
import { PageInfo, resultOf } from '../platform/graphql/types.js';

@ObjectType('Conflict', { description: 'Open proposals for the same words, as far as the viewer sees them.' })
export class ConflictType {
  @Field(() => ID, { description: 'Id of its oldest proposal.' })
  id!: string;
  @Field(() => ConflictKindEnum)
  kind!: ConflictKind;
  @Field(() => ID)
  blockId!: string;

  sectionId!: string;
  lanes!: readonly string[];
  beside!: readonly string[];
}

@ObjectType({ description: 'A conflict in a list, with where it stands there.' })
export class ConflictEdge {
  @Field()
  cursor!: string;
  @Field(() => ConflictType)
  node!: ConflictType;
}

@ObjectType({ description: 'A page of the open conflicts that the viewer may see.' })
export class ConflictConnection {
  @Field(() => [ConflictEdge])
  edges!: ConflictEdge[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
  @Field(() => Int, { description: 'How many there are on all pages.' })
  totalCount!: number;
}

@ObjectType('Compromise', { description: 'Wording that moderators are working on for a paragraph.' })
export class CompromiseType {
  @Field(() => ID)
  id!: string;
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field()
  text!: string;
  @Field(() => Int, { description: 'Grows with every save; pass what you saw.' })
  version!: number;
  @Field(() => GraphQLISODateTime)
  editedAt!: Date;

  editedBy!: string;
}

@InputType()
export class CompromiseInput {
  @Field(() => ID)
  sectionId!: string;
  @Field(() => ID)
  blockId!: string;
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field()
  text!: string;
  @Field(() => Int, { description: 'The version that the text started from; 0 = none yet.' })
  version!: number;
}

export const CompromiseResult = resultOf('CompromiseResult', CompromiseType);
