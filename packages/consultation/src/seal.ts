import canonicalize from 'canonicalize';
import type { ProposalKind } from './proposals.js';
import type { CommentType, Severity } from './words.js';

/** What a clearing officer vouches for: the words, the place they are about, and the text they were read against. */
export type SealedComment = {
  readonly id: string;
  readonly organisationId: string;
  readonly sectionId: string;
  readonly type: CommentType;
  readonly severity: Severity;
  readonly language: string;
  readonly body: string;
  readonly proposal: string | null;
  readonly proposalKind: ProposalKind;
  /** The block that a moved one is to follow, and the words it began with then. */
  readonly destination: { readonly blockId: string; readonly words: string } | null;
  /** Of a good practice: the indicators that it answers to. */
  readonly indicators: readonly string[];
  /** The body with its emphasis and lists, where it has any. */
  readonly rich: unknown;
  readonly targetLanguage: string;
  readonly targetRevision: number;
  readonly target: {
    readonly blockId: string;
    readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string };
    readonly position: { readonly start: number; readonly end: number };
  };
};

/** A file or an address that a comment rests on. */
export type SealedEvidence = {
  readonly name: string;
  /** SHA-256 of a file. */
  readonly hash: string | null;
  readonly href: string | null;
};

/** What is under a seal: 1, the words and their place; 2, the evidence as well. Seals keep the format they were made in. */
export type SealFormat = 1 | 2;
export const sealFormatNow: SealFormat = 2;

/**
 * The bytes that are hashed when a comment is sealed: what was said, about what, in which revision. Only what can never
 * change afterwards is in it; number, status and visibility are the process's.
 */
export function sealedText(
  comment: SealedComment,
  format: SealFormat,
  evidence: readonly SealedEvidence[],
): string {
  const { quote, position, blockId } = comment.target;
  return canonicalJson({
    format,
    comment: comment.id,
    organisation: comment.organisationId,
    section: comment.sectionId,
    type: comment.type,
    severity: comment.severity,
    language: comment.language,
    body: comment.body,
    proposal: comment.proposal,
    // Left out for words, so that seals from before there was anything else still hold.
    asks: comment.proposalKind === 'words' ? undefined : comment.proposalKind,
    destination: comment.destination ?? undefined,
    indicators: comment.indicators.length === 0 ? undefined : comment.indicators,
    rich: comment.rich,
    anchor: {
      language: comment.targetLanguage,
      block: blockId,
      exact: quote.exact,
      prefix: quote.prefix,
      suffix: quote.suffix,
      start: position.start,
      end: position.end,
    },
    base: comment.targetRevision,
    evidence: format === 1 ? undefined : listed(evidence),
  });
}

/** In one order, whatever order they were given in. */
const listed = (evidence: readonly SealedEvidence[]): readonly SealedEvidence[] =>
  evidence
    .map(({ name, hash, href }) => ({ name, hash, href }))
    .toSorted((one, other) => (canonicalJson(one) < canonicalJson(other) ? -1 : 1));

/** JSON with one spelling (RFC 8785): keys in the order of their code units, no white space. Made for hashing. */
export const canonicalJson = (value: unknown): string => canonicalize(value) ?? 'null';
