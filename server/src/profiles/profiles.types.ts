import type { DocumentJson } from '@concord/document/model';
import type { Locale } from '@concord/locale';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { LocaleEnum } from '../platform/graphql/enums.js';

@ObjectType({ description: 'A heading within a section.' })
export class OutlineEntry {
  @Field(() => ID)
  blockId!: string;
  @Field(() => Int, { description: '1–4.' })
  level!: number;
  @Field()
  text!: string;
}

@ObjectType('Section', { description: 'A chapter of the profile, in all its languages.' })
export class SectionType {
  @Field(() => ID)
  id!: string;
  @Field({ description: 'Its name in addresses: the id of its heading block, or `front`.' })
  key!: string;
  @Field(() => Int)
  ordinal!: number;
  @Field(() => Int, { nullable: true, description: '1–6; null for text outside the six domains.' })
  domain!: number | null;

  consultationId!: string;
}

@ObjectType('Variant', { description: 'A section in one language.' })
export class VariantType {
  @Field(() => ID)
  id!: string;
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field()
  title!: string;
  @Field({ description: 'Name of its Yjs document on the sync socket.' })
  documentName!: string;
  @Field(() => Int, {
    description:
      'The `seq` of the last update this text includes; comments name the revision they were written against.',
  })
  revision!: number;
  @Field(() => [OutlineEntry])
  outline!: OutlineEntry[];
  @Field(() => GraphQLISODateTime)
  updatedAt!: Date;

  sectionId!: string;
  content!: DocumentJson;
}

@ObjectType({ description: 'A text has a new revision; whoever shows it reads it again.' })
export class VariantRevision {
  @Field(() => ID)
  variantId!: string;
  @Field(() => ID)
  sectionId!: string;
  @Field(() => LocaleEnum)
  language!: Locale;
  @Field(() => Int)
  revision!: number;
}
