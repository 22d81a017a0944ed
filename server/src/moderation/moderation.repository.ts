import { moderates, openStatuses } from '@concord/consultation';
import { In, type EntityManager } from 'typeorm';
import { Comment, visibleTo } from '../comments/index.js';
import { Membership } from '../organisations/index.js';
import type { LoaderDefinition, RequestContext } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import { grouped, listBy, oneBy } from '../platform/loaders.js';
import { Section } from '../profiles/index.js';
import { Clarification, ModeratorNote, Triage, Withholding } from './moderation.entity.js';

export const triageOf = oneBy(Triage, 'commentId');

export const notesOf = listBy(ModeratorNote, 'commentId', { order: { createdAt: 'ASC', id: 'ASC' } });

export const clarificationsOf = listBy(Clarification, 'commentId', {
  alike: true,
  order: { askedAt: 'ASC', id: 'ASC' },
});

/**
 * [MO4] How many questions each organisation has not answered, on comments that are still open and that the viewer may
 * see; one reading for all organisations. A question that a decision has overtaken waits no more.
 */
export const openQuestionsIn: LoaderDefinition<string, ReadonlyMap<string, number>> = {
  async batch(ctx, consultationIds) {
    const found = await Promise.all(consultationIds.map((id) => openQuestions(ctx, id)));
    return new Map(consultationIds.map((id, index) => [id, new Map(found[index])]));
  },
};

async function openQuestions(
  ctx: RequestContext,
  consultationId: string,
): Promise<(readonly [string, number])[]> {
  const standing = await ctx.standing(consultationId);
  if (!standing) return [];
  const { where, parameters } = visibleTo(standing);
  const rows: { organisationId: string; count: number }[] = await ctx.manager
    .createQueryBuilder(Clarification, 'question')
    .innerJoin(Comment, 'comment', 'comment.id = question.comment_id')
    .innerJoin(Section, 'section', 'section.id = comment.section_id')
    .select('comment.organisation_id', 'organisationId')
    .addSelect('count(*)::int', 'count')
    .where('comment.consultation_id = :consultationId', { consultationId })
    .andWhere('comment.status = ANY(:open) AND question.answer IS NULL', { open: openStatuses })
    .andWhere(where, parameters)
    .groupBy('comment.organisation_id')
    .getRawMany();
  return rows.map(({ organisationId, count }) => [organisationId, count]);
}

/** All of a comment, the first first; the one that stands has no end. */
export const withholdingsOf = listBy(Withholding, 'commentId', { order: { madeAt: 'ASC', id: 'ASC' } });

/** Who moderates a consultation now. */
export const moderatorsOf: LoaderDefinition<string, readonly string[]> = {
  async batch(ctx, consultationIds) {
    const rows = await ctx.manager.findBy(Membership, { consultationId: In([...consultationIds]) });
    const active = rows.filter((row) => row.revokedAt === null && moderates(row));
    const found = grouped(consultationIds, active, (row) => row.consultationId);
    return new Map([...found].map(([id, members]) => [id, members.map(({ personId }) => personId)]));
  },
};

/**
 * An official comment that the actor may moderate, as far as their roles go. What is not theirs costs the very same
 * statement as what is not there: the two can't be told apart (T4).
 */
export const moderatedComment = async (ctx: RequestContext, id: string): Promise<Comment | null> =>
  ctx.manager
    .createQueryBuilder(Comment, 'comment')
    .innerJoin(
      Membership,
      'member',
      `member.consultation_id = comment.consultation_id AND member.person_id = :me
       AND member.revoked_at IS NULL AND 'moderator' = ANY(member.roles)`,
      { me: ctx.personId },
    )
    .where('comment.id = ANY(:ids) AND comment.cleared_at IS NOT NULL', { ids: [id].filter(isId) })
    .getOne();

/** The row of a comment, made when somebody first touches it; locked to the end of the transaction. */
export async function lockTriage(manager: EntityManager, commentId: string, at: Date): Promise<Triage> {
  await manager.query(
    'INSERT INTO triage (comment_id, changed_at) VALUES ($1, $2) ON CONFLICT (comment_id) DO NOTHING',
    [commentId, at],
  );
  return manager.findOneOrFail(Triage, { where: { commentId }, lock: { mode: 'pessimistic_write' } });
}
