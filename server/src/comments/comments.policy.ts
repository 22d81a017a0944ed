/** Who may know of a comment, and who may do what with it: the tables of packages/consultation, given rows. */
import {
  commentAbilities,
  isBlindTo,
  isPrivate,
  commentStatuses,
  maySee,
  visibilities,
  type CommentAbilities,
  type Subject,
  type Viewer,
} from '@concord/consultation';
import type { RequestContext, Standing } from '../platform/context.js';
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

/** [CP1] What one may not see does not exist. */
export async function mayRead(ctx: RequestContext, comment: Row): Promise<boolean> {
  const found = await subjectOf(ctx, comment);
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
  if (!found || !ctx.personId) return none;
  return commentAbilities(
    { ...found.standing, personId: ctx.personId },
    { ...found.subject, authorId: comment.authorId, step: comment.step },
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

/** [CP4] Numbers count the official comments of all, so a blind round keeps them back (T4). */
export async function mayKnowNumber(
  ctx: RequestContext,
  row: { consultationId: string; clearedAt: Date | null },
): Promise<boolean> {
  const standing = await ctx.standing(row.consultationId);
  return standing !== null && !isBlindTo(standing, row);
}

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
