import { likenessTo, similarFrom } from '@concord/consultation';
import { Comment, CommentAnchor, commentById, visibleTo } from '../comments/index.js';
import type { LoaderDefinition, RequestContext } from '../platform/context.js';
import { grouped } from '../platform/loaders.js';
import { Section } from '../profiles/index.js';
import { Triage } from './moderation.entity.js';
import { mayModerate } from './moderation.policy.js';

export type Likeness = { readonly comment: Comment; readonly likeness: number; readonly together: boolean };

/** With how many others a comment is compared: comparing thousands would hold everybody up each time a thread opens. */
export const MOST_COMPARED = 400;

/** A moderator looks at a handful, not at a list. */
const MOST_SHOWN = 5;

/**
 * [MO7] Comments in the same language that may say the same: a suggestion, at most five; those put together first, then
 * likest first. Where there are many, those nearest in the text are compared: words on one thing stand close together.
 */
export async function similarTo(ctx: RequestContext, comment: Comment): Promise<Likeness[]> {
  if (!(await mayModerate(ctx, comment))) return [];
  const near = (await ctx.load(nearestTo, comment.id)) ?? [];
  const likenessOf = likenessTo(comment.folded);
  const likest = near
    .map(({ id, folded, together }) => ({ id, likeness: likenessOf(folded), together }))
    .filter(({ likeness, together }) => together || likeness >= similarFrom)
    .toSorted((a, b) => Number(b.together) - Number(a.together) || b.likeness - a.likeness)
    .slice(0, MOST_SHOWN);
  const comments = await Promise.all(likest.map(({ id }) => ctx.load(commentById, id)));
  return likest.flatMap(({ likeness, together }, index) => {
    const other = comments[index];
    return other ? [{ comment: other, likeness, together }] : [];
  });
}

type Near = { readonly of: string; readonly id: string; readonly folded: string; readonly together: boolean };

/** Official comments in the language of each that the viewer sees: its cluster, then its section, its domain, the rest. */
const nearestTo: LoaderDefinition<string, readonly Near[]> = {
  async batch(ctx, commentIds) {
    const comments = await Promise.all(commentIds.map((id) => ctx.load(commentById, id)));
    const consultations = new Set(comments.flatMap((one) => (one ? [one.consultationId] : [])));
    const rows = await Promise.all([...consultations].map((id) => nearestIn(ctx, id, commentIds)));
    return grouped(commentIds, rows.flat(), (row) => row.of);
  },
};

async function nearestIn(
  ctx: RequestContext,
  consultationId: string,
  commentIds: readonly string[],
): Promise<Near[]> {
  const standing = await ctx.standing(consultationId);
  if (!standing) return [];
  const visible = visibleTo(standing);
  const together = 'coalesce(triage.cluster_id = own.cluster_id, false)';
  const near = ctx.manager
    .createQueryBuilder(Comment, 'comment')
    .innerJoin(Section, 'section', 'section.id = comment.section_id')
    .innerJoin(CommentAnchor, 'anchor', 'anchor.comment_id = comment.id')
    .leftJoin(Triage, 'triage', 'triage.comment_id = comment.id')
    .innerJoin(Comment, 'mine', 'mine.language = comment.language AND mine.id <> comment.id')
    .innerJoin(Section, 'chapter', 'chapter.id = mine.section_id')
    .innerJoin(CommentAnchor, 'here', 'here.comment_id = mine.id')
    .leftJoin(Triage, 'own', 'own.comment_id = mine.id')
    .select('mine.id', 'of')
    .addSelect('comment.id', 'id')
    .addSelect(together, 'together')
    .addSelect(
      `row_number() OVER (
         PARTITION BY mine.id
         ORDER BY ${together} DESC, comment.section_id = mine.section_id DESC,
                  (section.domain IS NOT DISTINCT FROM chapter.domain) DESC,
                  abs(anchor.place - here.place), comment.id)`,
      'nearness',
    )
    .where('mine.id = ANY(:ids)', { ids: commentIds })
    .andWhere('mine.consultation_id = :consultationId', { consultationId })
    .andWhere('comment.consultation_id = :consultationId')
    .andWhere('comment.cleared_at IS NOT NULL')
    .andWhere(visible.where, visible.parameters);
  return (
    ctx.manager
      .createQueryBuilder()
      .select(['near.of AS "of"', 'near.id AS id', 'near.together AS together', 'words.folded AS folded'])
      .from(`(${near.getQuery()})`, 'near')
      .innerJoin(Comment, 'words', 'words.id = near.id')
      .where('near.nearness <= :most', { most: MOST_COMPARED })
      // Of two that are as like, the nearer.
      .orderBy('near.nearness')
      .setParameters({ ...near.getParameters(), most: MOST_COMPARED })
      .getRawMany<Near>()
  );
}
