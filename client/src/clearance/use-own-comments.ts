import { useQuery } from '@apollo/client/react';
import { ClearingDocument } from '@concord/schema';
import type { CommentFilter } from '@concord/schema';
import { useCallback, useMemo } from 'react';
import { usePages } from '../comments';
import { useOnceMore } from '../platform/once-more';

const page = 100;

/**
 * What an organisation reads of its own comments, page by page; what changed is read anew as far as it was read. The
 * filter stays the same object for as long as it says the same.
 */
export function useOwnComments(consultationId: string, filter: CommentFilter) {
  const asked = useMemo(() => ({ consultationId, filter, first: page }), [consultationId, filter]);
  const { data, previousData, error, refetch } = useQuery(ClearingDocument, {
    variables: asked,
    fetchPolicy: 'cache-and-network',
  });
  const { fetch, fetching, failed } = usePages(ClearingDocument, asked);
  const list = (data ?? previousData)?.comments;
  const read = list?.edges.length ?? 0;
  // Of this list: what is still shown of the one before ends elsewhere.
  const end = data?.comments?.pageInfo.hasNextPage ? data.comments.pageInfo.endCursor : null;
  const next = useCallback(() => fetch(end, page), [fetch, end]);
  return {
    comments: list?.edges.map(({ node }) => node) ?? null,
    desk: data?.clearingDesk ?? null,
    error,
    refetch,
    readAgain: useOnceMore(() => fetch(null, Math.max(read, page))),
    more: { end, busy: fetching, failed, fetch: next },
  };
}
