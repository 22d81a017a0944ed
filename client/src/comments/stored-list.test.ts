import { CommentByIdDocument, CommentsDocument } from '@concord/schema';
import type { CommentsQuery } from '@concord/schema';
import { expect, test } from 'vitest';
import { createCache } from '../platform/cache';
import { putInList } from './stored-list';
import { comment, listOf } from './testing';

const asked = { consultationId: 'k', filter: { sectionIds: ['s1'] }, first: 100 };

test('[LV1][LV2] a comment joins and leaves the list as it was asked for, and nothing else is written', () => {
  const cache = createCache();
  const query = { query: CommentsDocument, variables: { ...asked, after: null } };
  const other = { ...query, variables: { ...query.variables, filter: { sectionIds: ['s2'] } } };
  for (const one of [query, other])
    cache.writeQuery({ ...one, data: { comments: listOf(comment(), comment({ id: 'c2' })) } });
  cache.writeQuery({
    query: CommentByIdDocument,
    variables: { id: 'c3' },
    data: { comment: comment({ id: 'c3', body: 'New.' }) },
  });
  const seen: CommentsQuery[] = [];
  cache.watch<CommentsQuery>({
    ...query,
    optimistic: true,
    immediate: true,
    callback: ({ result }) => void seen.push(result as CommentsQuery),
  });
  const ids = () => seen.at(-1)?.comments?.edges.map(({ node }) => node.id);
  putInList(cache, asked, 'c3', 'in');
  expect(ids()).toEqual(['c1', 'c2', 'c3']);
  expect(seen.at(-1)?.comments).toMatchObject({ totalCount: 3, edges: [{}, {}, { node: { body: 'New.' } }] });
  // The others are the same objects: what shows them is not drawn anew.
  expect(seen.at(-1)?.comments?.edges[0]?.node).toBe(seen[0]?.comments?.edges[0]?.node);
  putInList(cache, asked, 'c1', 'out');
  expect(ids()).toEqual(['c2', 'c3']);
  expect(cache.readQuery(other)?.comments?.edges).toHaveLength(2);
  putInList(cache, { ...asked, first: 50 }, 'c2', 'out');
  expect(ids()).toEqual(['c2', 'c3']);
});
