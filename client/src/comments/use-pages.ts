import type { ApolloClient, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { CommentsQuery, CommentsQueryVariables, TriageFilter } from '@concord/schema';
import { useCallback, useState } from 'react';
import { goOn } from '../platform/go-on';

/** What a list is asked for by; `after` is where a page of it begins. */
export type Asked = Omit<CommentsQueryVariables, 'after'> & { readonly triage?: TriageFilter };

export type CommentListDocument = TypedDocumentNode<CommentsQuery, Asked & { after?: string | null }>;

/**
 * Fetches a list page by page into the cache and holds on to nothing of it: a query that is watched is read anew with
 * each comment that changes, however many there are.
 */
export function usePages(document: CommentListDocument, asked: Asked) {
  const client = useApolloClient();
  const [underWay, setUnderWay] = useState(0);
  const [failed, setFailed] = useState<Asked | null>(null);
  const fetch = useCallback(
    async (after: string | null, atLeast: number) => {
      setUnderWay((count) => count + 1);
      try {
        const from = (place: string | null) => fetchPages(client, document, asked, place, atLeast);
        await goOn(
          () => from(after),
          () => from(null),
        );
        setFailed(null);
      } catch {
        setFailed(asked);
      } finally {
        setUnderWay((count) => count - 1);
      }
    },
    [client, document, asked],
  );
  return { fetch, fetching: underWay > 0, failed: failed === asked };
}

/** From a place on until there are so many; written at once, so that a list that is read anew never grows short meanwhile. */
async function fetchPages(
  client: ApolloClient,
  document: CommentListDocument,
  asked: Asked,
  after: string | null,
  atLeast: number,
): Promise<void> {
  const pages: { variables: Asked & { after: string | null }; data: CommentsQuery }[] = [];
  let from: string | null = after;
  for (let count = 0; count < atLeast;) {
    const variables = { ...asked, after: from };
    const { data } = await client.query({ query: document, variables, fetchPolicy: 'no-cache' });
    if (!data) throw new Error('No answer');
    pages.push({ variables, data });
    const { edges = [], pageInfo } = data.comments ?? {};
    count += edges.length;
    from = pageInfo?.endCursor ?? null;
    if (!pageInfo?.hasNextPage || from === null || edges.length === 0) break;
  }
  client.cache.batch({
    update: (cache) => pages.forEach((page) => cache.writeQuery({ query: document, ...page })),
  });
}
