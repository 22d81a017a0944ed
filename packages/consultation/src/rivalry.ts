/** Whether two proposals on one block can stand together. */
import { relate, type Operation, type Relation } from './operations.js';
import type { ProposalKind } from './proposals.js';

/** A proposal where its block is now. */
export type PlacedProposal = Operation & {
  readonly kind: ProposalKind;
  /** The block that a moved one is to follow; null for all others. */
  readonly after: string | null;
};

/** [PO6] How two proposals on one block stand to each other, whatever they ask for. */
export function relateProposals(one: PlacedProposal, other: PlacedProposal): Relation {
  if (one.kind === 'words' && other.kind === 'words') return relate(one, other);
  const relation = relations[one.kind][other.kind];
  return typeof relation === 'string' ? relation : relation(one, other) ? 'alike' : 'contradicting';
}

type Alike = (one: PlacedProposal, other: PlacedProposal) => boolean;

const sameWording: Alike = (one, other) => one.replacement.trim() === other.replacement.trim();
const sameGoal: Alike = (one, other) => one.after === other.after;

// Two new paragraphs at one place: nobody can say which comes first.
const added = {
  words: 'apart',
  paragraph: sameWording,
  good_practice: sameWording,
  deletion: 'together',
  move: 'together',
} as const;

// Whoever deletes a block leaves nothing to reword or to move; a moved block takes its words along.
const relations: Readonly<Record<ProposalKind, Readonly<Record<ProposalKind, Relation | Alike>>>> = {
  words: {
    words: 'apart',
    paragraph: 'apart',
    good_practice: 'apart',
    deletion: 'contradicting',
    move: 'together',
  },
  paragraph: added,
  good_practice: added,
  deletion: {
    words: 'contradicting',
    paragraph: 'together',
    good_practice: 'together',
    deletion: 'alike',
    move: 'contradicting',
  },
  move: {
    words: 'together',
    paragraph: 'together',
    good_practice: 'together',
    deletion: 'contradicting',
    move: sameGoal,
  },
};
