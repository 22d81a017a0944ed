import { ApolloLink, Observable } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import type { Locale } from '@concord/locale';
import { connection } from './connection';
import { payloadOf } from './payload';

/**
 * Queries and mutations, one POST each. What the server says about an operation is a result, whatever its status; an
 * answer without one (a proxy's page, a session that ended) is an error.
 */
export const httpLink = (locale: () => Locale): ApolloLink =>
  new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        const leave = new AbortController();
        const send = async () => {
          const { query, ...rest } = payloadOf(operation, operation.variables);
          const response = await fetch('/graphql', {
            method: 'POST',
            headers: {
              accept: 'application/graphql-response+json,application/json',
              'content-type': 'application/json',
              'x-concord': '1',
              'x-concord-locale': locale(),
            },
            body: JSON.stringify(query === '' ? rest : { query, ...rest }),
            signal: leave.signal,
          });
          connection.requestsAre(response.status < 502);
          const bodyText = await response.text();
          const result = resultIn(bodyText);
          if (!result) throw new ServerError(`Status ${response.status}`, { response, bodyText });
          observer.next(result);
          observer.complete();
        };
        send().catch((error: unknown) => {
          // A request that we cancelled ourselves says nothing about the server.
          if (leave.signal.aborted) return;
          if (!ServerError.is(error)) connection.requestsAre(false);
          observer.error(error);
        });
        return () => leave.abort();
      }),
  );

function resultIn(bodyText: string): ApolloLink.Result | null {
  try {
    const body = JSON.parse(bodyText) as ApolloLink.Result;
    return body.data || body.errors ? body : null;
  } catch {
    return null;
  }
}
