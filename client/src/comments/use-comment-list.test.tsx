import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ApolloProvider } from '@apollo/client/react';
import { CommentByIdDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment, CommentFilter, CommentsQuery } from '@concord/schema';
import { act, render, screen, waitFor } from '@testing-library/react';
import { memo } from 'react';
import { expect, test } from 'vitest';
import { createCache } from '../platform/cache';
import { comment, listOf } from './testing';
import { useComment } from './use-comment';
import { useCommentList } from './use-comment-list';

const filter: CommentFilter = { sectionIds: ['s1'] };

const lostPlace = new CombinedGraphQLErrors({
  errors: [{ message: 'Reload', extensions: { code: 'CURSOR_INVALID' } }],
});

/** A server that has these comments and gives two of them at a time. */
function sample(comments: readonly Comment[]) {
  const server = { comments, asked: 0, fails: false, lost: false, until: Promise.resolve() };
  const drawn: string[] = [];
  const link = new ApolloLink(
    ({ variables }) =>
      new Observable<{ data: CommentsQuery }>((observer) => {
        server.asked += 1;
        if (server.fails) return observer.error(new Error('No network'));
        const after: unknown = variables['after'];
        if (server.lost && after !== null) return observer.error(lostPlace);
        const from = after === null ? 0 : server.comments.findIndex(({ id }) => id === after) + 1;
        const page = server.comments.slice(from, from + 2);
        const hasNextPage = from + 2 < server.comments.length;
        const pageInfo = { __typename: 'PageInfo', hasNextPage, endCursor: page.at(-1)?.id ?? null } as const;
        const comments = { ...listOf(...page), totalCount: server.comments.length, pageInfo };
        const answer = async (): Promise<void> => {
          await server.until;
          observer.next({ data: { comments } });
          observer.complete();
        };
        void answer();
      }),
  );
  const client = new ApolloClient({ cache: createCache(), link });
  const Row = memo(function Row({ id }: { readonly id: string }) {
    drawn.push(id);
    return <li>{useComment(id)?.body}</li>;
  });
  let list: ReturnType<typeof useCommentList<{ id: string }>> | null = null;
  function List({ whole }: { readonly whole: boolean }) {
    drawn.push('list');
    list = useCommentList({
      consultationId: 'k',
      filter,
      first: 2,
      whole,
      mine: null,
    });
    if (list.failed) return <p>failed</p>;
    return (
      <ol>
        {list.list?.edges.map(({ node }) => (
          <Row key={node.id} id={node.id} />
        ))}
      </ol>
    );
  }
  const show = (whole = false) =>
    render(
      <ApolloProvider client={client}>
        <List whole={whole} />
      </ApolloProvider>,
    );
  const words = () => screen.queryAllByRole('listitem').map((row) => row.textContent);
  const current = () => {
    if (!list) throw new Error('not shown');
    return list;
  };
  return { client, server, drawn, show, words, current };
}

const some = (...ids: string[]) => ids.map((id) => comment({ id, body: `Words of ${id}` }));

test('[LV8] a comment that changes is read and drawn alone: neither its list nor the comments beside it', async () => {
  const { client, drawn, show, words } = sample(some('a', 'b'));
  show();
  await waitFor(() => expect(words()).toEqual(['Words of a', 'Words of b']));
  drawn.length = 0;
  await act(async () => {
    const changed = comment({ id: 'b', body: 'Other words', status: 'decided' });
    client.writeQuery({ query: CommentByIdDocument, variables: { id: 'b' }, data: { comment: changed } });
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
  expect(words()).toEqual(['Words of a', 'Other words']);
  expect(drawn).toEqual(['b']);
});

test('[LV8] a list comes page by page', async () => {
  const { server, show, words, current } = sample(some('a', 'b', 'c', 'd', 'e'));
  show();
  await waitFor(() => expect(words()).toHaveLength(2));
  await act(() => current().loadMore());
  await waitFor(() => expect(words()).toHaveLength(4));
  expect(server.asked).toBe(2);
  expect(current().hasMore).toBe(true);
});

test('[GQ10] a list whose place leads nowhere any more begins anew, and nobody is shown a failure', async () => {
  const { server, show, words, current } = sample(some('a', 'b', 'c', 'd', 'e'));
  show();
  await waitFor(() => expect(words()).toHaveLength(2));
  server.comments = some('x', 'a', 'b', 'c');
  server.lost = true;
  await act(() => current().loadMore());
  await waitFor(() => expect(words()).toEqual(['Words of x', 'Words of a']));
  server.lost = false;
  await act(() => current().loadMore());
  await waitFor(() => expect(words()).toHaveLength(4));
  expect(current().failed).toBe(false);
});

test('[LV8] all pages come where a text needs every comment', async () => {
  const { show, words, current } = sample(some('a', 'b', 'c', 'd', 'e'));
  show(true);
  await waitFor(() => expect(words()).toHaveLength(5));
  expect(current().hasMore).toBe(false);
});

test('[LV8] what is read anew is read as far as it was read, and never grows short meanwhile', async () => {
  const { server, show, words, current } = sample(some('a', 'b', 'c', 'd', 'e', 'f'));
  show();
  await waitFor(() => expect(words()).toHaveLength(2));
  await act(() => current().loadMore());
  await waitFor(() => expect(words()).toHaveLength(4));
  server.comments = some('a', 'c', 'd', 'e', 'f');
  const lengths = new Set<number>();
  const observer = new MutationObserver(() => lengths.add(words().length));
  observer.observe(document.body, { childList: true, subtree: true });
  await act(() => current().refetch());
  await waitFor(() => expect(words()).toEqual(['a', 'c', 'd', 'e'].map((id) => `Words of ${id}`)));
  observer.disconnect();
  expect([...lengths].every((length) => length >= 4)).toBe(true);
});

test('[LV8] what happens while a page is on its way is in the list that comes, though the page was read before', async () => {
  const { client, server, show, words, current } = sample(some('a', 'b'));
  const held = Promise.withResolvers<void>();
  server.until = held.promise;
  show();
  await waitFor(() => expect(server.asked).toBe(1));
  const late = comment({ id: 'c', body: 'Words of c' });
  act(() => {
    client.writeQuery({ query: CommentByIdDocument, variables: { id: 'c' }, data: { comment: late } });
    current().edit.add(late);
    current().edit.remove('a');
  });
  held.resolve();
  await waitFor(() => expect(words()).toEqual(['Words of b', 'Words of c']));
});

test('[LV8] a list that could not be read says so, and is read when it is asked for again', async () => {
  const { server, show, words, current } = sample(some('a'));
  server.fails = true;
  show();
  await screen.findByText('failed');
  const { asked } = server;
  server.fails = false;
  expect(server.asked).toBe(asked);
  await act(() => current().refetch());
  await waitFor(() => expect(words()).toEqual(['Words of a']));
});
