import type { InMemoryCache } from '@apollo/client';
import type { Asked } from './use-pages';

/** A list as the cache keeps it: comments by reference. */
export type StoredList = {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly __ref: string } }[];
};

/**
 * The list with or without a comment: the same object when nothing changes. Only the list is written; to write a long
 * list with all its comments, as the answer of a query, takes seconds.
 */
export function listed<List extends StoredList>(list: List, ref: string, place: 'in' | 'out'): List {
  const edges = list.edges.filter(({ node }) => node.__ref !== ref);
  const shown = edges.length < list.edges.length;
  if (shown === (place === 'in')) return list;
  if (place === 'out') return { ...list, totalCount: Math.max(0, list.totalCount - 1), edges };
  const edge = { __typename: 'CommentEdge', cursor: '', node: { __ref: ref } };
  return { ...list, totalCount: list.totalCount + 1, edges: [...edges, edge] };
}

/** Puts a comment that is in the cache into the list that was asked for so, or takes it out; nothing while it has not come. */
export function putInList(
  cache: InMemoryCache,
  { triage, ...asked }: Asked,
  commentId: string,
  place: 'in' | 'out',
): void {
  const name = cache.policies.getStoreFieldName({
    typename: 'Query',
    fieldName: triage ? 'inbox' : 'comments',
    args: triage ? { ...asked, triage } : asked,
  });
  cache.modify<Record<string, StoredList | null>>({
    fields: {
      [name]: (list) => list && listed(list as StoredList, `Comment:${commentId}`, place),
    },
  });
}
