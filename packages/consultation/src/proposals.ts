/** What a proposal asks of the text. */

/** `words`: others in place of the quoted ones. The rest concern a block as a whole; a new paragraph stands after it. */
export const proposalKinds = ['words', 'paragraph', 'deletion', 'move'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

export type Asked = {
  readonly kind: ProposalKind;
  /** Wording of `words` and `paragraph`; null = none is proposed. */
  readonly wording: string | null;
};

/** [PO5] Whether anything is asked of the text: a deletion and a move need no wording, the others are their wording. */
export const asksForChange = ({ kind, wording }: Asked): boolean =>
  kind === 'deletion' || kind === 'move' || wording !== null;

/** [PO5] Whether the proposal is about a block as a whole, so that it points at all of it. */
export const concernsBlock = (kind: ProposalKind): boolean => kind !== 'words';
