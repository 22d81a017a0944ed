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
};

/** Null for a comment that asks for words, or for nothing. */
export function askedOf(comment: Asking): AskedOfBlock | null {
  const { proposalKind: kind, proposal, destination, indicators, anchor, target, outcome } = comment;
  if (kind === 'words' || (addsParagraph(kind) && proposal === null)) return null;
  // Once decided, what it was decided on.
  const block = outcome ? target.quote.exact : (anchor.words ?? target.quote.exact);
  return { kind, block, wording: proposal ?? '', indicators, goal: destination?.words ?? '' };
}

type Asking = Pick<Comment, 'proposalKind' | 'proposal' | 'indicators'> & {
  readonly destination: { readonly words: string } | null;
  readonly anchor: { readonly words: string | null };
  readonly target: { readonly quote: { readonly exact: string } };
  readonly outcome?: unknown;
};
