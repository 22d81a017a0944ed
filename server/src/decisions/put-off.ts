import { openStatuses } from '@concord/consultation';
import { listComments, listPlaces, type CommentConnection, type Narrow } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';

const places = listPlaces('put off');

/** [DE11] Put off until a day that is over, and nobody has come back to it. */
export const overdueAt = (
  moment: string,
): string => `EXISTS (SELECT 1 FROM outcome WHERE outcome.comment_id = comment.id
  AND outcome.ended_by IS NULL AND outcome.deferred_until <= ${moment})`;

/** To the viewer's own organisation, which has not replied to it since. */
const waits = `EXISTS (SELECT 1 FROM outcome JOIN decision ON decision.id = outcome.decision_id
  WHERE outcome.comment_id = comment.id AND outcome.ended_by IS NULL AND outcome.deferred_organisation_id = :own
    AND NOT EXISTS (SELECT 1 FROM reply WHERE reply.comment_id = comment.id AND reply.organisation_id = :own
                                          AND reply.created_at > decision.decided_at))`;

/** [DE12] What was put off to the viewer's organisation and waits for it: first what is overdue, then as in the text. */
export function putOff(
  ctx: RequestContext,
  consultationId: string,
  first: number,
  after: string | null,
): Promise<CommentConnection | null> {
  const narrow: Narrow = (query) =>
    void query.andWhere('comment.status = ANY(:stillOpen)', { stillOpen: openStatuses }).andWhere(waits);
  const lead = { condition: overdueAt(':at'), at: ctx.now() };
  return listComments(ctx, consultationId, {}, first, after, { places, narrow, lead });
}
