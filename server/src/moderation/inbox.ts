import { commentStatuses, isOfficial, openStatuses, type Disposition } from '@concord/consultation';
import { deferring } from '@concord/consultation/deferrals';
import {
  Comment,
  listComments,
  listPlaces,
  visibleTo,
  type CommentConnection,
  type CommentFilter,
  type Narrow,
} from '../comments/index.js';
import { overdueAt } from '../decisions/index.js';
import type { RequestContext } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import { Section } from '../profiles/index.js';
import { contestedIn } from '../proposals/index.js';
import { Triage } from './moderation.entity.js';
import { isModerator } from './moderation.policy.js';
import type { InboxFacts, TriageFilter } from './moderation.types.js';

const official = commentStatuses.filter(isOfficial);
/** Put off, or in somebody else's hands: nobody should forget them. */
const elsewhere: readonly Disposition[] = [...deferring, 'referred'];

const places = listPlaces('inbox');

const isAsked =
  'EXISTS (SELECT 1 FROM clarification WHERE clarification.comment_id = comment.id AND answer IS NULL)';
const isElsewhere = `EXISTS (SELECT 1 FROM outcome WHERE outcome.comment_id = comment.id
  AND outcome.ended_by IS NULL AND outcome.disposition = ANY(:elsewhere))`;

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
  const contested = triage.contested ? [...((await ctx.load(contestedIn, consultationId)) ?? []).keys()] : [];
  const narrow: Narrow = (query) => {
    query.andWhere('comment.status = ANY(:official)', { official });
    const where = (condition: string) =>
      `EXISTS (SELECT 1 FROM triage WHERE triage.comment_id = comment.id AND ${condition})`;
    // A filter may name anything: what is no id matches nothing.
    if (triage.assigneeId) {
      const assigneeId = isId(triage.assigneeId) ? triage.assigneeId : null;
      query.andWhere(where('triage.assignee_id = :assigneeId'), { assigneeId });
    }
    if (triage.unassigned) query.andWhere(`NOT ${where('triage.assignee_id IS NOT NULL')}`);
    if (triage.tags?.length) query.andWhere(where('triage.tags && :tags'), { tags: triage.tags });
    if (triage.asked) query.andWhere(isAsked);
    if (triage.contested) query.andWhere('comment.id = ANY(:contested)', { contested });
    if (triage.deferred) query.andWhere(isElsewhere, { elsewhere });
    if (triage.overdue) query.andWhere(overdueAt(':now'), { now: ctx.now() });
  };
  const lead = { condition: overdueAt(':at'), at: ctx.now() };
  return listComments(ctx, consultationId, filter, first, after, { places, narrow, lead });
}

/** [MO6] The same as numbers, over what the viewer may see; null for everybody but moderators. */
export async function inboxFacts(ctx: RequestContext, consultationId: string): Promise<InboxFacts | null> {
  const standing = await ctx.standing(consultationId);
  if (!standing || !(await isModerator(ctx, consultationId))) return null;
  const { where, parameters } = visibleTo(standing);
  const query = ctx.manager
    .createQueryBuilder(Comment, 'comment')
    .innerJoin(Section, 'section', 'section.id = comment.section_id')
    .leftJoin(Triage, 'triage', 'triage.comment_id = comment.id')
    .where('comment.consultation_id = :consultationId', { consultationId })
    .andWhere('comment.status = ANY(:official)', { official })
    .andWhere(where, parameters);
  const count = (condition: string) => `(count(*) FILTER (WHERE ${condition}))::int`;
  const isOpenNow = 'comment.status = ANY(:open)';
  const numbers = await query
    .clone()
    .select(count(isOpenNow), 'open')
    .addSelect(count(`${isOpenNow} AND comment.severity = 'blocking'`), 'blocking')
    .addSelect(count(`${isOpenNow} AND triage.assignee_id IS NULL`), 'unassigned')
    .addSelect(count(isAsked), 'asked')
    .addSelect(count("comment.acknowledgement = 'maintains_objection'"), 'maintained')
    .addSelect(count(isElsewhere), 'deferred')
    .addSelect(count(overdueAt(':now')), 'overdue')
    .setParameters({ open: openStatuses, elsewhere, now: ctx.now() })
    .getRawOne<Omit<InboxFacts, 'contested' | 'tags'>>();
  const tagged = await query
    .clone()
    .select('triage.tags', 'tags')
    .andWhere('cardinality(triage.tags) > 0')
    .getRawMany<{ tags: string[] }>();
  const tags = new Map<string, number>();
  for (const tag of tagged.flatMap((row) => row.tags)) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  const lanes = await ctx.load(contestedIn, consultationId);
  if (!numbers) return null;
  return {
    ...numbers,
    contested: [...(lanes ?? [])].map(([commentId, conflictId]) => ({ commentId, conflictId })),
    tags: [...tags]
      .map(([tag, times]) => ({ tag, count: times }))
      .toSorted((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1)),
  };
}
