/** Who asked for the words that stand here: from any place of the text back to the decisions behind it. */
import { find, resolveAll } from '@concord/anchoring';
import type { ProposalKind } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import { In, IsNull } from 'typeorm';
import { Decision, Provenance } from '../decisions/index.js';
import type { RequestContext } from '../platform/context.js';
import { documentAt, readableSection, variantsOf } from '../profiles/index.js';
import type { Version } from './versions.entity.js';
import { touchedWords } from './touched.js';
import { versionsOf } from './versions.repository.js';

export type WordsDecided = {
  readonly kind: ProposalKind;
  readonly before: string;
  readonly after: string;
  readonly decision: Decision;
};

export type Origin = {
  /** The latest decision first. */
  readonly changes: readonly WordsDecided[];
  /** The first frozen version, where no decision has touched these words since; null before the freeze. */
  readonly unchangedSince: Version | null;
};

export type Place = {
  readonly sectionId: string;
  readonly language: Locale;
  readonly blockId: string;
  readonly start: number;
  readonly end: number;
};

/**
 * [VE7] The decisions that wrote or deleted words between `start` and `end` (UTF-16 units of the block's text) as it
 * stands now. They are found where their words are today, whatever was edited around them. Null: no such place for
 * the viewer.
 */
export async function originOf(ctx: RequestContext, place: Place): Promise<Origin | null> {
  const section = await readableSection(ctx, place.sectionId);
  if (!section) return null;
  const variants = (await ctx.load(variantsOf, section.id)) ?? [];
  const variant = variants.find(({ language }) => language === place.language);
  const doc = variant && (await documentAt(ctx.manager, variant.documentName, variant.revision));
  if (!doc) return null;
  const rows = await ctx.manager.find(Provenance, {
    where: [{ documentName: variant.documentName, standsIn: IsNull() }, { standsIn: variant.documentName }],
    order: { seq: 'DESC', ordinal: 'DESC' },
  });
  const found = resolveAll(
    rows.map((row) => row.place),
    doc,
  );
  const here = rows.filter(({ place: placed, block, before, after }, index) => {
    // Deleted words are no words that one could look for: their place stands between two letters.
    const at = placed.quote.exact === '' ? find(placed, doc) : found[index];
    if (!at || at.blockId !== place.blockId || at.start === null || at.end === null) return false;
    const words = at.words ?? '';
    const written = block ? { start: 0, end: words.length } : touchedWords(before, after, words);
    const [start, end] = [at.start + written.start, at.start + written.end];
    // Deleted words left a place without length: it is in the range when the range reaches over it.
    return start < place.end && end > place.start
      ? true
      : start === end && start >= place.start && start <= place.end;
  });
  const decisions = await ctx.manager.findBy(Decision, { id: In(here.map(({ decisionId }) => decisionId)) });
  const changes = here.flatMap(({ decisionId, before, after, block }) => {
    const decision = decisions.find(({ id }) => id === decisionId);
    const kind: ProposalKind = block?.kind ?? 'words';
    return decision ? [{ kind, before, after, decision }] : [];
  });
  // Revisions of two texts say nothing about each other.
  changes.sort((a, b) => b.decision.decidedAt.getTime() - a.decision.decidedAt.getTime());
  const [first = null] = (await ctx.load(versionsOf, section.consultationId)) ?? [];
  return { changes, unchangedSince: changes.length === 0 ? first : null };
}
