/** The sync socket's door: the same policy as GraphQL, asked with the same actor (T7). */
import { parseDocumentName } from '@concord/document';
import type { Actor, Gatekeeper } from '@concord/sync';
import { personById } from '../accounts/index.js';
import { organisationById } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { mayEdit, mayRead } from './profiles.policy.js';
import type { Section } from './profiles.entity.js';
import { sectionById, variantsOf } from './profiles.repository.js';

export function createGatekeeper(): Gatekeeper {
  const contextOf = (connection: unknown): RequestContext => {
    const ctx = connection as RequestContext;
    ctx.forget();
    return ctx;
  };
  return {
    async open(documentName, _token, connection) {
      const ctx = contextOf(connection);
      const section = await sectionOf(ctx, documentName);
      if (!section || !ctx.allows('read') || !(await mayRead(ctx, section))) return null;
      // Only the server seeds: a language without a text is not there, or somebody would begin it here.
      const variants = (await ctx.load(variantsOf, section.id)) ?? [];
      if (!variants.some((variant) => variant.documentName === documentName)) return null;
      return { actor: await actorOf(ctx, section.consultationId), write: await mayType(ctx, section) };
    },
    async mayWrite(documentName, connection) {
      const ctx = contextOf(connection);
      const section = await sectionOf(ctx, documentName);
      return section !== null && (await mayType(ctx, section));
    },
  };
}

async function sectionOf(ctx: RequestContext, documentName: string): Promise<Section | null> {
  const name = parseDocumentName(documentName);
  return name && ctx.load(sectionById, name.sectionId);
}

const mayType = async (ctx: RequestContext, section: Section): Promise<boolean> =>
  ctx.allows('write') && mayEdit(ctx, section);

/** Who somebody is to the others in a document: their name, and for whom they act. */
export async function actorOf(ctx: RequestContext, consultationId: string): Promise<Actor> {
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
