import { openStatuses, type Rival } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import type { CompromisePlace } from '@concord/document/compromise';
import type { DataSource, EntityManager, SelectQueryBuilder } from 'typeorm';
import { Comment, readsWithheld, visibleTo } from '../comments/index.js';
import type { RequestContext, Standing } from '../platform/context.js';
import { listBy } from '../platform/loaders.js';
import { Section } from '../profiles/index.js';
import { Compromise } from './proposals.entity.js';

/** An open comment that stands on words, with where in the profile. */
export type PlacedRival = Rival & {
  readonly sectionId: string;
  readonly ordinal: number;
  readonly place: number;
};

/** The key of a compromise's row. */
export const placeIn = ({ sectionId, language, blockId }: CompromisePlace) => ({
  sectionId,
  language,
  blockId,
});

/** Who wrote last into a document after a row of its log, and when; null when only the server did. */
export async function lastWriter(
  manager: EntityManager,
  documentName: string,
  after: number,
): Promise<{ readonly personId: string; readonly at: Date } | null> {
  const rows: { personId: string; at: Date }[] = await manager.query(
    `SELECT person_id AS "personId", at FROM document_update
      WHERE document_name = $1 AND seq > $2 AND person_id IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    [documentName, after],
  );
  return rows[0] ?? null;
}

/** Compromises whose row a process left behind their document; of one that has no row yet, all of it is. */
export async function compromisesBehind(dataSource: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    `SELECT document.name FROM document LEFT JOIN compromise ON compromise.document_name = document.name
      WHERE starts_with(document.name, 'compromise/') AND coalesce(compromise.projected, 0) < document.seq`,
  );
  return rows.map(({ name }) => name);
}

/** What moderators are working on in a section; one asks block by block. */
export const compromisesOf = listBy(Compromise, 'sectionId');

/**
 * Open official comments of paragraphs on which at least two of them propose wording: as far as the viewer sees them,
 * so that a comment that is not theirs to see makes no conflict either. In one section, or in all.
 */
export async function openRivals(
  ctx: RequestContext,
  consultationId: string,
  standing: Standing,
  sectionId: string | null,
): Promise<PlacedRival[]> {
  const asks = `(${readableWording(standing)} IS NOT NULL OR ${readableKind(standing)} IN ('deletion', 'move'))`;
  // Counted beside each comment in one pass: asked for block by block, a whole section is read for each of its blocks.
  const each = visible(ctx, consultationId, standing, sectionId)
    .select('comment.id', 'id')
    .addSelect('comment.section_id', 'sectionId')
    .addSelect('comment.target_language', 'language')
    .addSelect(readableWording(standing), 'wording')
    .addSelect(readableKind(standing), 'kind')
    .addSelect(`CASE WHEN ${readable(standing)} THEN ${goalOf} END`, 'after')
    .addSelect('anchor.block_id', 'blockId')
    .addSelect('anchor.start_offset', 'start')
    .addSelect('anchor.end_offset', 'end')
    .addSelect('anchor.words', 'words')
    .addSelect('anchor.block_length', 'length')
    .addSelect('anchor.place', 'place')
    .addSelect('section.ordinal', 'ordinal')
    .addSelect(
      `count(*) FILTER (WHERE ${asks}) OVER (PARTITION BY comment.section_id, anchor.block_id)`,
      'proposals',
    );
  const rows: Row[] = await ctx.manager
    .createQueryBuilder()
    .select('placed.*')
    .from(`(${each.getQuery()})`, 'placed')
    .where('placed.proposals > 1')
    .setParameters(each.getParameters())
    .getRawMany();
  return rows;
}

/** [MO8] A proposal that is kept from the viewer is none to them: how it stands to others would tell of its words. */
const readable = (standing: Standing): string =>
  `(comment.withheld IS NULL OR ${readsWithheld(standing)}
     OR (comment.withheld->>'kind' = 'redacted' AND comment.withheld->'proposal' = '[]'))`;

const readableWording = (standing: Standing): string =>
  `CASE WHEN ${readable(standing)} THEN comment.proposal END`;

const readableKind = (standing: Standing): string =>
  `CASE WHEN ${readable(standing)} THEN comment.proposal_kind ELSE 'words' END`;

/** Two sections may use one name for a block. */
const goalOf = `concat(comment.destination->>'sectionId', comment.destination->>'blockId')`;

type Row = PlacedRival & { readonly language: Locale };

function visible(
  ctx: RequestContext,
  consultationId: string,
  standing: Standing,
  sectionId: string | null,
): SelectQueryBuilder<Comment> {
  const { where, parameters } = visibleTo(standing);
  const query = ctx.manager
    .createQueryBuilder(Comment, 'comment')
    .innerJoin(Section, 'section', 'section.id = comment.section_id')
    .innerJoin('comment_anchor', 'anchor', 'anchor.comment_id = comment.id')
    .where('comment.consultation_id = :consultationId', { consultationId })
    .andWhere('comment.status = ANY(:open)', { open: openStatuses })
    .andWhere('anchor.block_id IS NOT NULL')
    .andWhere(where, parameters);
  if (sectionId !== null) query.andWhere('comment.section_id = :sectionId', { sectionId });
  return query;
}
