import { ApolloClient, ApolloLink, gql } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { CommentAssigneeFragmentDoc } from '@concord/schema';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { createCache } from '../platform/cache';
import { Assignee } from './assignee';

afterEach(cleanup);

test('[MO2] a row says who takes care of a comment: initials for the eye, the name for all; and changes with it', async () => {
  const cache = createCache();
  const give = (assignee: { id: string; name: string } | null) =>
    cache.writeFragment({
      id: 'Comment:c1',
      fragment: CommentAssigneeFragmentDoc,
      fragmentName: 'CommentAssignee',
      data: {
        __typename: 'Comment',
        id: 'c1',
        moderation: {
          __typename: 'Moderation',
          assignee: assignee && { __typename: 'Person', ...assignee },
        },
      },
    });
  give(null);
  render(
    <ApolloProvider client={new ApolloClient({ cache, link: ApolloLink.empty() })}>
      <InLanguage>
        <Assignee commentId="c1" short />
      </InLanguage>
    </ApolloProvider>,
  );
  expect(screen.getByText('Nobody yet')).toBeDefined();
  expect(screen.getByText('–').getAttribute('aria-hidden')).toBe('true');
  act(() => void give({ id: 'p1', name: 'İlkin Əsəd oğlu Ələkbərov' }));
  expect(await screen.findByText('İlkin Əsəd oğlu Ələkbərov')).toBeDefined();
  expect(screen.getByText('İƏ').getAttribute('aria-hidden')).toBe('true');
  expect(screen.getByTitle('İlkin Əsəd oğlu Ələkbərov')).toBeDefined();
  // What else is learnt of it takes nothing away.
  const fragment = gql`
    fragment TagsOfIt on Comment {
      moderation {
        tags
      }
    }
  `;
  const moderation = { __typename: 'Moderation', tags: ['a tag'] };
  cache.writeFragment({ id: 'Comment:c1', fragment, data: { __typename: 'Comment', moderation } });
  expect(
    cache.readFragment({
      id: 'Comment:c1',
      fragment: CommentAssigneeFragmentDoc,
      fragmentName: 'CommentAssignee',
    })?.moderation?.assignee?.name,
  ).toBe('İlkin Əsəd oğlu Ələkbərov');
});
