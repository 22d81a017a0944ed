/** What a proposal asks of the text. */

/**
 * `words`: others in place of the quoted ones. The rest concern a block as a whole; a new paragraph stands after it, and
 * so does a `good_practice`: a paragraph that states one, a candidate until somebody decides.
 */
export const proposalKinds = ['words', 'paragraph', 'good_practice', 'deletion', 'move'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

export type Asked = {
  readonly kind: ProposalKind;
  /** Wording of `words`, `paragraph` and `good_practice`; null = none is proposed. */
  readonly wording: string | null;
};

/** [PO5] Whether anything is asked of the text: a deletion and a move need no wording, the others are their wording. */
export const asksForChange = ({ kind, wording }: Asked): boolean =>
  kind === 'deletion' || kind === 'move' || wording !== null;

/** [PO5] Whether the proposal is about a block as a whole, so that it points at all of it. */
export const concernsBlock = (kind: ProposalKind): boolean => kind !== 'words';

/** [PO5] Whether a paragraph of its own is to stand after the block. */
export const addsParagraph = (kind: ProposalKind): kind is 'paragraph' | 'good_practice' =>
  kind === 'paragraph' || kind === 'good_practice';

/** How many indicators a finding answers to at most. */
export const MOST_INDICATORS = 8;

/** [PO10] The indicators of the assessment are known by their codes: domain, full stop, number. */
export const areIndicators = (codes: readonly string[]): boolean =>
  codes.length <= MOST_INDICATORS &&
  new Set(codes).size === codes.length &&
  codes.every((code) => /^[1-6]\.[0-9]{2}$/.test(code));

/** [PO10] What somebody typed as codes: separated by anything that is in none. */
export const indicatorsIn = (typed: string): string[] => [
  ...new Set(typed.split(/[^0-9.]+/).filter((code) => code !== '' && code !== '.')),
];
