import { stanceProblem } from '@concord/consultation';
import { IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { commentEvent, lockReadable } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { insertOnce } from '../platform/database/insert-once.js';
import { record, transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { isKey, isText } from '../platform/text.js';
import { Stance } from './stances.entity.js';
import { mayTake } from './stances.policy.js';
import type { StanceInput } from './stances.types.js';

/** [ST3] An organisation has one stance on a comment: a new one takes the place of the last, which is kept. */
export async function takeStance(ctx: RequestContext, input: StanceInput): Promise<Stance | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  return transaction(ctx, async (tx) => {
    const comment = await lockReadable(ctx, tx, input.commentId);
    const standing = comment && (await ctx.standing(comment.consultationId));
    if (!comment || !standing) return refuse(ctx, 'NOT_FOUND');
    if (!isKey(input.key)) return refuse(ctx, 'INVALID_INPUT', 'key');
    const reason = input.reason?.trim() || null;
    if (!isText(reason ?? '')) return refuse(ctx, 'INVALID_INPUT', 'reason');
    const problem = stanceProblem(input.position, reason);
    if (problem === 'reason_required') return refuse(ctx, 'STANCE_REASON', 'reason');
    if (problem === 'reason_too_long') return refuse(ctx, 'REASON_LENGTH', 'reason');
    const sent = await tx.manager.findOneBy(Stance, { takenBy: personId, clientKey: input.key });
    if (sent) {
      const same =
        sent.commentId === comment.id && sent.position === input.position && sent.reason === reason;
      return same ? sent : refuse(ctx, 'KEY_REUSED');
    }
    if (!(await mayTake(ctx, comment))) return refuse(ctx, 'STANCE_NOT_YOURS');
    const { organisationId } = standing;
    await tx.manager.update(
      Stance,
      { commentId: comment.id, organisationId, endedAt: IsNull() },
      { endedAt: tx.now },
    );
    const taken = tx.manager.create(Stance, {
      id: uuid(),
      commentId: comment.id,
      organisationId,
      position: input.position,
      reason,
      language: input.language,
      takenBy: personId,
      clientKey: input.key,
      takenAt: tx.now,
      endedAt: null,
    });
    // The key of a stance that is just being taken on another comment: this one is not taken.
    if (!(await insertOnce(tx.manager, Stance, taken))) return refuse(ctx, 'KEY_REUSED');
    record(tx, commentEvent('comment_stance_taken', comment, { stance: taken.id }));
    return taken;
  });
}
