import { ApolloLink, Observable } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { Client, ExecutionResult } from 'graphql-ws';
import { payloadOf } from './payload';

/** Told how often in a row this subscription was refused already; says whether to try again. */
type OnRefused = (times: number) => Promise<boolean>;

/**
 * Subscriptions over one socket that may break at any time. A subscription with an `after` variable goes on where it
 * stood: each event that carries a `cursor` moves `after` forward, so that a new socket asks for what was missed and
 * for nothing twice.
 */
export function liveLink(client: Pick<Client, 'subscribe'>, onRefused: OnRefused): ApolloLink {
  return new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        const variables: Record<string, unknown> = { ...operation.variables };
        // The socket client writes this object anew for every connection.
        const payload = payloadOf(operation, variables);
        let refusals = 0;
        let stop = () => {};
        const start = () => {
          stop = client.subscribe(payload, {
            next: (result: ExecutionResult) => {
              refusals = 0;
              const cursor = cursorOf(result);
              if (cursor !== null && 'after' in variables) variables['after'] = cursor;
              observer.next(result as ApolloLink.Result);
            },
            complete: () => observer.complete(),
            error: (error) => void recover(error),
          });
        };
        const recover = async (error: unknown) => {
          const again = isRefusedSocket(error) && (await onRefused(refusals));
          refusals += 1;
          if (observer.closed) return;
          if (again) start();
          else observer.error(asError(error));
        };
        start();
        return () => stop();
      }),
  );
}

function cursorOf(result: ExecutionResult): string | null {
  for (const value of Object.values(result.data ?? {})) {
    if (
      typeof value === 'object' &&
      value !== null &&
      'cursor' in value &&
      typeof value.cursor === 'string'
    ) {
      return value.cursor;
    }
  }
  return null;
}

/** The server's close codes for a session or a right that has ended. */
export const isRefusedSocket = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (error.code === 4401 || error.code === 4403);

function asError(error: unknown): Error {
  if (error instanceof Error) return error;
  if (Array.isArray(error)) return new CombinedGraphQLErrors({ errors: error });
  const reason = typeof error === 'object' && error !== null && 'reason' in error ? String(error.reason) : '';
  return new Error(`The live connection ended. ${reason}`.trim());
}
