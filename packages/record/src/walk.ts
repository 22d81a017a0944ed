import { linkHash, markOf, type Link, type Part } from './link.js';

/** Up to where a chain is known to be whole. */
export type Head = { readonly position: bigint; readonly hash: string };

/** A link as it is stored: with the persons it names, as far as they have not been erased. */
export type Recorded = Link & { readonly people: Readonly<Record<Part, string | null>> };

export const faultKinds = [
  /** A position is missing or there twice. */
  'position',
  /** It does not follow the entry before it. */
  'previous',
  /** The entry is not what its hash was made of. */
  'content',
  /** It names another person than it did. */
  'person',
] as const;
export type FaultKind = (typeof faultKinds)[number];
export type Fault = { readonly position: bigint; readonly kind: FaultKind };

export type Walked = {
  readonly head: Head;
  readonly fault: Fault | null;
  /** How many marks stand for a person who is no longer named; each must have been erased. */
  readonly blanks: number;
};

/**
 * Follows the links from `head` on and stops at the first that is not what it was. `saltOf` gives the salt of a person
 * who is still named; null for somebody unknown.
 */
export function walk(
  from: Head,
  links: readonly Recorded[],
  saltOf: (personId: string) => string | null,
): Walked {
  let head = from;
  let blanks = 0;
  for (const link of links) {
    const kind = faultOf(head, link, saltOf);
    if (kind) return { head, blanks, fault: { position: head.position + 1n, kind } };
    blanks += Object.keys(link.marks).filter((part) => !link.people[part]).length;
    head = { position: head.position + 1n, hash: link.hash };
  }
  return { head, blanks, fault: null };
}

function faultOf(head: Head, link: Recorded, saltOf: (personId: string) => string | null): FaultKind | null {
  if (link.position !== String(head.position + 1n)) return 'position';
  if (link.previous !== head.hash) return 'previous';
  if (linkHash(link.previous, link) !== link.hash) return 'content';
  const { chain, position, marks } = link;
  const named = Object.entries(link.people).every(([part, personId]) => {
    if (personId === null) return true;
    const salt = saltOf(personId);
    return salt !== null && markOf(salt, { chain, position, part, personId }) === marks[part];
  });
  return named ? null : 'person';
}
