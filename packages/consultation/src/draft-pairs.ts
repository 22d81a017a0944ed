import { addsParagraph, asksForChange, type ProposalKind } from './proposals.js';
import { readAlike, relateProposals, type PlacedProposal } from './rivalry.js';

/** A draft where its words are now; `blockId` null when they are gone. */
export type PlacedDraft = {
  readonly id: string;
  readonly sectionId: string;
  /** Language of the text it points at: offsets of two languages say nothing about each other. */
  readonly language: string;
  readonly blockId: string | null;
  readonly start: number;
  readonly end: number;
  /** What stands there now. */
  readonly words: string;
  readonly proposal: string | null;
  readonly kind: ProposalKind;
  /** The block that a moved one is to follow. */
  readonly after: string | null;
};

/**
 * `contradict`: two different wordings for words they share; an organisation that asked for both would ask for
 * nothing. `overlap`: they speak of the same words, so one may be enough.
 */
export const draftRelations = ['contradict', 'overlap'] as const;
export type DraftRelation = (typeof draftRelations)[number];

export type DraftPair = { readonly ids: readonly [string, string]; readonly relation: DraftRelation };

export function relationOf(a: PlacedDraft, b: PlacedDraft): DraftRelation | null {
  if (a.blockId === null || a.blockId !== b.blockId || a.sectionId !== b.sectionId) return null;
  if (a.language !== b.language || a.start >= b.end || b.start >= a.end) return null;
  if (a.kind !== 'words' || b.kind !== 'words') return ofBlocks(a, b);
  if (a.proposal === null || b.proposal === null) return 'overlap';
  const same = a.start === b.start && a.end === b.end && a.proposal.trim() === b.proposal.trim();
  return same || readAlike(asPlaced(a), asPlaced(b)) ? 'overlap' : 'contradict';
}

/** [PO6] Where one of them asks for a whole block: what can stand together is no reason to look twice. */
function ofBlocks(a: PlacedDraft, b: PlacedDraft): DraftRelation | null {
  if (![a, b].every(({ kind, proposal }) => asksForChange({ kind, wording: proposal })))
    return addsParagraph(a.kind) || addsParagraph(b.kind) ? null : 'overlap';
  // An organisation may well ask for two paragraphs in one place; which comes first is then for it to say.
  if (addsParagraph(a.kind) && addsParagraph(b.kind)) return 'overlap';
  const relation = relateProposals(asPlaced(a), asPlaced(b));
  return relation === 'contradicting' ? 'contradict' : relation === 'alike' ? 'overlap' : null;
}

const asPlaced = ({ kind, after, start, end, words, proposal }: PlacedDraft): PlacedProposal => ({
  kind,
  after,
  start,
  end,
  original: words,
  replacement: proposal ?? '',
});

/** Every two of these drafts that overlap or contradict each other. */
export function draftPairs(drafts: readonly PlacedDraft[]): readonly DraftPair[] {
  const byBlock = Map.groupBy(drafts, ({ sectionId, language, blockId }) =>
    blockId === null ? '' : `${sectionId}/${language}/${blockId}`,
  );
  const pairs: DraftPair[] = [];
  for (const [place, there] of byBlock) {
    if (place === '') continue;
    for (const [index, a] of there.entries())
      for (const b of there.slice(index + 1)) {
        const relation = relationOf(a, b);
        if (relation) pairs.push({ ids: [a.id, b.id], relation });
      }
  }
  return pairs;
}
