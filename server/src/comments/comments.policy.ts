/** Who may know of a comment, and who may do what with it: the tables of packages/consultation, given rows. */
import {
  commentAbilities,
  isBlindTo,
  isPrivate,
  mayReadWithheld,
  withGaps,
  commentStatuses,
  maySee,
  moderates,
  visibilities,
  type CommentAbilities,
  type Subject,
  type Viewer,
} from '@concord/consultation';
import type { RequestContext, Standing } from '../platform/context.js';
import { NOWHERE } from '../platform/ids.js';
import { sectionById } from '../profiles/index.js';
import type { Comment } from './comments.entity.js';

type Row = Pick<
  Comment,
  'consultationId' | 'sectionId' | 'organisationId' | 'visibility' | 'status' | 'clearedAt'
>;

/** A comment in the terms of the rules; null when the actor has no part in its consultation. */
export async function subjectOf(
  ctx: RequestContext,
  comment: Row,
): Promise<{ standing: Standing; subject: Subject } | null> {
  const standing = await ctx.standing(comment.consultationId);
  const section = await ctx.load(sectionById, comment.sectionId);
  if (!standing || !section) return null;
  const { organisationId, visibility, status, clearedAt } = comment;
  return { standing, subject: { organisationId, visibility, status, clearedAt, domain: section.domain } };
}

const nowhere: Row = {
  consultationId: NOWHERE,
  sectionId: NOWHERE,
  organisationId: NOWHERE,
  visibility: 'organisation',
  status: 'draft',
  clearedAt: null,
};

/** [CP1] What one may not see does not exist: the same is asked where there is no comment at all (T4). */
export async function mayRead(ctx: RequestContext, comment: Row | null | undefined): Promise<boolean> {
  const found = await subjectOf(ctx, comment ?? nowhere);
  return found !== null && maySee(found.standing, found.subject);
}

const none: CommentAbilities = {
  revise: false,
  discard: false,
  submit: false,
  pass: false,
  return: false,
  setAside: false,
  clear: false,
  withdraw: false,
  reply: false,
  decide: false,
  acknowledge: false,
};

export async function abilities(ctx: RequestContext, comment: Comment): Promise<CommentAbilities> {
  const found = await subjectOf(ctx, comment);
  if (!found) return none;
  const { standing, subject } = found;
  // Who wrote it matters while it is their organisation's draft, and never afterwards: what is official is of nobody.
  const own = standing.organisationId === subject.organisationId && isPrivate(subject.status);
  return commentAbilities(
    { ...standing, personId: own ? (ctx.personId ?? '') : '' },
    { ...subject, authorId: comment.authorId, step: comment.step },
  );
}

/** [CP2] A ministry speaks as one: the person behind a comment is known inside their organisation only (T4). */
export async function mayKnowAuthor(
  ctx: RequestContext,
  row: { consultationId: string; organisationId: string },
): Promise<boolean> {
  const standing = await ctx.standing(row.consultationId);
  return standing?.organisationId === row.organisationId;
}

/**
 * [CP5] When a comment was begun and how often it was changed is a trace of its drafts: for others it begins the moment
 * it is official (T4).
 */
export async function momentFor(
  ctx: RequestContext,
  comment: Pick<Comment, 'consultationId' | 'organisationId' | 'clearedAt'>,
  at: Date,
): Promise<Date> {
  return comment.clearedAt === null || (await mayKnowAuthor(ctx, comment)) ? at : comment.clearedAt;
}

/** [CP4] Numbers count the official comments of all, so a blind round keeps them back (T4). */
export async function mayKnowNumber(
  ctx: RequestContext,
  row: { consultationId: string; clearedAt: Date | null },
): Promise<boolean> {
  const standing = await ctx.standing(row.consultationId);
  return standing !== null && !isBlindTo(standing, row);
}

/** [MO8] Whether the viewer reads every word of a comment they may see. */
export async function mayReadWords(
  ctx: RequestContext,
  comment: Pick<Comment, 'consultationId' | 'organisationId' | 'withheld'>,
): Promise<boolean> {
  if (comment.withheld === null) return true;
  const standing = await ctx.standing(comment.consultationId);
  return standing !== null && mayReadWithheld(standing, comment);
}

/** [MO8] Whether all of it is kept from the viewer: its words, its files, and the replies, which may quote it. */
export const isHiddenFrom = async (ctx: RequestContext, comment: Comment): Promise<boolean> =>
  comment.withheld?.kind === 'hidden' && !(await mayReadWords(ctx, comment));

/** What a comment says, as far as others read it. */
export type Words = Pick<
  Comment,
  'body' | 'rich' | 'proposal' | 'proposalKind' | 'destination' | 'indicators'
>;

/** [MO8] What a comment says to the viewer: whoever gives words of a comment away takes them from here. */
export async function wordsFor(ctx: RequestContext, comment: Comment): Promise<Words> {
  return (await mayReadWords(ctx, comment)) ? comment : openWords(comment);
}

/** A part of that; at once where nothing is withheld, for it is asked of each field of each comment. */
export const said = <T>(ctx: RequestContext, comment: Comment, part: (words: Words) => T): T | Promise<T> =>
  comment.withheld === null ? part(comment) : wordsFor(ctx, comment).then(part);

/** What is left for everybody. A text with gaps has no looks: they would be those of the words that are missing. */
export function openWords({
  body,
  rich,
  proposal,
  proposalKind,
  destination,
  indicators,
  withheld,
}: Words & Pick<Comment, 'withheld'>): Words {
  const asked = { proposalKind, destination, indicators };
  if (withheld === null) return { body, rich, proposal, ...asked };
  if (withheld.kind === 'hidden')
    return {
      body: '',
      rich: null,
      proposal: null,
      proposalKind: 'words',
      destination: null,
      indicators: [],
    };
  return {
    ...asked,
    body: withGaps(body, withheld.body),
    rich: withheld.body.length === 0 ? rich : null,
    proposal: proposal === null ? null : withGaps(proposal, withheld.proposal),
  };
}

/** `mayReadWithheld` as a condition over `comment`, with `:own` of `visibleTo`. */
export const readsWithheld = (standing: Viewer): string =>
  moderates(standing) ? 'TRUE' : 'comment.organisation_id = :own';

/**
 * [CP3] `maySee` as a WHERE clause over `comment` and `section`, so that totals and pages count only what the viewer
 * sees. A property test holds the two against each other.
 */
export function visibleTo(standing: Viewer): { where: string; parameters: Record<string, unknown> } {
  const everywhere = { ...standing, domains: null, blindSince: null };
  const other = { organisationId: '', status: 'cleared', domain: null, clearedAt: null } as const;
  const circles = visibilities.filter((visibility) => maySee(everywhere, { ...other, visibility }));
  const scope = standing.domains === null ? 'TRUE' : 'section.domain = ANY(:domains)';
  const blind = standing.blindSince === null ? 'TRUE' : 'comment.cleared_at < :blindSince';
  return {
    where: `(comment.organisation_id = :own OR
      (NOT comment.status = ANY(:inner) AND ${scope} AND ${blind} AND comment.visibility = ANY(:circles)))`,
    parameters: {
      own: standing.organisationId,
      inner: commentStatuses.filter(isPrivate),
      circles,
      domains: standing.domains ?? [],
      ...(standing.blindSince === null ? {} : { blindSince: standing.blindSince }),
    },
  };
}
