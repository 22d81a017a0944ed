import { moderates } from '@concord/consultation';
import { In, type EntityManager } from 'typeorm';
import { Comment } from '../comments/index.js';
import { Membership } from '../organisations/index.js';
import type { LoaderDefinition, RequestContext } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import { grouped, listBy, oneBy } from '../platform/loaders.js';
import { Clarification, ModeratorNote, Triage, Withholding } from './moderation.entity.js';

export const triageOf = oneBy(Triage, 'commentId');

export const notesOf = listBy(ModeratorNote, 'commentId', { order: { createdAt: 'ASC', id: 'ASC' } });

export const clarificationsOf = listBy(Clarification, 'commentId', {
  alike: true,
  order: { askedAt: 'ASC', id: 'ASC' },
});

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
