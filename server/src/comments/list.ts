import type { RequestContext } from '../platform/context.js';
import { placesOf, type PlacesOf } from '../platform/places.js';
import type { Comment } from './comments.entity.js';
import { page, total, type Narrow, type Place, type Top } from './comments.repository.js';
import { CommentType, type CommentConnection, type CommentFilter } from './comments.types.js';

const MOST = 100;

/** A list of comments: under which name pages of it are gone on with, and what is in it. */
export type ListOf = {
  readonly places: PlacesOf<ListPlace>;
  readonly narrow?: Narrow;
  /** What comes first in any case: of its moment, all pages keep to that of the first. */
  readonly lead?: Top;
};

type ListPlace = readonly [place: Place, at: number | null];

/** Whoever orders by another condition, or narrows, has a list of another name. */
export const listPlaces = (name: string): PlacesOf<ListPlace> => placesOf(name);

const everything: ListOf = { places: listPlaces('comments') };

/** A page of what the viewer may see; null when they have no part in the consultation. */
export async function listComments(
  ctx: RequestContext,
  consultationId: string,
  filter: CommentFilter,
  first: number,
  after: string | null,
  { places, narrow, lead }: ListOf = everything,
): Promise<CommentConnection | null> {
  const standing = await ctx.standing(consultationId);
  if (!standing) return null;
  const size = Math.min(Math.max(first, 1), MOST);
  const [from = null, moment = null] = places.take(ctx, consultationId, after) ?? [];
  const top = lead && { ...lead, at: moment === null ? lead.at : new Date(moment) };
  const [found, totalCount] = await Promise.all([
    page(ctx, consultationId, standing, filter, size, from, narrow, top),
    total(ctx, consultationId, standing, filter, narrow),
  ]);
  const edges = found.rows.map(({ comment, place }) => ({
    cursor: places.give(ctx, consultationId, [place, top?.at.getTime() ?? null]),
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
