import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context.js';
import { limits } from './limits.js';

/** Programmers sign in or bring a token; to everybody else there is no such file. */
export const mayReadSchema = (ctx: Pick<RequestContext, 'personId'>): boolean => ctx.personId !== null;

/**
 * [GQ8] GET /schema.graphql: the schema as a file, since it can't be asked for on either door; GET /schema.md: the same to
 * read, with examples.
 */
export function schemaRoute(
  http: FastifyInstance,
  schema: GraphQLSchema,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): void {
  const files = {
    '/schema.graphql': printSchema(lexicographicSortSchema(schema)),
    '/schema.md': withLimits(
      readFileSync(fileURLToPath(import.meta.resolve('@concord/schema/reference.md')), 'utf8'),
    ),
  };
  for (const [address, text] of Object.entries(files))
    http.get(address, { config: { policy: 'readSchema' } }, async (request, reply) => {
      const ctx = await contextOf(request, reply);
      if (!mayReadSchema(ctx)) return reply.code(404).send({ code: 'NOT_FOUND' });
      return reply.type('text/plain; charset=utf-8').send(text);
    });
}

const taken: readonly (readonly [what: string, most: number])[] = [
  ['words and signs of the text', limits.tokens],
  ['levels of braces', limits.depth],
  ['fields, those of fragments as often as they are spread', limits.fields],
  ['aliases', limits.aliases],
  ['fields of the root', limits.rootFields],
  ['fragments', limits.fragments],
  ['directives', limits.directives],
  ['`first` of any list', limits.first],
  ['objects that could come back if every list were as long as it may be', limits.cost],
  ['characters in the variables', limits.variables.characters],
  ['milliseconds until an answer', limits.time],
];

/** The reference is made by the build, which knows the schema; what one operation may ask is known here. */
const withLimits = (reference: string): string =>
  reference.replace(
    '<!-- limits -->',
    `**Limits** of one operation:\n\n| | |\n| --- | ---: |\n${taken
      .map(([what, most]) => `| ${what} | ${most.toLocaleString('en')} |`)
      .join('\n')}\n`,
  );
