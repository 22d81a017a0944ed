import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context.js';

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
    '/schema.md': readFileSync(fileURLToPath(import.meta.resolve('@concord/schema/reference.md')), 'utf8'),
  };
  for (const [address, text] of Object.entries(files))
    http.get(address, { config: { policy: 'readSchema' } }, async (request, reply) => {
      const ctx = await contextOf(request, reply);
      if (!mayReadSchema(ctx)) return reply.code(404).send({ code: 'NOT_FOUND' });
      return reply.type('text/plain; charset=utf-8').send(text);
    });
}
