import { addsParagraph } from '@concord/consultation';
import type { CommentFieldsFragment as Comment, ProposalKind } from '@concord/schema';

/** What is asked of a whole block, and what stands there. */
export type AskedOfBlock = {
  readonly kind: Exclude<ProposalKind, 'words'>;
  /** The block's words. */
  readonly block: string;
  /** Of a new paragraph. */
  readonly wording: string;
  /** Of a good practice: codes of the indicators that it answers to. */
  readonly indicators: readonly string[];
  /** What the block to follow begins with. */
  readonly goal: string;
  /** Of a move to another section: its id; null = it stays in its own, or the other one is not the viewer's to read. */
  readonly goalSectionId: string | null;
};

/** Null for a comment that asks for words, or for nothing. */
export function askedOf(comment: Asking): AskedOfBlock | null {
  const { proposalKind: kind, proposal, destination, indicators, anchor, target, outcome } = comment;
  if (kind === 'words' || (addsParagraph(kind) && proposal === null)) return null;
  // Once decided, what it was decided on.
  const block = outcome ? target.quote.exact : (anchor.words ?? target.quote.exact);
  return {
    kind,
    block,
    wording: proposal ?? '',
    indicators,
    goal: destination?.words ?? '',
    goalSectionId: elsewhere(destination, target),
  };
}

const elsewhere = (destination: Asking['destination'], target: Asking['target']): string | null =>
  destination?.section && destination.section.id !== target.section.id ? destination.section.id : null;

type Asking = Pick<Comment, 'proposalKind' | 'proposal' | 'indicators'> & {
  readonly destination: { readonly words: string; readonly section: { readonly id: string } | null } | null;
  readonly anchor: { readonly words: string | null };
  readonly target: { readonly section: { readonly id: string }; readonly quote: { readonly exact: string } };
  readonly outcome?: unknown;
};
