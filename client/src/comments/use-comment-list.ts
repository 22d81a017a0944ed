import type { InMemoryCache } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { CommentsDocument } from '@concord/schema';
import type {
  CommentFilter,
  CommentsQuery,
  CommentsQueryVariables,
  EventFieldsFragment as Event,
  TriageFilter,
} from '@concord/schema';
import type { TypedDocumentNode } from '@apollo/client';
import { useCallback, useEffect, useMemo } from 'react';
import type { CommentList } from './comment-list';
import { placeOf } from './live-events';
import type { Comments } from './live-events';
import { putInList } from './stored-list';

type ListOptions = {
  readonly consultationId: string;
  readonly filter: CommentFilter;
  readonly first: number;
  /** For moderators: another question with the same answer, narrowed by where comments stand among them. */
  readonly among?: { readonly document: CommentListDocument; readonly triage: TriageFilter };
  /** Fetches page after page until all are there: for a section, whose text needs every comment. */
  readonly whole?: boolean;
  /** The organisation of the viewer, for filters by "mine". */
  readonly mine: string | null;
};

type ListVariables = CommentsQueryVariables & { triage?: TriageFilter };

export type CommentListDocument = TypedDocumentNode<CommentsQuery, ListVariables>;

/** A list of comments from the server, with what happens to it live. */
export function useCommentList({ consultationId, filter, first, among, whole = false, mine }: ListOptions) {
  const cache = useApolloClient().cache as InMemoryCache;
  const triage = among?.triage;
  const { data, previousData, loading, error, fetchMore, refetch } = useQuery<CommentsQuery, ListVariables>(
    among?.document ?? CommentsDocument,
    {
      variables: { consultationId, filter, first, after: null, ...(among && { triage: among.triage }) },
    },
  );
  const list: Comments | null = (data ?? previousData)?.comments ?? null;
  const endCursor = data?.comments?.pageInfo.endCursor ?? null;
  const hasMore = data?.comments?.pageInfo.hasNextPage ?? false;

  const loadMore = useCallback(
    () =>
      // The cache puts it behind the pages before.
      fetchMore({ variables: { after: endCursor } }),
    [fetchMore, endCursor],
  );
  useEffect(() => {
    if (!whole || !hasMore || endCursor === null) return;
    // A page that fails is asked for again with the next change of the list; nobody is shown half a list as whole.
    loadMore().catch(() => {});
  }, [whole, hasMore, endCursor, loadMore]);

  const put = useCallback(
    (commentId: string, place: 'in' | 'out') =>
      putInList(cache, { consultationId, filter, first, triage }, commentId, place),
    [cache, consultationId, filter, first, triage],
  );
  const apply = useCallback(
    (event: Event) => {
      const id = event.comment?.id ?? event.commentId;
      const place = placeOf(event, filter, mine);
      if (id !== null && place !== 'any') put(id, place);
    },
    [put, filter, mine],
  );
  const edit = useMemo<CommentList>(
    () => ({
      add: (comment) => put(comment.id, 'in'),
      remove: (commentId) => put(commentId, 'out'),
    }),
    [put],
  );
  return { list, loading, error, hasMore, loadMore, refetch, apply, edit };
}
