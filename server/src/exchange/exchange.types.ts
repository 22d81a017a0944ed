import type { Locale } from '@concord/locale';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConsultationType } from '../consultations/index.js';
import { LocaleEnum } from '../platform/graphql/enums.js';
import { resultOf } from '../platform/graphql/types.js';

@ObjectType({ description: 'Something of the file that is not carried as it was.' })
export class ImportLoss {
  @Field()
  kind!: string;
  @Field(() => Int)
  count!: number;
  @Field({ description: 'For a person, in the language of the request.' })
  message!: string;
  @Field(() => [String], { description: 'Words of the file that help to find the places.' })
  examples!: string[];
}

@ObjectType({ description: 'A chapter found in the file.' })
export class ImportSectionPreview {
  @Field()
  key!: string;
  @Field()
  title!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'As read from its heading; the drafter may say otherwise.',
  })
  domain!: number | null;
  @Field(() => Int)
  blocks!: number;
  @Field(() => Int)
  words!: number;
  @Field({ description: '`new`, `changed`, `unchanged`, or `conflict`: edited here since the last import.' })
  status!: string;
}

@ObjectType('ImportPreview', { description: 'A file that was read; nothing of it is in the profile yet.' })
export class ImportPreviewType {
  @Field(() => ID)
  id!: string;
  @Field()
  fileName!: string;
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
  @Field(() => [ImportSectionPreview])
  sections!: ImportSectionPreview[];
  @Field(() => Int)
  blocks!: number;
  @Field(() => Int)
  words!: number;
  @Field(() => Int)
  footnotes!: number;
  @Field(() => Int)
  tables!: number;
  @Field(() => [ImportLoss])
  losses!: ImportLoss[];
}

@ObjectType({ description: 'What an import did to the profile.' })
export class ImportApplied {
  @Field(() => Int)
  created!: number;
  @Field(() => Int)
  updated!: number;
  @Field(() => Int)
  unchanged!: number;
  @Field(() => ConsultationType)
  consultation!: ConsultationType;
}

@InputType()
export class SectionAssignment {
  @Field()
  key!: string;
  @Field(() => Int, { nullable: true, description: '1–6, or null for text outside the domains.' })
  domain?: number | null;
}

export const ApplyImportResult = resultOf('ApplyImportResult', ImportApplied);
