import { ApolloClient, ApolloLink } from '@apollo/client';
import type { Locale } from '@concord/locale';
import { ViewerDocument } from '@concord/schema';
import { OperationTypeNode } from 'graphql';
import { createCache } from './cache';
import { httpLink } from './http-link';
import { liveLink } from './live-link';
import type { SignInGate } from './sign-in-gate';
import { signInLink } from './sign-in-link';
import { createSocket } from './socket';

type Options = { readonly gate: SignInGate; readonly locale: () => Locale };

export function createApollo({ gate, locale }: Options): {
  readonly client: ApolloClient;
  readonly wake: () => void;
} {
  const socket = createSocket({ url: socketUrl('/graphql'), hubUrl: socketUrl('/sync'), locale });
  const client: ApolloClient = new ApolloClient({
    cache: createCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      liveLink(socket, (times) => mayReturn(client, gate, times)),
      signInLink(gate).concat(httpLink(locale)),
    ),
    devtools: { enabled: import.meta.env.DEV },
  });
  return { client, wake: socket.wake };
}

/** A closed socket may mean an ended session, or only that some right has changed: the server is asked which. */
async function mayReturn(client: ApolloClient, gate: SignInGate, times: number): Promise<boolean> {
  const { data } = await client.query({
    query: ViewerDocument,
    // Only asked, not shown: an answer "nobody" must not clear the page while somebody is typing on it.
    fetchPolicy: 'no-cache',
    context: { signingIn: true },
    errorPolicy: 'all',
  });
  if (data && !data.viewer) return gate.wait();
  if (times >= 5) return false;
  await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** times));
  return true;
}

const socketUrl = (path: string) =>
  `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}${path}`;
