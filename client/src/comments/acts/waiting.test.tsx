import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { expect, test } from 'vitest';
import { InLanguage } from '../../i18n/testing';
import { createCache } from '../../platform/cache';
import { askAhead } from './ask-ahead';
import { comment } from '../testing';
import Evidence from './evidence';
import Withheld from './withheld';

/** A server that answers when it is told to. */
function sample(fails = false) {
  const waiting: (() => void)[] = [];
  const asked: string[] = [];
  const link = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        asked.push(operationName ?? '');
        waiting.push(() => {
          if (fails) return observer.error(new Error('No network'));
          observer.next({ data: { comment: { ...parts, __typename: 'Comment', id: 'c1' } } });
          observer.complete();
        });
      }),
  );
  const client = new ApolloClient({ cache: createCache(), link });
  const answer = () =>
    act(async () => {
      waiting.splice(0).forEach((one) => one());
      await new Promise((resolve) => setTimeout(resolve, 0));
    });
  return { client, asked, answer };
}

const parts = { body: 'Words', proposal: null, withheld: null, withholdings: [], evidence: [] };
const one = comment({ withheld: { __typename: 'Withholding', id: 'w1' } });

async function open(client: ApolloClient) {
  const until = askAhead(client, one);
  await act(async () => {
    render(
      <InLanguage>
        <ApolloProvider client={client}>
          <Suspense fallback={<p>Waiting</p>}>
            <Withheld comment={one} until={until} />
            <Evidence comment={one} until={until} />
            <button type="button">Below</button>
          </Suspense>
        </ApolloProvider>
      </InLanguage>,
    );
  });
}

const below = () => screen.queryByRole('button', { name: 'Below' });

test('[RV11] what stands below evidence and withheld words waits for them, and nothing is asked twice', async () => {
  const { client, asked, answer } = sample();
  await open(client);
  expect(below()).toBeNull();
  expect(screen.getByText('Waiting')).toBeTruthy();
  await answer();
  expect(below()).not.toBeNull();
  expect(asked.toSorted()).toEqual(['CommentEvidence', 'CommentWithholdings']);
});

test('[RV11] what fails to come holds nothing up', async () => {
  const { client, answer } = sample(true);
  await open(client);
  expect(below()).toBeNull();
  await answer();
  expect(below()).not.toBeNull();
});
