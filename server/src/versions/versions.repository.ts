import type { Locale } from '@concord/locale';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../platform/context.js';
import type { LoaderDefinition } from '../platform/context.js';
import { grouped, Section, Variant } from '../profiles/index.js';
import { Version, VersionText } from './versions.entity.js';

/** Oldest first. */
export const versionsOf: LoaderDefinition<string, readonly Version[]> = {
  async batch(ctx, consultationIds) {
    const rows = await ctx.manager
      .createQueryBuilder(Version, 'version')
      .where('version.consultation_id = ANY(:consultationIds)', { consultationIds })
      .orderBy('version.number')
      .getMany();
    return grouped(consultationIds, rows, (row) => row.consultationId);
  },
};

/** A text of the profile as it is now, with what places it. */
export type CurrentText = { readonly section: Section; readonly variant: Variant };

/** Every text of a consultation in the order of reading, languages by their code. */
export async function textsNow(
  manager: EntityManager,
  consultationId: string,
  language?: Locale,
): Promise<CurrentText[]> {
  const sections = await manager.find(Section, {
    where: { consultationId },
    order: { ordinal: 'ASC', id: 'ASC' },
  });
  const variants = await manager
    .createQueryBuilder(Variant, 'variant')
    .where('variant.section_id = ANY(:ids)', { ids: sections.map(({ id }) => id) })
    .andWhere(language ? 'variant.language = :language' : 'TRUE', { language })
    .orderBy('variant.language')
    .getMany();
  return sections.flatMap((section) =>
    variants.filter(({ sectionId }) => sectionId === section.id).map((variant) => ({ section, variant })),
  );
}

export const textsOf = (ctx: RequestContext, versionId: string, language: Locale): Promise<VersionText[]> =>
  ctx.manager.findBy(VersionText, { versionId, language });

/** What a decision did to the text: which block, under which `seq`, on which comment. */
export type Trace = {
  seq: number;
  sectionId: string;
  blockId: string | null;
  decisionId: string;
  commentId: string;
};

/** The decisions that changed the texts of these sections, in the order in which they did. */
export async function traces(
  manager: EntityManager,
  sectionIds: readonly string[],
  language: Locale,
): Promise<Trace[]> {
  return manager.query(
    `SELECT decision.applied_seq AS seq, comment.section_id AS "sectionId",
            comment.target->>'blockId' AS "blockId", decision.id AS "decisionId", comment.id AS "commentId"
       FROM decision JOIN comment ON comment.id = decision.comment_id
      WHERE comment.section_id = ANY($1) AND comment.target_language = $2 AND decision.applied_seq IS NOT NULL
      ORDER BY decision.applied_seq`,
    [sectionIds, language],
  );
}

/** Has anybody written into the document after `seq` other than by a decision? The server's own repairs are nobody's. */
export async function typedSince(
  manager: EntityManager,
  documentName: string,
  seq: number,
): Promise<boolean> {
  const [{ typed }]: [{ typed: boolean }] = await manager.query(
    `SELECT EXISTS (
       SELECT 1 FROM document_update WHERE document_name = $1 AND seq > $2 AND person_id IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM decision
              JOIN comment ON comment.id = decision.comment_id
              JOIN variant ON variant.section_id = comment.section_id AND variant.language = comment.target_language
             WHERE variant.document_name = $1 AND decision.applied_seq = document_update.seq)
     ) AS typed`,
    [documentName, seq],
  );
  return typed;
}
