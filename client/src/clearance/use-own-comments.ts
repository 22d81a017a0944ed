import { useQuery } from '@apollo/client/react';
import { ClearingDocument } from '@concord/schema';
import type { CommentFilter } from '@concord/schema';
import { useMemo } from 'react';
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
  const shown = data ?? previousData;
  const list = shown?.comments;
  const read = list?.edges.length ?? 0;
  const end = list?.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
  return {
    comments: list?.edges.map(({ node }) => node) ?? null,
    desk: data?.clearingDesk ?? null,
    error,
    refetch,
    readAgain: useOnceMore(() => fetch(null, Math.max(read, page))),
    more: { end, busy: fetching, failed, fetch: () => fetch(end, page) },
  };
}
