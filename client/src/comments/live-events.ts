import type {
  CommentFieldsFragment as Comment,
  CommentFilter,
  CommentsQuery,
  EventFieldsFragment as Event,
} from '@concord/schema';

import { asks } from './comment-text';

export type Comments = NonNullable<CommentsQuery['comments']>;

/** What a list of comments has to do about an event; a comment that it shows already updates by itself. */
export type Effect = 'joins' | 'leaves' | 'none';

export function effectOf(event: Event, list: Comments, filter: CommentFilter, mine: string | null): Effect {
  const id = event.comment?.id ?? event.commentId;
  const shown = list.edges.some(({ node }) => node.id === id);
  // No comment in an event of a comment: it is not ours to see, any more or at all.
  if (!event.comment) return shown ? 'leaves' : 'none';
  return !shown && matches(event.comment, filter, mine) ? 'joins' : 'none';
}

/** The list after the event: unchanged (the same object) when it is not concerned. */
export function withEvent(
  list: Comments,
  event: Event,
  filter: CommentFilter,
  mine: string | null,
): Comments {
  const effect = effectOf(event, list, filter, mine);
  const { comment } = event;
  if (effect === 'leaves') return withoutComment(list, event.commentId ?? '');
  if (effect === 'joins' && comment) return withComment(list, comment);
  return list;
}

export function withComment(list: Comments, comment: Comment): Comments {
  if (list.edges.some(({ node }) => node.id === comment.id)) return list;
  const edge = { __typename: 'CommentEdge' as const, cursor: list.pageInfo.endCursor ?? '', node: comment };
  return { ...list, totalCount: list.totalCount + 1, edges: [...list.edges, edge] };
}

export function withoutComment(list: Comments, id: string): Comments {
  const edges = list.edges.filter(({ node }) => node.id !== id);
  if (edges.length === list.edges.length) return list;
  return { ...list, totalCount: Math.max(0, list.totalCount - 1), edges };
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
