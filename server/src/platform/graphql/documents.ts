import { createHash } from 'node:crypto';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { oversized, parseLimits } from './limits.js';

/** A text that was parsed, found valid and within the limits. The same object for the same text while it is remembered. */
export type ReadDocument = {
  /** sha-256 of the text, 64 hexadecimal digits. */
  readonly hash: string;
  readonly source: string;
  readonly document: DocumentNode;
};

/** A text that is no document of this schema, or too much of one. It must not be executed. */
export type UnreadDocument = { readonly errors: readonly GraphQLError[]; readonly code: string };

/** What both doors read their operations with: each text is looked at once, however often and by whomever it is sent. */
export type Documents = {
  read(source: string): ReadDocument | UnreadDocument;
  /** What was read before under that hash; nothing when it was forgotten. */
  remembered(hash: string): ReadDocument | undefined;
};

/** Our own client has some hundred texts of a few kilobytes. */
export const usualRoom = { documents: 1_000, characters: 8_000_000 } as const;

/**
 * Remembers what was used last. What is wrong is not remembered: a flood of nonsense would push out the documents that
 * people work with.
 */
export function createDocuments(
  schema: GraphQLSchema,
  rules: readonly ValidationRule[],
  room: { readonly documents: number; readonly characters: number } = usualRoom,
): Documents {
  const known = new Map<string, ReadDocument>();
  const introspected = !rules.includes(NoSchemaIntrospectionCustomRule);
  let characters = 0;

  function remember(read: ReadDocument): void {
    known.set(read.hash, read);
    characters += read.source.length;
    for (const [hash, oldest] of known) {
      if (known.size <= room.documents && characters <= room.characters) return;
      known.delete(hash);
      characters -= oldest.source.length;
    }
  }

  function remembered(hash: string): ReadDocument | undefined {
    const found = known.get(hash);
    if (found) {
      known.delete(hash);
      known.set(hash, found);
    }
    return found;
  }

  return {
    remembered,
    read(source) {
      const hash = hashOf(source);
      const found = remembered(hash);
      if (found) return found;
      try {
        const document = parse(source, parseLimits);
        // First what is quick to see: comparing a thousand fields with each other is not.
        const size = oversized(document, introspected);
        if (size) return { errors: [size], code: 'TOO_MUCH' };
        const errors = validate(schema, document, [...specifiedRules, ...rules], { maxErrors: 3 });
        if (errors.length > 0) return { errors, code: 'GRAPHQL_VALIDATION_FAILED' };
        const read = { hash, source, document };
        remember(read);
        return read;
      } catch (error) {
        const problem = error instanceof GraphQLError ? error : new GraphQLError('Unreadable document');
        const isLong = /Parsing aborted/.test(problem.message);
        return { errors: [problem], code: isLong ? 'TOO_MUCH' : 'GRAPHQL_PARSE_FAILED' };
      }
    },
  };
}

/** What a client sends instead of a text that both sides know. */
export const hashOf = (source: string): string => createHash('sha256').update(source).digest('hex');

export const isRead = (read: ReadDocument | UnreadDocument): read is ReadDocument => 'document' in read;
