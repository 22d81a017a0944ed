/** A record in which each entry vouches for all before it. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@concord/consultation';

/** What a person did in an entry: `actor`, `for`, `member` … */
export type Part = string;

/** One thing that happened. Persons are in it as marks only, so that erasing one leaves every hash as it was. */
export type Entry = {
  readonly chain: string;
  /** Decimal; the first is 1. */
  readonly position: string;
  readonly type: string;
  readonly subjectId: string;
  readonly audience: unknown;
  readonly data: unknown;
  /** For whom it was done. Not personal: it stays when the person is erased. */
  readonly organisationId: string | null;
  readonly marks: Readonly<Record<Part, string>>;
  /** UTC with microseconds: `2026-11-22T09:00:00.000000Z`. */
  readonly at: string;
};

export type Link = Entry & {
  /** The hash of the entry before; of the first, `BEGINNING`. */
  readonly previous: string;
  readonly hash: string;
};

export const BEGINNING = '0'.repeat(64);

/** SHA-256 in hex over the one spelling of a value (RFC 8785). */
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/** What the entry's hash is made of; anybody who has the entry can make it again. */
export const linkHash = (previous: string, entry: Entry): string =>
  hashOf({
    format: 1,
    previous,
    chain: entry.chain,
    position: entry.position,
    type: entry.type,
    subject: entry.subjectId,
    audience: entry.audience,
    data: entry.data,
    organisation: entry.organisationId,
    people: entry.marks,
    at: entry.at,
  });

/** The entries as links after `previous`, in order. */
export function linked(previous: string, entries: readonly Entry[]): Link[] {
  let last = previous;
  return entries.map((entry) => {
    const hash = linkHash(last, entry);
    const link = { ...entry, previous: last, hash };
    last = hash;
    return link;
  });
}

/**
 * Stands for a person in one place of the record: without the person's salt it fits anybody and nobody. The place is
 * in it, or the entries of one person could still be told from others' after the person is erased.
 */
export const markOf = (
  salt: string,
  place: {
    readonly chain: string;
    readonly position: string;
    readonly part: Part;
    readonly personId: string;
  },
): string => hashOf({ salt, ...place });
