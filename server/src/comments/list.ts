import type { RequestContext } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import { page, total, type Narrow, type Place } from './comments.repository.js';
import { CommentType, type CommentConnection, type CommentFilter } from './comments.types.js';

const MOST = 100;

/** A page of what the viewer may see; null when they have no part in the consultation. */
export async function listComments(
  ctx: RequestContext,
  consultationId: string,
  filter: CommentFilter,
  first: number,
  after: string | null,
  narrow?: Narrow,
): Promise<CommentConnection | null> {
  const standing = await ctx.standing(consultationId);
  if (!standing) return null;
  const size = Math.min(Math.max(first, 1), MOST);
  const [found, totalCount] = await Promise.all([
    page(ctx, consultationId, standing, filter, size, after === null ? null : readPlace(after), narrow),
    total(ctx, consultationId, standing, filter, narrow),
  ]);
  const edges = found.rows.map(({ comment, place }) => ({
    cursor: writePlace(place),
    node: Object.assign(new CommentType(), comment),
  }));
  return {
    edges,
    totalCount,
    pageInfo: { hasNextPage: found.more, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

const writePlace = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

// As PostgreSQL means it: 32 bits.
const isInt = (value: unknown): value is number => typeof value === 'number' && (value | 0) === value;

/** A cursor that wasn't made here starts the list anew rather than failing the page. */
function readPlace(cursor: string): Place | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [ordinal, place, id] = Array.isArray(value) ? (value as unknown[]) : [];
    if (!isInt(ordinal) || !isInt(place)) return null;
    return typeof id === 'string' && isId(id) ? [ordinal, place, id] : null;
  } catch {
    return null;
  }
}
