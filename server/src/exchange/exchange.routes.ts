import { isLocale } from '@concord/locale';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { importRefusals, refusals, surprises } from '../platform/errors/registry.js';
import { isRefused } from '../platform/errors/refusal.js';
import type { RequestContext } from '../platform/context.js';
import { mayImport } from './exchange.policy.js';
import { preview } from './exchange.service.js';

/** POST /files/imports?consultation=ID&language=en with the file as `file`: reads it into a preview. */
export function importRoutes(
  app: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): void {
  app.post<{ Querystring: { consultation?: string; language?: string } }>(
    '/files/imports',
    { config: { policy: 'importText' } },
    async (request, reply) => {
      const ctx = await contextOf(request, reply);
      const { consultation = '', language = '' } = request.query;
      const deny = (status: number, key: 'NOT_SIGNED_IN' | 'NOT_FOUND') =>
        reply.code(status).send({ code: key, message: refusals[key][ctx.locale] });
      // Before a byte of the file is read: nobody fills the memory with a file they may not import.
      if (!ctx.personId) return deny(401, 'NOT_SIGNED_IN');
      if (!ctx.allows('write'))
        return reply.code(403).send({ code: 'FORBIDDEN', message: surprises.TOKEN_SCOPE[ctx.locale] });
      if (!(await mayImport(ctx, consultation))) return deny(404, 'NOT_FOUND');
      const file = isLocale(language) ? await request.file() : undefined;
      if (!file || !isLocale(language)) {
        return reply.code(400).send({ code: 'not_docx', message: importRefusals.not_docx[ctx.locale] });
      }
      let bytes: Uint8Array;
      try {
        bytes = await file.toBuffer();
        // It throws only where the cut is seen before the last piece.
        if (file.file.truncated) throw new Error('cut off');
      } catch {
        return reply.code(413).send({ code: 'too_large', message: importRefusals.too_large[ctx.locale] });
      }
      const outcome = await preview(ctx, consultation, language, file.filename, bytes);
      if (isRefused(outcome)) return reply.code(404).send({ code: outcome.code, message: outcome.message });
      if ('refused' in outcome) {
        return reply
          .code(422)
          .send({ code: outcome.refused, message: importRefusals[outcome.refused][ctx.locale] });
      }
      return reply.code(201).send({ previewId: outcome.id });
    },
  );
}
