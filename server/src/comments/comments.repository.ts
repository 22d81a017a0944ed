import { fold, type Locale } from '@concord/locale';
import {
  commentStatuses,
  isOpen,
  isPrivate,
  maySee,
  openStatuses,
  type CommentStatus,
} from '@concord/consultation';
import { In, Not, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { AudienceContext } from '../platform/audience.js';
import type { LoaderDefinition, RequestContext, Standing } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import { part, type Row } from '../platform/database/rows.js';
import { byId, grouped, listBy } from '../platform/loaders.js';
import { Section, sectionById, Variant } from '../profiles/index.js';
import { Comment, CommentAnchor, Reply } from './comments.entity.js';
import { readsWithheld, visibleTo } from './comments.policy.js';
import type { CommentFilter } from './comments.types.js';

export const commentById = byId(Comment, { alike: true });

const commentPart = part(Comment, 'comment');
const sectionPart = part(Section, 'section');
const anchorPart = part(CommentAnchor, 'anchor');
const TEXT_OF_COMMENT =
  'variant.section_id = comment.section_id AND variant.language = comment.target_language';
const currentAnchor = (row: Row): CommentAnchor => {
  const anchor = anchorPart.of(row);
  return Object.assign(anchor, { revision: row['current'] ?? anchor.revision });
};

/** Where the words of comments are, at the current revision of their text. */
export const anchorOf: LoaderDefinition<string, CommentAnchor> = {
  alike: true,
  async batch(ctx, commentIds) {
    const rows: Row[] = await ctx.manager.query(
      `SELECT ${anchorPart.columns(ctx.manager)}, variant.revision AS current
         FROM comment_anchor anchor
         JOIN comment ON comment.id = anchor.comment_id
         JOIN variant ON ${TEXT_OF_COMMENT}
        WHERE anchor.comment_id = ANY($1)`,
      [commentIds],
    );
    return new Map(rows.map(currentAnchor).map((anchor) => [anchor.commentId, anchor]));
  },
};

export const repliesOf = listBy(Reply, 'commentId', { alike: true, order: { createdAt: 'ASC', id: 'ASC' } });

export type Counts = { open: number; decided: number; mine: number };

/** Facts about a section, counted over what the viewer may see and nothing else. */
export const countsOf: LoaderDefinition<string, Counts> = {
  async batch(ctx, sectionIds) {
    const sections = (await Promise.all(sectionIds.map((id) => ctx.load(sectionById, id)))).filter(
      (section) => section !== null,
    );
    if (ctx instanceof AudienceContext) return countedIn(ctx, sections);
    const consultations = [...Map.groupBy(sections, (section) => section.consultationId)];
    const found = await Promise.all(
      consultations.map(([id, own]) =>
        countsIn(
          ctx,
          id,
          own.map((section) => section.id),
        ),
      ),
    );
    return new Map(found.flat());
  },
};

/** Of a comment, what decides who sees it and how it counts. */
type Counted = Pick<
  Comment,
  'consultationId' | 'sectionId' | 'organisationId' | 'status' | 'visibility' | 'clearedAt'
>;
const counted = {
  consultationId: true,
  sectionId: true,
  organisationId: true,
  status: true,
  visibility: true,
  clearedAt: true,
} as const;
const privateStatuses = commentStatuses.filter(isPrivate);

const officialIn: LoaderDefinition<string, readonly Counted[]> = {
  alike: true,
  async batch(ctx, sectionIds) {
    const where = { sectionId: In([...sectionIds]), status: Not(In(privateStatuses)) };
    const rows = await ctx.manager.find(Comment, { select: counted, where });
    return grouped(sectionIds, rows, ({ sectionId }) => sectionId);
  },
};

const draftsOf: LoaderDefinition<string, readonly Counted[]> = {
  ofOrganisation: true,
  async batch(ctx, organisationIds) {
    const where = { organisationId: In([...organisationIds]), status: In(privateStatuses) };
    const rows = await ctx.manager.find(Comment, { select: counted, where });
    return grouped(organisationIds, rows, ({ organisationId }) => organisationId);
  },
};

/**
 * [SE1] `countsIn` for those who are told together: the rows are read once for all of them, and each audience counts those
 * that its policy shows it. Forty audiences would ask forty times otherwise, at every event.
 */
async function countedIn(
  ctx: AudienceContext,
  sections: readonly Section[],
): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, Counts>();
  for (const { id, domain, consultationId } of sections) {
    const standing = await ctx.standing(consultationId);
    if (!standing) continue;
    const { organisationId } = standing;
    const official = (await ctx.load(officialIn, id)) ?? [];
    const own = (await ctx.load(draftsOf, organisationId)) ?? [];
    const seen = [...official, ...own.filter(({ sectionId }) => sectionId === id)].filter((comment) =>
      maySee(standing, { ...comment, domain }),
    );
    counts.set(id, {
      open: seen.filter(({ status }) => isOpen(status)).length,
      decided: seen.filter(({ status }) => decidedStatuses.includes(status)).length,
      mine: seen.filter((comment) => comment.organisationId === organisationId).length,
    });
  }
  return counts;
}

const decidedStatuses: readonly CommentStatus[] = ['decided', 'acknowledged', 'merged'];

async function countsIn(
  ctx: RequestContext,
  consultationId: string,
  sectionIds: readonly string[],
): Promise<[string, Counts][]> {
  const standing = await ctx.standing(consultationId);
  if (!standing) return [];
  const visible = visibleTo(standing);
  const rows = await ctx.manager
    .createQueryBuilder(Comment, 'comment')
    .innerJoin(Section, 'section', 'section.id = comment.section_id')
    .select('comment.section_id', 'sectionId')
    .addSelect('(count(*) FILTER (WHERE comment.status = ANY(:open)))::int', 'open')
    .addSelect('(count(*) FILTER (WHERE comment.status = ANY(:decided)))::int', 'decided')
    .addSelect('(count(*) FILTER (WHERE comment.organisation_id = :own))::int', 'mine')
    .where('comment.section_id = ANY(:sectionIds)', { sectionIds })
    .andWhere(visible.where, visible.parameters)
    .setParameters({ open: openStatuses, decided: decidedStatuses })
    .groupBy('comment.section_id')
    .getRawMany<Counts & { sectionId: string }>();
  return rows.map(({ sectionId, open, decided, mine }) => [sectionId, { open, decided, mine }]);
}

/** Comments on a text that the viewer sees and whose words stand elsewhere, or are others, since a revision of it. */
export async function movedSince(
  ctx: RequestContext,
  sectionId: string,
  language: Locale,
  revision: number,
): Promise<Comment[]> {
  const found: Comment[] = [];
  // Looked for in each of the actor's consultations: a chapter that is not theirs costs what none would (T4).
  for (const consultationId of isId(sectionId) ? await ctx.consultations() : []) {
    const standing = await ctx.standing(consultationId);
    if (!standing) continue;
    const visible = visibleTo(standing);
    found.push(...(await movedIn(ctx, consultationId, sectionId, visible, language, revision)));
  }
  return found;
}

const movedIn = (
  ctx: RequestContext,
  consultationId: string,
  sectionId: string,
  visible: ReturnType<typeof visibleTo>,
  language: Locale,
  revision: number,
): Promise<Comment[]> =>
  ctx.manager
    .createQueryBuilder(Comment, 'comment')
    .innerJoin(Section, 'section', 'section.id = comment.section_id')
    .innerJoin(CommentAnchor, 'anchor', 'anchor.comment_id = comment.id')
    .where('comment.section_id = :sectionId', { sectionId })
    .andWhere('comment.consultation_id = :consultationId', { consultationId })
    .andWhere('comment.target_language = :language', { language })
    .andWhere('anchor.revision > :revision', { revision })
    .andWhere(visible.where, visible.parameters)
    .orderBy('anchor.place')
    .addOrderBy('comment.id')
    .getMany();

export const lockComment = async (manager: EntityManager, id: string): Promise<Comment | null> =>
  isId(id) ? manager.findOne(Comment, { where: { id }, lock: { mode: 'pessimistic_write' } }) : null;

/** Locks several comments in the order of their ids, and returns those there are. */
export async function lockComments(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Comment>> {
  const rows = await manager.find(Comment, {
    where: { id: In(ids.filter(isId)) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Place in the list: section, place of the words in it, then age; after what comes first in any case, if anything. */
export type Place = readonly [ordinal: number, place: number, id: string, behind: number];

/** What comes first in a list wherever it stands: a condition, judged at the same moment for all pages (`:at`). */
export type Top = { readonly condition: string; readonly at: Date };

export type Page = { readonly rows: readonly { comment: Comment; place: Place }[]; readonly more: boolean };

/** A further condition of another feature; it can only take away from what is visible. */
export type Narrow = (query: SelectQueryBuilder<Comment>) => void;

/** `first`: how many at most; infinite for all. */
export async function page(
  ctx: RequestContext,
  consultationId: string,
  standing: Standing,
  filter: CommentFilter,
  first: number,
  after: Place | null,
  narrow?: Narrow,
  top?: Top,
): Promise<Page> {
  const behind = top ? `CASE WHEN ${top.condition} THEN 0 ELSE 1 END` : '1';
  const query = filtered(ctx, consultationId, standing, filter, narrow)
    .leftJoin(Variant, 'variant', TEXT_OF_COMMENT)
    .select([commentPart, sectionPart, anchorPart].map((each) => each.columns(ctx.manager)))
    .addSelect('variant.revision', 'current');
  if (top) query.addSelect(behind, 'behind').setParameter('at', top.at).orderBy('behind');
  query.addOrderBy('section.ordinal').addOrderBy('anchor.place').addOrderBy('comment.id');
  if (Number.isFinite(first)) query.limit(first + 1);
  if (after) {
    query.andWhere(
      `(${behind}, section.ordinal, anchor.place, comment.id) > (:behind::int, :ordinal::int, :place::int, :id::uuid)`,
      { ordinal: after[0], place: after[1], id: after[2], behind: after[3] },
    );
  }
  const found = await query.getRawMany<Row & { readonly behind?: number }>();
  const rows = found.map((row) => {
    const [comment, section, anchor] = [commentPart.of(row), sectionPart.of(row), currentAnchor(row)];
    // Whoever shows a comment wants to know next where it stands.
    ctx.remember(commentById, comment.id, comment);
    ctx.remember(sectionById, section.id, section);
    ctx.remember(anchorOf, comment.id, anchor);
    return { comment, place: [section.ordinal, anchor.place, comment.id, row.behind ?? 1] as const };
  });
  return { rows: rows.slice(0, first), more: rows.length > first };
}

export const total = (
  ctx: RequestContext,
  consultationId: string,
  standing: Standing,
  filter: CommentFilter,
  narrow?: Narrow,
): Promise<number> => filtered(ctx, consultationId, standing, filter, narrow).getCount();

function filtered(
  ctx: RequestContext,
  consultationId: string,
  standing: Standing,
  filter: CommentFilter,
  narrow?: Narrow,
): SelectQueryBuilder<Comment> {
  const visible = visibleTo(standing);
  const query = ctx.manager
    .createQueryBuilder(Comment, 'comment')
    .innerJoin(Section, 'section', 'section.id = comment.section_id')
    .innerJoin(CommentAnchor, 'anchor', 'anchor.comment_id = comment.id')
    .where('comment.consultation_id = :consultationId', { consultationId })
    .andWhere(visible.where, visible.parameters);
  // A filter may name anything: what does not fit the column matches nothing.
  const anyOf = (
    column: string,
    name: string,
    values: readonly string[] | null | undefined,
    fits: (value: string) => boolean = () => true,
  ) => {
    if (values?.length)
      query.andWhere(`comment.${column} = ANY(:${name})`, { [name]: values.filter((one) => fits(one)) });
  };
  anyOf('section_id', 'sectionIds', filter.sectionIds, isId);
  anyOf('organisation_id', 'organisationIds', filter.organisationIds, isId);
  anyOf('type', 'types', filter.types);
  anyOf('severity', 'severities', filter.severities);
  anyOf('status', 'statuses', filter.statuses);
  anyOf('target_language', 'languages', filter.languages);
  anyOf('acknowledgement', 'acknowledgements', filter.acknowledgements);
  if (filter.proposalKinds?.length)
    query.andWhere(`${proposedTo(standing)} = ANY(:proposalKinds)`, { proposalKinds: filter.proposalKinds });
  if (filter.byMe) query.andWhere('comment.author_id = :me', { me: ctx.personId });
  if (filter.mine) query.andWhere('comment.organisation_id = :own');
  const reads = readsWithheld(standing);
  for (const [index, word] of searchWords(filter.search).entries()) {
    query.andWhere(`comment.folded LIKE :word${index}`, { [`word${index}`]: `%${escapeLike(word)}%` });
    // [MO8] Nor is what is withheld found by those who may not read it.
    query.andWhere(`(comment.folded_open IS NULL OR ${reads} OR comment.folded_open LIKE :word${index})`);
  }
  narrow?.(query);
  return query;
}

/** What a comment proposes to the viewer; null when it proposes nothing, or hides it from them. */
const proposedTo = (standing: Standing): string =>
  `CASE WHEN (comment.proposal IS NOT NULL OR comment.proposal_kind IN ('deletion', 'move'))
         AND (comment.withheld IS NULL OR comment.withheld->>'kind' = 'redacted' OR ${readsWithheld(standing)})
        THEN comment.proposal_kind END`;

const searchWords = (search: string | null | undefined): string[] =>
  fold((search ?? '').replaceAll('\u0000', ' '))
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8);

const escapeLike = (word: string): string => word.replaceAll(/[\\%_]/g, (character) => `\\${character}`);

export const foldedText = (body: string, proposal: string | null, quote: string): string =>
  fold([body, proposal ?? '', quote].join('\n'));
