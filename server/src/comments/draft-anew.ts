import { createHash } from 'node:crypto';
import { mayCommentOn } from '@concord/consultation';
import type { RequestContext } from '../platform/context.js';
import { transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import { isKey } from '../platform/text.js';
import { sectionById } from '../profiles/index.js';
import { admit } from '../rounds/index.js';
import { Comment } from './comments.entity.js';
import { lockComment } from './comments.repository.js';
import { begin, holdText, readableComment } from './comments.service.js';
import { openRoom } from './room-text.js';

/**
 * [CO10] The words of a comment that was withdrawn come back to its organisation's room, as a new draft on the same
 * place; the withdrawn one stays on record. The same key gives the same draft.
 */
export async function draftAnew(
  ctx: RequestContext,
  commentId: string,
  key: string,
): Promise<Comment | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const known = await ownOne(ctx, commentId);
  if (!known) return refuse(ctx, 'NOT_FOUND');
  if (!isKey(key)) return refuse(ctx, 'INVALID_INPUT', 'key');
  return transaction(ctx, async (tx) => {
    const { consultationId, organisationId } = known;
    await openRoom(ctx, tx, { consultationId, organisationId });
    const variant = await holdText(tx, known.sectionId, known.targetLanguage);
    const withdrawn = await lockComment(tx.manager, commentId);
    if (!variant || !withdrawn || !(await ownOne(ctx, commentId))) return refuse(ctx, 'NOT_FOUND');
    const sentHash = createHash('sha256').update(`anew/${commentId}`).digest('base64url');
    const sent = await tx.manager.findOneBy(Comment, { authorId: personId, clientKey: key });
    if (sent) return sent.sentHash === sentHash ? sent : refuse(ctx, 'KEY_REUSED');
    if (withdrawn.status !== 'withdrawn') return refuse(ctx, 'WRONG_STATE');
    const admitted = await admit(ctx, tx.manager, consultationId, organisationId, 'comment');
    if (isRefused(admitted)) return admitted;
    const { language, type, severity, visibility, body, proposal } = withdrawn;
    const { proposalKind, destination, indicators } = withdrawn;
    return begin(ctx, tx, variant, {
      consultationId,
      organisationId,
      clientKey: key,
      sentHash,
      language,
      type,
      severity,
      visibility,
      body,
      proposal,
      proposalKind,
      destination,
      indicators,
      target: withdrawn.target,
      targetRevision: withdrawn.targetRevision,
    });
  });
}

/** A comment of the actor's organisation, on a place where they may comment. */
async function ownOne(ctx: RequestContext, id: string): Promise<Comment | null> {
  const comment = await readableComment(ctx, id);
  const standing = comment && (await ctx.standing(comment.consultationId));
  const section = comment && (await ctx.load(sectionById, comment.sectionId));
  const own = standing?.organisationId === comment?.organisationId;
  return own && standing && section && mayCommentOn(standing, section.domain) ? comment : null;
}
