import { In, type EntityManager } from 'typeorm';
import { Comment, visibleTo } from '../comments/index.js';
import type { LoaderDefinition, RequestContext, Standing } from '../platform/context.js';
import { grouped, Section } from '../profiles/index.js';
import { Decision, Outcome, Provenance } from './decisions.entity.js';

export const decisionById: LoaderDefinition<string, Decision> = {
  async batch(ctx, ids) {
    const rows = await ctx.manager.findBy(Decision, { id: In([...ids]) });
    return new Map(rows.map((row) => [row.id, row]));
  },
};

/** The decision that took another back. */
export const undoOf: LoaderDefinition<string, Decision> = {
  async batch(ctx, ids) {
    const rows = await ctx.manager.findBy(Decision, { undoesId: In([...ids]) });
    return new Map(rows.map((row) => [row.undoesId ?? '', row]));
  },
};

/** All outcomes of a comment, the first first. */
export const outcomesOfComment: LoaderDefinition<string, readonly Outcome[]> = {
  async batch(ctx, commentIds) {
    const rows = await ctx.manager
      .createQueryBuilder(Outcome, 'outcome')
      .innerJoin(Decision, 'decision', 'decision.id = outcome.decision_id')
      .where({ commentId: In([...commentIds]) })
      .orderBy('decision.decided_at')
      .addOrderBy('decision.id')
      .getMany();
    return grouped(commentIds, rows, (row) => row.commentId);
  },
};

export const outcomesOfDecision: LoaderDefinition<string, readonly Outcome[]> = {
  async batch(ctx, decisionIds) {
    const rows = await ctx.manager.find(Outcome, {
      where: { decisionId: In([...decisionIds]) },
      order: { id: 'ASC' },
    });
    return grouped(decisionIds, rows, (row) => row.decisionId);
  },
};

export const provenanceOf: LoaderDefinition<string, readonly Provenance[]> = {
  async batch(ctx, decisionIds) {
    const rows = await ctx.manager.find(Provenance, {
      where: { decisionId: In([...decisionIds]) },
      order: { ordinal: 'ASC' },
    });
    return grouped(decisionIds, rows, (row) => row.decisionId);
  },
};

/** Decisions on comments that somebody with this standing sees, the latest first. */
export async function latestDecisions(
  ctx: RequestContext,
  consultationId: string,
  standing: Standing,
  several: boolean,
): Promise<Decision[]> {
  const { where, parameters } = visibleTo(standing);
  const seen = ctx.manager
    .createQueryBuilder(Outcome, 'outcome')
    .select('outcome.decision_id')
    .innerJoin(Comment, 'comment', 'comment.id = outcome.comment_id')
    .innerJoin(Section, 'section', 'section.id = comment.section_id')
    .where('comment.consultation_id = :consultationId', { consultationId })
    .andWhere(where, parameters)
    .groupBy('outcome.decision_id')
    .having('count(*) >= :least', { least: several ? 2 : 1 });
  return ctx.manager
    .createQueryBuilder(Decision, 'decision')
    .where(`decision.id IN (${seen.getQuery()})`, seen.getParameters())
    .orderBy('decision.decided_at', 'DESC')
    .addOrderBy('decision.id', 'DESC')
    .limit(MOST_DECISIONS)
    .getMany();
}

const MOST_DECISIONS = 50;

/** What stood until now gives way to a later decision, with what the organisation had answered to it. */
export const endOutcomes = (
  manager: EntityManager,
  commentIds: readonly string[],
  endedBy: string,
): Promise<unknown> =>
  manager.query(
    `UPDATE outcome SET ended_by = $2, acknowledgement = comment.acknowledgement
       FROM comment WHERE comment.id = outcome.comment_id AND comment_id = ANY($1) AND ended_by IS NULL`,
    [commentIds, endedBy],
  );

/** Statuses of many comments in one statement; what was answered to an outcome goes with the outcome. */
export const moveComments = (
  manager: EntityManager,
  moves: readonly { readonly id: string; readonly status: string }[],
): Promise<unknown> =>
  manager.query(
    `UPDATE comment SET status = given.status, acknowledgement = NULL
       FROM unnest($1::uuid[], $2::text[]) AS given(id, status) WHERE comment.id = given.id`,
    [moves.map(({ id }) => id), moves.map(({ status }) => status)],
  );
