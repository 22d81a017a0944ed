import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Comment, visibleTo } from '../comments/index.js';
import type { LoaderDefinition, RequestContext, Standing } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import { part, type Row } from '../platform/database/rows.js';
import { byId, grouped, listBy, oneBy } from '../platform/loaders.js';
import { Section } from '../profiles/index.js';
import { Decision, Outcome, Provenance } from './decisions.entity.js';

export const decisionById = byId(Decision, { alike: true });

/** The decision that took another back. */
export const undoOf = oneBy(Decision, 'undoesId', { alike: true });

const outcomePart = part(Outcome, 'outcome');
const decisionPart = part(Decision, 'decision');

/** All outcomes of a comment, the first first. */
export const outcomesOfComment: LoaderDefinition<string, readonly Outcome[]> = {
  alike: true,
  async batch(ctx, commentIds) {
    const rows: Row[] = await ctx.manager.query(
      `SELECT ${outcomePart.columns(ctx.manager)}, ${decisionPart.columns(ctx.manager)}
         FROM outcome JOIN decision ON decision.id = outcome.decision_id
        WHERE outcome.comment_id = ANY($1) ORDER BY decision.decided_at, decision.id`,
      [commentIds],
    );
    // Whoever reads an outcome reads its decision next.
    for (const decision of rows.map(decisionPart.of)) ctx.remember(decisionById, decision.id, decision);
    return grouped(commentIds, rows.map(outcomePart.of), ({ commentId }) => commentId);
  },
};

export const outcomesOfDecision = listBy(Outcome, 'decisionId', { alike: true, order: { id: 'ASC' } });

export const provenanceOf = listBy(Provenance, 'decisionId', { alike: true, order: { ordinal: 'ASC' } });

/** Decisions on comments that somebody with this standing sees, the latest first. */
export async function latestDecisions(
  ctx: RequestContext,
  consultationId: string,
  standing: Standing,
  several: boolean,
): Promise<Decision[]> {
  const seen = onVisibleComments(ctx, consultationId, standing)
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

/** The decisions behind the comments that somebody with this standing sees. */
function onVisibleComments(
  ctx: RequestContext,
  consultationId: string,
  standing: Standing,
): SelectQueryBuilder<Outcome> {
  const { where, parameters } = visibleTo(standing);
  return ctx.manager
    .createQueryBuilder(Outcome, 'outcome')
    .select('outcome.decision_id')
    .innerJoin(Comment, 'comment', 'comment.id = outcome.comment_id')
    .innerJoin(Section, 'section', 'section.id = comment.section_id')
    .where('comment.consultation_id = :consultationId', { consultationId })
    .andWhere(where, parameters);
}

/**
 * A decision on a comment, or in a text, that the actor sees. Looked for in each of their consultations: it costs the
 * same statements whether it is hidden or not there (T4).
 */
export async function visibleDecision(ctx: RequestContext, id: string): Promise<Decision | null> {
  let found: Decision | null = null;
  for (const consultationId of isId(id) ? await ctx.consultations() : []) {
    const standing = await ctx.standing(consultationId);
    if (!standing) continue;
    const seen = onVisibleComments(ctx, consultationId, standing);
    const scope = standing.domains === null ? 'TRUE' : 'changed.domain = ANY(:domains)';
    found ??= await ctx.manager
      .createQueryBuilder(Decision, 'decision')
      .where('decision.id = :id AND decision.consultation_id = :consultationId', { id })
      .andWhere(
        `(decision.id IN (${seen.getQuery()}) OR EXISTS (
            SELECT 1 FROM provenance
              JOIN variant ON variant.document_name = provenance.document_name
              JOIN section changed ON changed.id = variant.section_id
             WHERE provenance.decision_id = decision.id AND ${scope}))`,
        seen.getParameters(),
      )
      .getOne();
  }
  return found;
}

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
