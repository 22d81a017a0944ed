import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { enterDemo, Person, setSessionCookie } from '../accounts/index.js';
import { organisationById } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';

const open = { config: { policy: 'anyone' } } as const;

/**
 * "Enter as …": anybody may become anybody of Velmora. Registered only where the demo is on and the database holds
 * the demo; elsewhere these addresses do not exist.
 */
export function demoRoutes(
  app: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): void {
  app.get('/demo/people', open, async (request, reply) => {
    const ctx = await contextOf(request, reply);
    const rows: { id: string; roles: string[]; organisation_id: string }[] = await ctx.manager.query(
      `SELECT DISTINCT ON (person.id) person.id, membership.roles, membership.organisation_id
         FROM person JOIN membership ON membership.person_id = person.id WHERE person.demo`,
    );
    const people = await Promise.all(
      rows.map(async (row) => {
        const [person, organisation] = await Promise.all([
          ctx.manager.findOneByOrFail(Person, { id: row.id }),
          ctx.load(organisationById, row.organisation_id),
        ]);
        const { id, name, locale } = person;
        const { code, kind } = organisation ?? {};
        return {
          id,
          name,
          locale,
          roles: row.roles,
          function: person.function,
          organisation: { code, kind, name: organisation?.name, abbreviation: organisation?.abbreviation },
        };
      }),
    );
    return people.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  });
  app.post<{ Body: { personId?: unknown } }>('/demo/enter', open, async (request, reply) => {
    const ctx = await contextOf(request, reply);
    const personId = typeof request.body?.personId === 'string' ? request.body.personId : '';
    const started = await enterDemo(ctx, personId);
    if (!started) return reply.code(404).send({ code: 'NOT_FOUND' });
    setSessionCookie(ctx, started.secret);
    return reply.code(204).send();
  });
}
