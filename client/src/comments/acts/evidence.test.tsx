import { ApolloClient, ApolloLink, gql, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { InLanguage } from '../../i18n/testing';
import { createCache } from '../../platform/cache';
import { comment } from '../testing';
import Evidence from './evidence';

const piece = (name: string) => ({
  __typename: 'Evidence',
  id: name,
  name,
  mediaType: 'text/html',
  size: null,
  href: `https://${name}/`,
  addedAt: '2026-01-01T00:00:00Z',
});

/** A server with these pieces, and a draft's page over it. */
function page() {
  const pieces = [piece('first.example')];
  const link = new ApolloLink(
    ({ operationName, variables }) =>
      new Observable((observer) => {
        const added =
          operationName === 'AddEvidenceLink' ? piece(new URL(String(variables['href'])).host) : null;
        if (added) pieces.push(added);
        observer.next({
          data: added
            ? { addEvidenceLink: added }
            : { comment: { __typename: 'Comment', id: 'c1', evidence: [...pieces] } },
        });
        observer.complete();
      }),
  );
  const client = new ApolloClient({ cache: createCache(), link });
  const at = (version: number) => (
    <InLanguage>
      <ApolloProvider client={client}>
        <Evidence comment={comment({ version })} editable />
      </ApolloProvider>
    </InLanguage>
  );
  return { pieces, at };
}

test('[EV5] what a colleague gives to a draft is there with its new version', async () => {
  const { pieces, at } = page();
  const { rerender } = render(at(1));
  await screen.findByText('first.example');
  expect(screen.queryByText('second.example')).toBeNull();
  pieces.push(piece('second.example'));
  rerender(at(2));
  expect(await screen.findByText('second.example')).toBeTruthy();
});

test('[SQ1][EV5] evidence that a list has brought is shown without asking for each; with a new version it is asked for', async () => {
  const asked: string[] = [];
  const link = new ApolloLink(
    ({ variables }) =>
      new Observable((observer) => {
        const id = String(variables['id']);
        asked.push(id);
        const evidence = [piece(`${id}.example`), piece('second.example')];
        observer.next({ data: { comment: { __typename: 'Comment', id, evidence } } });
        observer.complete();
      }),
  );
  const cache = createCache();
  const ids = ['c1', 'c2', 'c3'];
  for (const id of ids)
    cache.writeFragment({
      id: `Comment:${id}`,
      fragment: gql`
        fragment Listed on Comment {
          id
          evidence {
            id
            name
            mediaType
            size
            href
            addedAt
          }
        }
      `,
      data: { __typename: 'Comment', id, evidence: [piece(`${id}.example`)] },
    });
  const client = new ApolloClient({ cache, link });
  const at = (version: number) => (
    <InLanguage>
      <ApolloProvider client={client}>
        {ids.map((id) => (
          <Evidence key={id} comment={comment({ id, version: id === 'c2' ? version : 1 })} whole inList />
        ))}
      </ApolloProvider>
    </InLanguage>
  );
  const { rerender } = render(at(1));
  for (const id of ids) expect(screen.getByText(`${id}.example`)).toBeTruthy();
  expect(asked).toEqual([]);
  rerender(at(2));
  expect(await screen.findByText('second.example')).toBeTruthy();
  expect(asked).toEqual(['c2']);
});

test('[EV5][CL4] a link is given by keys alone, and the focus comes back', async () => {
  const { at } = page();
  render(at(1));
  await screen.findByText('first.example');
  const button = screen.getByRole('button', { name: 'Add a link' });
  fireEvent.click(button);
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Address' }));
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Address' }), { key: 'Escape' });
  await waitFor(() => expect(document.activeElement).toBe(button));
  fireEvent.click(button);
  const address = screen.getByRole('textbox', { name: 'Address' });
  fireEvent.change(address, { target: { value: 'https://third.example/' } });
  fireEvent.keyDown(address, { key: 'Enter', ctrlKey: true });
  await screen.findByText('third.example');
  await waitFor(() => expect(document.activeElement).toBe(button));
});
