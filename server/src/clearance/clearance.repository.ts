import { mayAnswer, openStatuses, stepWhereItLies, type PlacedDraft } from '@concord/consultation';
import { In, IsNull, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { Comment, CommentAnchor, settleRoom } from '../comments/index.js';
import { Deputy, Membership } from '../organisations/index.js';
import type { LoaderDefinition, RequestContext, Standing } from '../platform/context.js';
import type { Transaction } from '../platform/database/transaction.js';
import { DomainEvent } from '../platform/events/events.entity.js';
import { isId } from '../platform/ids.js';
import { grouped, listBy, oneBy } from '../platform/loaders.js';
import { ClearanceEntry, Reconsideration } from './clearance.entity.js';

/**
 * Comments of the actor's own organisation, locked in the order of their ids. [CE11] What belongs to others is not
 * among them and costs the very same statement: "not yours" and "not there" can't be told apart (T4).
 */
export async function lockOwn(
  ctx: RequestContext,
  tx: Transaction,
  ids: readonly string[],
): Promise<Comment[]> {
  // Rooms before rows: what colleagues have typed there is in the rows then.
  const rooms = await own(ctx, ids)
    .select(['comment.consultation_id AS "consultationId"', 'comment.organisation_id AS "organisationId"'])
    .distinct()
    .orderBy('comment.consultation_id')
    .getRawMany<{ consultationId: string; organisationId: string }>();
  for (const room of rooms) await settleRoom(tx, room);
  return own(ctx, ids).orderBy('comment.id').setLock('pessimistic_write', undefined, ['comment']).getMany();
}

const own = (ctx: RequestContext, ids: readonly string[]): SelectQueryBuilder<Comment> =>
  ctx.manager
    .createQueryBuilder(Comment, 'comment')
    .innerJoin(
      Membership,
      'member',
      `member.consultation_id = comment.consultation_id AND member.organisation_id = comment.organisation_id
       AND member.person_id = :me AND member.revoked_at IS NULL`,
      { me: ctx.personId },
    )
    .where('comment.id = ANY(:ids)', { ids: ids.filter(isId) });

/** The same for a deputy that was named. */
export async function lockOwnDeputy(ctx: RequestContext, id: string): Promise<Deputy | null> {
  return ctx.manager
    .createQueryBuilder(Deputy, 'deputy')
    .innerJoin(
      Membership,
      'member',
      `member.consultation_id = deputy.consultation_id AND member.organisation_id = deputy.organisation_id
       AND member.person_id = :me AND member.revoked_at IS NULL`,
      { me: ctx.personId },
    )
    .where('deputy.id = ANY(:ids)', { ids: [id].filter(isId) })
    .setLock('pessimistic_write', undefined, ['deputy'])
    .getOne();
}

/** Where these comments' words are now, for finding those that contradict each other. */
export async function placed(manager: EntityManager, comments: readonly Comment[]): Promise<PlacedDraft[]> {
  const anchors = await manager.findBy(CommentAnchor, { commentId: In(comments.map(({ id }) => id)) });
  const byId = new Map(anchors.map((anchor) => [anchor.commentId, anchor]));
  return comments.map((comment) => {
    const anchor = byId.get(comment.id);
    const there = anchor && anchor.status !== 'orphaned';
    return {
      id: comment.id,
      sectionId: comment.sectionId,
      language: comment.targetLanguage,
      blockId: there ? anchor.blockId : null,
      start: anchor?.start ?? 0,
      end: anchor?.end ?? 0,
      words: anchor?.words ?? '',
      proposal: comment.proposal,
      kind: comment.proposalKind,
      after: comment.destination && `${comment.destination.sectionId ?? ''}${comment.destination.blockId}`,
    };
  });
}

/** What the organisation has said officially and is still to be decided. */
export const openOf = (
  manager: EntityManager,
  consultationId: string,
  organisationId: string,
): Promise<Comment[]> =>
  manager.findBy(Comment, { consultationId, organisationId, status: In(openStatuses) });

export const entriesOf = listBy(ClearanceEntry, 'commentId', { order: { at: 'ASC', id: 'ASC' } });

const told = [
  'comment_revised',
  'comment_withdrawn',
  'comment_acknowledged',
  'comment_reconsideration_asked',
];

/** What else the organisation did with its comment, from the record of events. */
export const eventsOf: LoaderDefinition<string, readonly DomainEvent[]> = {
  async batch(ctx, commentIds) {
    const rows = await ctx.manager
      .createQueryBuilder(DomainEvent, 'event')
      .where('event.subject_id = ANY(:ids) AND event.type = ANY(:told)', { ids: commentIds, told })
      .orderBy('event.position')
      .getMany();
    return grouped(commentIds, rows, (row) => row.subjectId);
  },
};

/** Everybody who wrote a part of a comment: its author, and those of the drafts that were merged into it. */
export const authorsOf: LoaderDefinition<string, readonly string[]> = {
  async batch(ctx, commentIds) {
    const rows: { root: string; author_id: string }[] = await ctx.manager.query(
      `WITH RECURSIVE part AS (
         SELECT id, id AS root, author_id, created_at FROM comment WHERE id = ANY($1)
         UNION
         SELECT comment.id, part.root, comment.author_id, comment.created_at
           FROM comment JOIN part ON comment.merged_into = part.id)
       SELECT root, author_id FROM part GROUP BY root, author_id ORDER BY min(created_at)`,
      [commentIds],
    );
    const byRoot = grouped(commentIds, rows, (row) => row.root);
    return new Map(commentIds.map((id) => [id, (byRoot.get(id) ?? []).map((row) => row.author_id)]));
  },
};

export const reconsiderationOf = oneBy(Reconsideration, 'commentId', { alike: true });

export const membersOf = (
  manager: EntityManager,
  consultationId: string,
  organisationId: string,
): Promise<Membership[]> =>
  manager.findBy(Membership, { consultationId, organisationId, revokedAt: IsNull() });

export type WaitingCounts = { toClear: number; toPass: number; returned: number; toAnswer: number };

/** What waits for this person, counted over their own organisation's comments and nothing else. */
export async function waitingFor(
  ctx: RequestContext,
  consultationId: string,
  standing: Standing,
): Promise<WaitingCounts> {
  const rows: (Pick<Comment, 'status' | 'step'> & { mine: boolean; count: number; asked: number })[] =
    await ctx.manager.query(
      `SELECT status, step, author_id = $3 AS mine, count(*)::int AS count,
              count(*) FILTER (WHERE EXISTS (SELECT 1 FROM clarification
                WHERE clarification.comment_id = comment.id AND answer IS NULL))::int AS asked
         FROM comment
        WHERE consultation_id = $1 AND organisation_id = $2 AND status = ANY($4)
        GROUP BY status, step, mine`,
      [
        consultationId,
        standing.organisationId,
        ctx.personId,
        ['internal_review', 'returned', 'cleared', 'under_review', 'decided'] satisfies Comment['status'][],
      ],
    );
  const sum = (keep: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(keep).reduce((all, row) => all + row.count, 0);
  const lies = (row: (typeof rows)[number]) => stepWhereItLies(standing.chain, row.status, row.step);
  const clears = standing.roles.includes('clearing_officer');
  // A question that a decision has overtaken waits no more.
  const asked = rows.reduce((all, row) => all + (row.status === 'decided' ? 0 : row.asked), 0);
  return {
    toClear: clears ? sum((row) => lies(row) === 'clearing_officer') : 0,
    toPass: sum((row) => standing.steps.some((step) => step === lies(row))),
    returned: sum((row) => row.status === 'returned' && row.mine),
    toAnswer:
      (clears ? sum((row) => row.status === 'decided') : 0) + (mayAnswer(standing, standing) ? asked : 0),
  };
}
