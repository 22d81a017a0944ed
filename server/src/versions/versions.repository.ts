import type { Locale } from '@concord/locale';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../platform/context.js';
import { listBy } from '../platform/loaders.js';
import { Section, Variant } from '../profiles/index.js';
import { Version, VersionText } from './versions.entity.js';

/** Oldest first. */
export const versionsOf = listBy(Version, 'consultationId', { order: { number: 'ASC' } });

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

/** What a decision did to the text: which block, under which `seq`, on whose comment; null = the moderators' own. */
export type Trace = {
  seq: number;
  sectionId: string;
  blockId: string | null;
  decisionId: string;
  commentId: string | null;
};

/** The decisions that changed the texts of these sections, in the order in which they did. */
export async function traces(
  manager: EntityManager,
  sectionIds: readonly string[],
  language: Locale,
): Promise<Trace[]> {
  return manager.query(
    `SELECT provenance.seq, variant.section_id AS "sectionId", touched.id AS "blockId",
            provenance.decision_id AS "decisionId", coalesce(provenance.comment_id, outcome.comment_id) AS "commentId"
       FROM provenance
       JOIN variant ON variant.document_name = provenance.document_name
       -- Notes go with the block whose words refer to them.
      CROSS JOIN LATERAL (
            SELECT coalesce(provenance.block->>'blockId', provenance.place->>'blockId') AS id
             UNION SELECT jsonb_array_elements_text(coalesce(provenance.block->'notes', '[]'))
            ) touched
       -- Behind a compromise stand the comments that went into it.
       LEFT JOIN outcome ON provenance.comment_id IS NULL AND outcome.decision_id = provenance.decision_id
        AND outcome.into_id IS NULL
        AND outcome.disposition IN ('accepted_with_modification', 'partially_accepted', 'merged')
      WHERE variant.section_id = ANY($1) AND variant.language = $2
      ORDER BY provenance.seq, provenance.ordinal`,
    [sectionIds, language],
  );
}

/**
 * Into which of these documents has anybody written after its `seq` other than by a decision? The server's own repairs
 * are nobody's.
 */
export async function typedSince(
  manager: EntityManager,
  documents: readonly { readonly documentName: string; readonly seq: number }[],
): Promise<ReadonlySet<string>> {
  const rows: { name: string }[] = await manager.query(
    `SELECT given.name FROM unnest($1::text[], $2::int[]) AS given (name, seq)
      WHERE EXISTS (
        SELECT 1 FROM document_update WHERE document_name = given.name AND document_update.seq > given.seq
           AND person_id IS NOT NULL
           AND NOT EXISTS (
             SELECT 1 FROM provenance
              WHERE provenance.document_name = given.name AND provenance.seq = document_update.seq))`,
    [documents.map(({ documentName }) => documentName), documents.map(({ seq }) => seq)],
  );
  return new Set(rows.map(({ name }) => name));
}

/** The `seq` at which the document was first frozen: every row behind it has to be accounted for. Null when it never was. */
export async function firstFrozenAt(manager: EntityManager, documentName: string): Promise<number | null> {
  const [{ seq }]: [{ seq: number | null }] = await manager.query(
    `SELECT min(version_text.seq) AS seq FROM version_text
       JOIN variant ON variant.section_id = version_text.section_id AND variant.language = version_text.language
      WHERE variant.document_name = $1`,
    [documentName],
  );
  return seq;
}
