import type { DocumentJson } from '@concord/document/model';
import type { RichTextJson } from '@concord/document/rich-text';
import { GraphQLScalarType } from 'graphql';
import { createUnionType, Field, ObjectType, type ClassType } from 'type-graphql';
import { Refused } from '../errors/refusal.js';

@ObjectType({ description: 'A name or title in the three languages.' })
export class LocalText {
  @Field()
  az!: string;
  @Field()
  en!: string;
  @Field()
  ru!: string;
}

@ObjectType({ description: 'It was done; there is nothing more to tell.' })
export class Done {
  @Field()
  done!: boolean;
}

@ObjectType({ description: 'Whether a list goes on, and from where.' })
export class PageInfo {
  @Field()
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Pass it as `after` to go on.' })
  endCursor!: string | null;
}

/** `name` = `success` or a refusal; schema.ts tells which. */
export function resultOf<T extends object>(name: string, success: ClassType<T>) {
  return createUnionType({ name, types: () => [success, Refused] as const });
}

export const done = (): Done => Object.assign(new Done(), { done: true });
export const DoneResult = resultOf('DoneResult', Done);

const onlyRead = <T>(name: string, description: string) =>
  new GraphQLScalarType<T, T>({
    name,
    description,
    serialize: (value) => value as T,
    parseValue: () => {
      throw new TypeError('Text is never taken from input.');
    },
    parseLiteral: () => {
      throw new TypeError('Text is never taken from input.');
    },
  });

/** The canonical JSON of a section's text (see packages/document). Only ever read. */
export const DocumentJsonScalar = onlyRead<DocumentJson>(
  'DocumentJson',
  'The text of a section as canonical ProseMirror JSON.',
);

/** The body of a comment with its looks. Only ever read. */
export const RichTextJsonScalar = onlyRead<RichTextJson>(
  'RichTextJson',
  'Paragraphs and lists of bold, italic and linked words, as ProseMirror JSON.',
);
