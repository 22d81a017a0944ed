import { commentStatuses, isOfficial } from '@concord/consultation';
import { listComments, type CommentConnection, type CommentFilter } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { isModerator } from './moderation.policy.js';
import type { TriageFilter } from './moderation.types.js';

const official = commentStatuses.filter(isOfficial);

/** [MO6] What moderators work on: official comments only, narrowed by where they stand among the moderators. */
export async function inbox(
  ctx: RequestContext,
  consultationId: string,
  filter: CommentFilter,
  triage: TriageFilter,
  first: number,
  after: string | null,
): Promise<CommentConnection | null> {
  if (!(await isModerator(ctx, consultationId))) return null;
  return listComments(ctx, consultationId, filter, first, after, (query) => {
    query.andWhere('comment.status = ANY(:official)', { official });
    const where = (condition: string) =>
      `EXISTS (SELECT 1 FROM triage WHERE triage.comment_id = comment.id AND ${condition})`;
    // As text: a filter may name anything, and what is no id matches nothing.
    if (triage.assigneeId)
      query.andWhere(where('triage.assignee_id::text = :assigneeId'), { assigneeId: triage.assigneeId });
    if (triage.unassigned) query.andWhere(`NOT ${where('triage.assignee_id IS NOT NULL')}`);
    if (triage.tags?.length) query.andWhere(where('triage.tags && :tags'), { tags: triage.tags });
    if (triage.asked)
      query.andWhere(
        'EXISTS (SELECT 1 FROM clarification WHERE clarification.comment_id = comment.id AND answer IS NULL)',
      );
  });
}
