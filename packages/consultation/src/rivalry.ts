/** Whether two proposals on one block can stand together. */
import { minimal, overlap, type Operation } from './operations.js';
import type { ProposalKind } from './proposals.js';
import { textWith } from './writing.js';

/**
 * How two proposals on one text stand to each other. `apart`: they concern different words. `alike`: they ask for the
 * same. `together`: their quotes overlap, their changes don't. `contradicting`: they change the same words differently.
 */
export type Relation = 'apart' | 'alike' | 'together' | 'contradicting';

/** [PO2] Two proposals for other words in one text. */
export function relate(one: Operation, other: Operation): Relation {
  if (!overlap(one, other)) return 'apart';
  if (readAlike(one, other)) return 'alike';
  // An insertion at the border of other changed words belongs to neither side of it: nobody can say which comes first.
  return overlap(minimal(one), minimal(other)) ? 'contradicting' : 'together';
}

/**
 * [PO2][PO14] Whether the text reads the same with either of two operations on words they share, whatever each of them
 * quotes. Of what is around both nothing is known here; it is taken to be words, a space away where one is usual.
 */
export function readAlike(one: Operation, other: Operation): boolean {
  // Each may take one space along: what differs by more is not looked at.
  if (Math.abs(growth(one) - growth(other)) > 1) return false;
  const [first, last] = one.start <= other.start ? [one, other] : [other, one];
  const words = first.original + last.original.slice(Math.max(0, first.end - last.start));
  const [lead, trail] = [CLINGS_BEFORE.test(words) ? 'x' : 'x ', CLINGS_BEHIND.test(words) ? 'x' : ' x'];
  const text = lead + words + trail;
  const [a, b] = [one, other].map(({ start, end, original, replacement }) => {
    const from = lead.length + start - first.start;
    const to = from + end - start;
    // Words that were written down at different times need not fit together.
    if (text.slice(from, to) !== original) return null;
    return textWith({ text, hosts: null }, [{ start: from, end: to, wording: replacement }]);
  });
  return a !== null && a === b;
}

// What has a space in itself, or stands right behind a word, or right before one.
const CLINGS_BEFORE = /^[\p{Zs}\p{Pe}\p{Pf}.,;:!?…]/u;
const CLINGS_BEHIND = /[\p{Zs}\p{Ps}\p{Pi}]$/u;

const growth = ({ original, replacement }: Operation): number => replacement.length - original.length;

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
