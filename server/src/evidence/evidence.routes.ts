import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../platform/context.js';
import { refusals, surprises } from '../platform/errors/registry.js';
import { isRefused, RefusalCode } from '../platform/errors/refusal.js';
import { mayChange } from './evidence.policy.js';
import { addFile, download } from './evidence.service.js';

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

const changes = { config: { policy: 'changeEvidence' } } as const;
const reads = { config: { policy: 'readEvidence' } } as const;

/** POST /files/evidence?comment=ID with the file as `file`; GET /files/evidence/ID gives it back, as an attachment. */
export function evidenceRoutes(app: FastifyInstance, contextOf: ContextOf): void {
  app.post<{ Querystring: { comment?: string } }>('/files/evidence', changes, async (request, reply) => {
    const ctx = await contextOf(request, reply);
    const deny = (status: number, key: 'NOT_SIGNED_IN' | 'NOT_FOUND' | 'EVIDENCE_TYPE' | 'EVIDENCE_SIZE') =>
      reply.code(status).send({ code: key, message: refusals[key][ctx.locale] });
    // Before a byte of the file is read: nobody fills the memory with a file for a draft that is not theirs.
    if (!ctx.personId) return deny(401, 'NOT_SIGNED_IN');
    if (!ctx.allows('write'))
      return reply.code(403).send({ code: 'FORBIDDEN', message: surprises.TOKEN_SCOPE[ctx.locale] });
    const { comment = '' } = request.query;
    if (!(await mayChange(ctx, comment))) return deny(404, 'NOT_FOUND');
    const file = request.isMultipart() ? await request.file() : undefined;
    if (!file) return deny(400, 'EVIDENCE_TYPE');
    let bytes: Uint8Array;
    try {
      bytes = await file.toBuffer();
      // It throws only where the cut is seen before the last piece.
      if (file.file.truncated) throw new Error('cut off');
    } catch {
      return deny(413, 'EVIDENCE_SIZE');
    }
    const added = await addFile(ctx, comment, file.filename, bytes);
    if (isRefused(added))
      return reply
        .code(added.code === RefusalCode.NOT_FOUND ? 404 : 422)
        .send({ code: added.code, message: added.message });
    return reply.code(201).send({ evidenceId: added.id });
  });

  app.get<{ Params: { id: string } }>('/files/evidence/:id', reads, async (request, reply) => {
    const ctx = await contextOf(request, reply);
    const found = ctx.allows('read') ? await download(ctx, request.params.id) : null;
    if (!found) return reply.code(404).send({ code: 'NOT_FOUND', message: refusals.NOT_FOUND[ctx.locale] });
    const { evidence, bytes } = found;
    return reply
      .headers({
        'content-type': evidence.mediaType ?? 'application/octet-stream',
        // Saved, never shown: whatever a file holds, it does not run here.
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(evidence.name).replaceAll("'", '%27')}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
        'cross-origin-resource-policy': 'same-origin',
      })
      .send(bytes);
  });
}
