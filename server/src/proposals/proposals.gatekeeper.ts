/** The sync socket's door to compromises: moderators only, the same policy as everywhere (T4, T7). */
import { parseCompromiseName } from '@concord/document/compromise';
import type { Gatekeeper } from '@concord/sync';
import type { RequestContext } from '../platform/context.js';
import { actorOf, hasDocument, sectionById } from '../profiles/index.js';
import { beginCompromise } from './compromise-text.js';
import { mayPrepare } from './proposals.policy.js';

/** What is begun when the first of them opens it, if they may write there; others would find it empty anyway. */
export function createCompromiseGatekeeper(): Gatekeeper {
  return {
    async open(documentName, _token, connection) {
      const ctx = connection as RequestContext;
      ctx.forget();
      const place = parseCompromiseName(documentName);
      if (!place || !ctx.allows('read') || !(await mayPrepare(ctx, place.sectionId))) return null;
      const write = ctx.allows('write');
      if (!(await hasDocument(ctx.manager, documentName))) {
        if (!write || !(await beginCompromise(ctx.renewed(), place))) return null;
      }
      const section = await ctx.load(sectionById, place.sectionId);
      return section && { actor: await actorOf(ctx, section.consultationId), write };
    },
    async mayWrite(documentName, connection) {
      const ctx = connection as RequestContext;
      ctx.forget();
      const place = parseCompromiseName(documentName);
      return place !== null && ctx.allows('write') && mayPrepare(ctx, place.sectionId);
    },
  };
}
