import { compare } from '@concord/document';
import type { DocumentJson } from '@concord/document/model';
import { openStatuses } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { v7 as uuid } from 'uuid';
import {
  allComments,
  type Comment,
  commentById,
  listComments,
  type CommentType,
  mayRead as mayReadComment,
} from '../comments/index.js';
import { Consultation } from '../consultations/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { isKey } from '../platform/text.js';
import {
  editDocument,
  lockDocument,
  readableSections,
  type Projections,
  type Section,
} from '../profiles/index.js';
import { placed, type BlockChange } from './changes.js';
import { textHash, versionHash } from './hash.js';
import { Version, VersionText } from './versions.entity.js';
import { consultationFrozen } from './versions.events.js';
import { mayExamine, mayFreeze } from './versions.policy.js';
import {
  textsNow,
  textsOf,
  traces,
  typedSince,
  versionsOf,
  type CurrentText,
  type Trace,
} from './versions.repository.js';

/**
 * [VE1] Keeps every text as it stands, with its `seq` and hash, and closes them to everything but decisions (T6). All
 * documents are locked meanwhile: what was acknowledged is in the version, what comes after is refused.
 * [VE4] A profile that did not change since its last version is not frozen again.
 */
export async function freeze(
  ctx: RequestContext,
  projections: Projections,
  consultationId: string,
  key: string,
): Promise<Version | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await mayFreeze(ctx, consultationId))) return refuse(ctx, 'NOT_FOUND');
  if (!isKey(key)) return refuse(ctx, 'INVALID_INPUT', 'key');
  return transaction(ctx, async (tx) => {
    // An import takes this row first, too: neither can come in the middle of the other.
    await tx.manager.query('SELECT 1 FROM consultation WHERE id = $1 FOR NO KEY UPDATE', [consultationId]);
    if (!(await mayFreeze(ctx, consultationId))) return refuse(ctx, 'NOT_FOUND');
    const sent = await tx.manager.findOneBy(Version, { frozenBy: personId, clientKey: key });
    if (sent) return sent.consultationId === consultationId ? sent : refuse(ctx, 'KEY_REUSED');

    const texts = await textsAtRest(ctx, tx, projections, consultationId);
    if (texts.length === 0) return refuse(ctx, 'VERSION_EMPTY');
    const [last] = await tx.manager.find(Version, {
      where: { consultationId },
      order: { number: 'DESC' },
      take: 1,
    });
    const parts = texts.map(({ section, variant }) => ({
      sectionKey: section.key,
      language: variant.language,
      hash: textHash(variant.content),
    }));
    if (last && last.hash === versionHash(last.number, parts)) return refuse(ctx, 'VERSION_UNCHANGED');

    const standing = await ctx.standing(consultationId);
    const number = (last?.number ?? 0) + 1;
    const version = tx.manager.create(Version, {
      id: uuid(),
      consultationId,
      number,
      hash: versionHash(number, parts),
      organisationId: standing?.organisationId ?? '',
      frozenBy: personId,
      clientKey: key,
      frozenAt: tx.now,
    });
    await tx.manager.insert(Version, version);
    await tx.manager.insert(
      VersionText,
      texts.map(({ section, variant }, index) => ({
        versionId: version.id,
        sectionId: section.id,
        language: variant.language,
        seq: variant.revision,
        title: variant.title,
        content: variant.content,
        hash: parts[index]?.hash ?? '',
      })),
    );
    await tx.manager.update(Consultation, { id: consultationId }, { frozenVersion: number });
    record(tx, consultationFrozen(version));
    return version;
  });
}

/** All texts, locked, each with a projection that is as far as its log. */
async function textsAtRest(
  ctx: RequestContext,
  tx: Transaction,
  projections: Projections,
  consultationId: string,
): Promise<CurrentText[]> {
  const found = await textsNow(tx.manager, consultationId);
  const inOrder = found
    .map(({ variant }) => variant)
    .toSorted((a, b) => (a.documentName < b.documentName ? -1 : 1));
  for (const { documentName, revision } of inOrder) {
    const head = await lockDocument(tx.manager, documentName);
    if (head > revision) await editDocument(ctx, tx, projections, documentName, () => undefined);
  }
  return textsNow(tx.manager, consultationId);
}

/** Oldest first. Null when the consultation is not open to the viewer. */
export async function versions(
  ctx: RequestContext,
  consultationId: string,
): Promise<readonly Version[] | null> {
  const standing = await ctx.standing(consultationId);
  return standing && ((await ctx.load(versionsOf, consultationId)) ?? []);
}

export type SectionChanges = { readonly section: Section; readonly blocks: readonly BlockChange[] };

/**
 * [VE5] What became of the text from one version to another, or to the text as it is now, in the sections that are
 * open to the viewer; each change with the comments behind it that the viewer may see. Null when one isn't there.
 */
export async function changes(
  ctx: RequestContext,
  consultationId: string,
  language: Locale,
  from: number,
  to: number | null,
): Promise<SectionChanges[] | null> {
  const all = await versions(ctx, consultationId);
  const before = all?.find(({ number }) => number === from);
  const after = to === null ? null : all?.find(({ number }) => number === to);
  if (!before || after === undefined) return null;
  const sections = await readableSections(ctx, consultationId);
  const then = await textsOf(ctx, before.id, language);
  const now = after
    ? await textsOf(ctx, after.id, language)
    : await currentTexts(ctx, consultationId, language);
  const decided = await traces(
    ctx.manager,
    sections.map(({ id }) => id),
    language,
  );
  const found = await Promise.all(
    sections.map(async (section) => {
      const old = then.find(({ sectionId }) => sectionId === section.id);
      const current = now.find(({ sectionId }) => sectionId === section.id);
      const between = decided.filter(
        ({ sectionId, seq }) =>
          sectionId === section.id && seq > (old?.seq ?? 0) && seq <= (current?.seq ?? Infinity),
      );
      const blocks = placed(old?.content ?? null, current?.content ?? null);
      return { section, blocks: await Promise.all(blocks.map((block) => withComments(ctx, block, between))) };
    }),
  );
  return found.filter(({ blocks }) => blocks.length > 0);
}

type TextThen = { readonly sectionId: string; readonly seq: number; readonly content: DocumentJson };

async function currentTexts(
  ctx: RequestContext,
  consultationId: string,
  language: Locale,
): Promise<TextThen[]> {
  const texts = await textsNow(ctx.manager, consultationId, language);
  return texts.map(({ section, variant }) => ({
    sectionId: section.id,
    seq: variant.revision,
    content: variant.content,
  }));
}

async function withComments(
  ctx: RequestContext,
  block: BlockChange,
  between: readonly Trace[],
): Promise<BlockChange> {
  const ids = between.flatMap(({ blockId, commentId }) =>
    blockId === block.blockId && commentId !== null ? [commentId] : [],
  );
  const comments = await Promise.all(ids.map((id) => ctx.load(commentById, id)));
  const seen = await Promise.all(
    comments.map(async (comment) => (comment && (await mayReadComment(ctx, comment)) ? [comment] : [])),
  );
  return { ...block, comments: seen.flat() };
}

export type Untraced = { readonly section: Section; readonly language: Locale; readonly blockId: string };

export type Examination = {
  /** The version that comments were asked on; null before the first freeze. */
  readonly version: Version | null;
  /** Whether its texts still have the hash that was taken of them. */
  readonly intact: boolean;
  readonly undecided: { readonly count: number; readonly comments: readonly CommentType[] };
  readonly objections: readonly Comment[];
  readonly untraced: readonly Untraced[];
};

/** [VE6] Is anything undecided, has anything changed without a decision, who maintains an objection? */
export async function examine(ctx: RequestContext, consultationId: string): Promise<Examination | null> {
  if (!(await mayExamine(ctx, consultationId))) return null;
  const [version = null] = (await ctx.load(versionsOf, consultationId)) ?? [];
  const undecided = await listComments(ctx, consultationId, { statuses: [...openStatuses] }, 100, null);
  return {
    version,
    intact: version === null || (await isIntact(ctx, version)),
    undecided: {
      count: undecided?.totalCount ?? 0,
      comments: undecided?.edges.map(({ node }) => node) ?? [],
    },
    objections: await allComments(ctx, consultationId, { acknowledgements: ['maintains_objection'] }),
    untraced: version ? await untracedSince(ctx, version) : [],
  };
}

async function untracedSince(ctx: RequestContext, version: Version): Promise<Untraced[]> {
  const then = await ctx.manager.findBy(VersionText, { versionId: version.id });
  const languages = [...new Set(then.map(({ language }) => language))].toSorted();
  const found: Untraced[] = [];
  for (const language of languages) {
    const now = await textsNow(ctx.manager, version.consultationId, language);
    const decided = await traces(
      ctx.manager,
      now.map(({ section }) => section.id),
      language,
    );
    const moved = now.flatMap(({ section, variant }) => {
      const old = then.find((text) => text.sectionId === section.id && text.language === language);
      return old && old.seq !== variant.revision ? [{ section, variant, old }] : [];
    });
    const typed = await typedSince(
      ctx.manager,
      moved.map(({ variant, old }) => ({ documentName: variant.documentName, seq: old.seq })),
    );
    for (const { section, variant, old } of moved) {
      const { added, removed, changed } = compare(old.content, variant.content);
      const loose = typed.has(variant.documentName);
      const traced = new Set(
        decided
          .filter(({ sectionId, seq }) => sectionId === section.id && seq > old.seq)
          .map(({ blockId }) => blockId),
      );
      for (const blockId of [...added, ...removed, ...changed])
        if (loose || !traced.has(blockId)) found.push({ section, language, blockId });
    }
  }
  return found;
}

/** [VE3] Makes the hashes again from what is stored. */
export async function isIntact(ctx: RequestContext, version: Version): Promise<boolean> {
  const rows: (VersionText & { section_key: string })[] = await ctx.manager.query(
    `SELECT text.language, text.content, text.hash, section.key AS section_key
       FROM version_text text JOIN section ON section.id = text.section_id
      WHERE text.version_id = $1 ORDER BY section.ordinal, section.id, text.language`,
    [version.id],
  );
  const parts = rows.map(({ section_key, language, content }) => ({
    sectionKey: section_key,
    language,
    hash: textHash(content),
  }));
  return version.hash === versionHash(version.number, parts);
}
