import type {
  CommentFieldsFragment as Comment,
  CommentFilter,
  EventFieldsFragment as Event,
} from '@concord/schema';
import { asks } from './comment-text';

type Listed = { readonly edges: readonly { readonly node: { readonly id: string } }[] };

/** What a list of comments has to do about an event; a comment that it shows already updates by itself. */
export type Effect = 'joins' | 'leaves' | 'none';

export function effectOf(event: Event, list: Listed, filter: CommentFilter, mine: string | null): Effect {
  const id = event.comment?.id ?? event.commentId;
  const shown = list.edges.some(({ node }) => node.id === id);
  const place = placeOf(event, filter, mine);
  if (place === 'in') return shown ? 'none' : 'joins';
  return place === 'out' && shown ? 'leaves' : 'none';
}

/** A comment that is where it is because its block went there. */
export const wentAlong = ({ type }: Pick<Event, 'type'>): boolean =>
  type === 'comment_moved' || type === 'comment_carried';

/** Where the comment of an event belongs: in the list, out of it, or wherever it is now. */
export function placeOf(event: Event, filter: CommentFilter, mine: string | null): 'in' | 'out' | 'any' {
  // No comment in an event of a comment: it is not ours to see, any more or at all.
  if (!event.comment) return 'out';
  // [LV7] Gone to another section with its block: who reads this one has nothing left to look at.
  if (wentAlong(event) && filter.sectionIds?.length && !filter.sectionIds.includes(event.comment.section.id))
    return 'out';
  return matches(event.comment, filter, mine) ? 'in' : 'any';
}

/**
 * Whether the server would list the comment under this filter. A search is the server's to judge (it folds az, en and
 * ru): while one is on, nothing joins by itself.
 */
export function matches(comment: Comment, filter: CommentFilter, mine: string | null): boolean {
  const among = <T>(wanted: readonly T[] | null | undefined, value: T) =>
    !wanted || wanted.length === 0 || wanted.includes(value);
  return (
    !filter.search &&
    among(filter.sectionIds, comment.section.id) &&
    among(filter.organisationIds, comment.organisation.id) &&
    among(filter.types, comment.type) &&
    among(filter.proposalKinds, asks(comment) ? comment.proposalKind : null) &&
    among(filter.statuses, comment.status) &&
    among(filter.languages, comment.language) &&
    (!filter.mine || comment.organisation.id === mine)
  );
}
