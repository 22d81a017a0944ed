import { ApolloLink, Observable, gql } from '@apollo/client';
import { ApolloClient, InMemoryCache } from '@apollo/client';
import { expect, test } from 'vitest';
import { createSignInGate } from './sign-in-gate';
import { signInLink } from './sign-in-link';

const comment = gql`
  mutation Comment($body: String!) {
    draft(body: $body) {
      ... on Refused {
        code
      }
      ... on Comment {
        body
      }
    }
  }
`;

type Answer = { draft: { __typename: string; code?: string; body?: string } };

/** Refuses the first request for want of a session, then takes what it is sent. */
function clientWith(answers: readonly (() => Observable<ApolloLink.Result>)[]) {
  const gate = createSignInGate();
  const sent: unknown[] = [];
  const server = new ApolloLink((operation) => {
    sent.push(operation.variables);
    return (answers[sent.length - 1] ?? answers.at(-1)!)();
  });
  const client = new ApolloClient({
    link: ApolloLink.from([signInLink(gate), server]),
    cache: new InMemoryCache({ possibleTypes: { DraftResult: ['Refused', 'Comment'] } }),
  });
  return { client, gate, sent };
}

const one = (draft: Answer['draft']) => () =>
  new Observable<ApolloLink.Result>((observer) => {
    observer.next({ data: { draft } });
    observer.complete();
  });
const refused = one({ __typename: 'Refused', code: 'NOT_SIGNED_IN' });
const taken = one({ __typename: 'Comment', body: 'kept' });

test('[UI4] a mutation refused for an ended session is sent again, unchanged, after signing in', async () => {
  const { client, gate, sent } = clientWith([refused, taken]);
  gate.guard(true);
  const answer = client.mutate<Answer>({ mutation: comment, variables: { body: 'kept' } });
  await expect.poll(() => gate.asked.get()).toBe(true);
  gate.settle(true);
  expect((await answer).data?.draft.body).toBe('kept');
  expect(sent).toEqual([{ body: 'kept' }, { body: 'kept' }]);
  expect(gate.asked.get()).toBe(false);
});

test('[UI4] giving up hands the refusal to the form, which still has the text', async () => {
  const { client, gate, sent } = clientWith([refused, taken]);
  gate.guard(true);
  const answer = client.mutate<Answer>({ mutation: comment, variables: { body: 'kept' } });
  await expect.poll(() => gate.asked.get()).toBe(true);
  gate.settle(false);
  expect((await answer).data?.draft.code).toBe('NOT_SIGNED_IN');
  expect(sent).toHaveLength(1);
});

test('[UI4] nobody is asked who was not signed in on this page', async () => {
  const { client, gate } = clientWith([refused]);
  const answer = await client.mutate<Answer>({ mutation: comment, variables: { body: 'x' } });
  expect(answer.data?.draft.code).toBe('NOT_SIGNED_IN');
  expect(gate.asked.get()).toBe(false);
});

test('[UI4] several refused requests wait for one dialog', async () => {
  const { client, gate, sent } = clientWith([refused, refused, taken, taken]);
  gate.guard(true);
  const answers = ['a', 'b'].map((body) => client.mutate<Answer>({ mutation: comment, variables: { body } }));
  await expect.poll(() => sent.length).toBe(2);
  gate.settle(true);
  for (const answer of await Promise.all(answers)) expect(answer.data?.draft.body).toBe('kept');
});
