import { fits, limits, reconsiderationProblem } from '@concord/consultation';
import { IsNull } from 'typeorm';
import { commentEvent, type Comment } from '../comments/index.js';
import { Outcome } from '../decisions/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { isText } from '../platform/text.js';
import { Reconsideration } from './clearance.entity.js';
import { lockOwn } from './clearance.repository.js';

/** [CE12] Those who clear ask, once, to look again at what was judged out of scope. The moderators hear of it. */
export function askReconsideration(
  ctx: RequestContext,
  commentId: string,
  reason: string,
): Promise<Comment | Refused> {
  if (!ctx.personId) return Promise.resolve(refuse(ctx, 'NOT_SIGNED_IN'));
  return transaction(ctx, async (tx) => {
    const [comment] = await lockOwn(ctx, tx, [commentId]);
    if (!comment) return refuse(ctx, 'NOT_FOUND');
    const standing = await ctx.standing(comment.consultationId);
    if (!standing?.roles.includes('clearing_officer')) return refuse(ctx, 'NOT_OFFICER');
    const fit = fits(reason, limits.reason);
    if (fit !== 'fits')
      return refuse(ctx, fit === 'too_long' ? 'REASON_LENGTH' : 'REASON_REQUIRED', 'reason');
    if (!isText(reason)) return refuse(ctx, 'INVALID_INPUT', 'reason');
    const outcome = await tx.manager.findOneBy(Outcome, { commentId, endedBy: IsNull() });
    const problem = reconsiderationProblem({
      status: comment.status,
      disposition: outcome?.disposition ?? null,
      reasonCode: outcome?.reasonCode ?? null,
      asked: await tx.manager.existsBy(Reconsideration, { commentId }),
    });
    if (problem) return refuse(ctx, problem === 'asked_already' ? 'RECONSIDER_ONCE' : 'RECONSIDER_SCOPE');
    await tx.manager.insert(Reconsideration, {
      commentId,
      askedBy: ctx.personId ?? '',
      reason: reason.trim(),
      askedAt: tx.now,
    });
    record(tx, commentEvent('comment_reconsideration_asked', comment, {}, { for: standing.actsFor }));
    return comment;
  });
}
