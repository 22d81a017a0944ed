import { overlap } from './operations.js';
import { addsParagraph, asksForChange, type ProposalKind } from './proposals.js';
import { relateProposals, type PlacedProposal, type Relation } from './rivalry.js';

/** An open official proposal, as far as conflicts have to know it. */
export type Rival = {
  readonly id: string;
  readonly blockId: string;
  /** Language of the text it points at: offsets of two languages can't be compared. */
  readonly language: string;
  /** Where its words are now, in the block's text. */
  readonly start: number;
  readonly end: number;
  /** Length of the block's text in that language. */
  readonly length: number;
  /** The words there now, and what is to replace them or to follow them; null = no wording. */
  readonly words: string;
  readonly wording: string | null;
  /** Without wording only a deletion and a move ask for anything: the rest proposes no change. */
  readonly kind: ProposalKind;
  /** The block that a moved one is to follow. */
  readonly after: string | null;
};

/** `across_languages`: the same part of a paragraph in different languages; a person has to read both. */
export const conflictKinds = ['contradicting', 'together', 'alike', 'across_languages'] as const;
export type ConflictKind = (typeof conflictKinds)[number];

export type FoundConflict = {
  readonly blockId: string;
  readonly kind: ConflictKind;
  /** Proposals, in reading order of their words. At least two. */
  readonly lanes: readonly string[];
  /** Comments on the same words that propose no wording. */
  readonly beside: readonly string[];
};

/** [CF1] Proposals whose words overlap, each group once; whoever overlaps with one of a group belongs to it. */
export function findConflicts(rivals: readonly Rival[]): FoundConflict[] {
  const byBlock = Map.groupBy(rivals, ({ blockId }) => blockId);
  return [...byBlock].flatMap(([blockId, here]) => {
    const proposals = here.filter(asksForChange).toSorted(inReadingOrder);
    const remarks = here.filter((rival) => !asksForChange(rival)).toSorted(inReadingOrder);
    return groups(proposals).flatMap((lanes) =>
      lanes.length < 2
        ? []
        : {
            blockId,
            kind: kindOf(lanes),
            lanes: lanes.map(({ id }) => id),
            beside: remarks.filter((one) => lanes.some((lane) => meet(one, lane))).map(({ id }) => id),
          },
    );
  });
}

const inReadingOrder = (one: Rival, other: Rival): number =>
  one.start / (one.length || 1) - other.start / (other.length || 1) || (one.id < other.id ? -1 : 1);

function groups(rivals: readonly Rival[]): Rival[][] {
  const found: Rival[][] = [];
  for (const rival of rivals) {
    const near = found.filter((group) => group.some((other) => meet(rival, other)));
    const merged = [...near.flat(), rival].toSorted(inReadingOrder);
    found.splice(0, found.length, ...found.filter((group) => !near.includes(group)), merged);
  }
  return found;
}

/** [CF2] In one language words are compared; across languages the shares of the paragraph that they take up. */
function meet(one: Rival, other: Rival): boolean {
  // A paragraph after a block leaves the words of the block alone.
  if (inside(one) !== inside(other) && (one.kind === 'words' || other.kind === 'words')) return false;
  return one.language === other.language ? overlap(one, other) : overlap(share(one), share(other));
}

const inside = ({ kind }: Rival): boolean => !addsParagraph(kind);

/** Languages put their words in another order: what is near is looked at too. */
const MARGIN = 0.1;

/** Where nobody knows how long the paragraph is, people look at all of it. */
const share = ({ start, end, length }: Rival): { start: number; end: number } =>
  length === 0 ? { start: 0, end: 1 } : { start: start / length - MARGIN, end: end / length };

function kindOf(lanes: readonly Rival[]): ConflictKind {
  const relations = new Set<Relation | 'elsewhere'>();
  for (const [index, one] of lanes.entries())
    for (const other of lanes.slice(index + 1)) {
      if (!meet(one, other)) continue;
      const relation = one.language === other.language ? relationOf(one, other) : 'elsewhere';
      if (relation === 'contradicting') return relation;
      relations.add(relation);
    }
  if (relations.has('elsewhere')) return 'across_languages';
  return relations.has('together') ? 'together' : 'alike';
}

const relationOf = (one: Rival, other: Rival): Relation => relateProposals(placed(one), placed(other));

const placed = ({ kind, after, start, end, words, wording }: Rival): PlacedProposal => ({
  kind,
  after,
  start,
  end,
  original: words,
  replacement: wording ?? words,
});
