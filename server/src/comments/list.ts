import type { RequestContext } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import type { Comment } from './comments.entity.js';
import { page, total, type Narrow, type Place, type Top } from './comments.repository.js';
import { CommentType, type CommentConnection, type CommentFilter } from './comments.types.js';

const MOST = 100;
/** The year 9999: what lies beyond is no moment of ours. */
const LATEST = 253_402_300_799_000;

/** A page of what the viewer may see; null when they have no part in the consultation. */
export async function listComments(
  ctx: RequestContext,
  consultationId: string,
  filter: CommentFilter,
  first: number,
  after: string | null,
  narrow?: Narrow,
  /** What comes first in any case: of its moment, all pages keep to that of the first. */
  lead?: Top,
): Promise<CommentConnection | null> {
  const standing = await ctx.standing(consultationId);
  if (!standing) return null;
  const size = Math.min(Math.max(first, 1), MOST);
  const from = after === null ? null : readCursor(after);
  const top = lead && { ...lead, at: from?.at ?? lead.at };
  const [found, totalCount] = await Promise.all([
    page(ctx, consultationId, standing, filter, size, from?.place ?? null, narrow, top),
    total(ctx, consultationId, standing, filter, narrow),
  ]);
  const edges = found.rows.map(({ comment, place }) => ({
    cursor: writeCursor(place, top?.at),
    node: Object.assign(new CommentType(), comment),
  }));
  return {
    edges,
    totalCount,
    pageInfo: { hasNextPage: found.more, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

/** All of them at once, for lists that stay short; none when the viewer has no part in the consultation. */
export async function allComments(
  ctx: RequestContext,
  consultationId: string,
  filter: CommentFilter,
): Promise<readonly Comment[]> {
  const standing = await ctx.standing(consultationId);
  if (!standing) return [];
  const { rows } = await page(ctx, consultationId, standing, filter, Number.POSITIVE_INFINITY, null);
  return rows.map(({ comment }) => comment);
}

type Cursor = { readonly place: Place; readonly at: Date | undefined };

function writeCursor([ordinal, place, id, behind]: Place, at: Date | undefined): string {
  const known = at ? [ordinal, place, id, behind, at.getTime()] : [ordinal, place, id];
  return Buffer.from(JSON.stringify(known)).toString('base64url');
}

// As PostgreSQL means it: 32 bits.
const isInt = (value: unknown): value is number => typeof value === 'number' && (value | 0) === value;

/** A cursor that wasn't made here starts the list anew rather than failing the page. */
function readCursor(cursor: string): Cursor | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [ordinal, place, id, behind = 1, moment] = Array.isArray(value) ? (value as unknown[]) : [];
    if (!isInt(ordinal) || !isInt(place) || !isInt(behind) || typeof id !== 'string' || !isId(id))
      return null;
    const at = typeof moment === 'number' && Math.abs(moment) < LATEST ? new Date(moment) : undefined;
    return { place: [ordinal, place, id, behind], at };
  } catch {
    return null;
  }
}
