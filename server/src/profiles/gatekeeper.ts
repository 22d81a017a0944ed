/** The sync socket's door: the same policy as GraphQL, asked with the same actor (T7). */
import { parseDocumentName } from '@concord/document';
import type { Actor, Gatekeeper } from '@concord/sync';
import { personById } from '../accounts/index.js';
import { organisationById } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { mayEdit, mayRead } from './profiles.policy.js';
import { sectionById } from './profiles.repository.js';

export function createGatekeeper(): Gatekeeper {
  const contextOf = (connection: unknown): RequestContext => {
    const ctx = connection as RequestContext;
    ctx.forget();
    return ctx;
  };
  return {
    async open(documentName, _token, connection) {
      const ctx = contextOf(connection);
      const name = parseDocumentName(documentName);
      const section = name && (await ctx.load(sectionById, name.sectionId));
      if (!section || !(await mayRead(ctx, section))) return null;
      return { actor: await actorOf(ctx, section.consultationId), write: await mayEdit(ctx, section) };
    },
    async mayWrite(documentName, connection) {
      const ctx = contextOf(connection);
      const name = parseDocumentName(documentName);
      const section = name && (await ctx.load(sectionById, name.sectionId));
      return section !== null && section !== undefined && (await mayEdit(ctx, section));
    },
  };
}

async function actorOf(ctx: RequestContext, consultationId: string): Promise<Actor> {
  const standing = await ctx.standing(consultationId);
  const [person, organisation] = await Promise.all([
    ctx.personId ? ctx.load(personById, ctx.personId) : null,
    standing ? ctx.load(organisationById, standing.organisationId) : null,
  ]);
  return {
    personId: ctx.personId,
    name: person?.name ?? '',
    organisation: organisation?.abbreviation.en ?? '',
  };
}
