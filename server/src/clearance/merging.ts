import { mergeProblem, type MergeProblem } from '@concord/consultation';
import type { Comment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import type { RefusalKey } from '../platform/errors/registry.js';
import { hindrance } from './clearance.policy.js';
import { lockOwn } from './clearance.repository.js';
import { MOST_AT_ONCE, note, type DraftVersion } from './clearance.service.js';

const refusalOf = {
  nothing_to_merge: 'NOTHING_CHOSEN',
  into_itself: 'MERGE_ITSELF',
  circle: 'MERGE_CIRCLE',
  cleared: 'MERGE_CLEARED',
  set_aside: 'MERGE_SET_ASIDE',
} as const satisfies Record<MergeProblem, RefusalKey>;

/** [CE5] Several drafts that say the same become one; who wrote the others stays known inside. */
export function merge(
  ctx: RequestContext,
  into: DraftVersion,
  duplicates: readonly DraftVersion[],
): Promise<Comment | Refused> {
  if (!ctx.personId) return Promise.resolve(refuse(ctx, 'NOT_SIGNED_IN'));
  if (duplicates.length >= MOST_AT_ONCE) return Promise.resolve(refuse(ctx, 'INVALID_INPUT', 'duplicates'));
  return transaction(ctx, async (tx) => {
    const wanted = [into, ...duplicates];
    const locked = new Map(
      (
        await lockOwn(
          ctx,
          tx,
          wanted.map(({ commentId }) => commentId),
        )
      ).map((one) => [one.id, one]),
    );
    const target = locked.get(into.commentId);
    const others = duplicates
      .map(({ commentId }) => locked.get(commentId))
      .filter((one) => one !== undefined);
    if (!target || others.length < duplicates.length) return refuse(ctx, 'NOT_FOUND');
    if (others.some(({ consultationId }) => consultationId !== target.consultationId))
      return refuse(ctx, 'NOT_FOUND');
    const problem = mergeProblem(target, others, (id) => locked.get(id) ?? null);
    if (problem) return refuse(ctx, refusalOf[problem]);
    for (const comment of [target, ...others]) {
      const hindered = await hindrance(ctx, comment, 'setAside');
      if (hindered) return hindered;
    }
    if (wanted.some(({ commentId, version }) => locked.get(commentId)?.version !== version))
      return refuse(ctx, 'CHANGED_MEANWHILE');
    for (const comment of others) {
      comment.status = 'set_aside';
      comment.mergedInto = target.id;
      await note(ctx, tx, comment, 'set_aside', null);
    }
    return target;
  });
}
