import type { DocumentJson } from '@concord/document/model';
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

/** `name` = `success` or a refusal. */
export function resultOf<T extends object>(name: string, success: ClassType<T>) {
  return createUnionType({
    name,
    types: () => [success, Refused] as const,
    resolveType: (value) => (value instanceof Refused ? Refused : success),
  });
}

export const done = (): Done => Object.assign(new Done(), { done: true });
export const DoneResult = resultOf('DoneResult', Done);

/** The canonical JSON of a section's text (see packages/document). Only ever read. */
export const DocumentJsonScalar = new GraphQLScalarType<DocumentJson, DocumentJson>({
  name: 'DocumentJson',
  description: 'The text of a section as canonical ProseMirror JSON.',
  serialize: (value) => value as DocumentJson,
  parseValue: () => {
    throw new TypeError('Text is never taken from input.');
  },
  parseLiteral: () => {
    throw new TypeError('Text is never taken from input.');
  },
});
