import { ApolloLink, Observable } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import type { SignInGate } from './sign-in-gate';

/** Sends an operation again after the person has signed in again. Operations about signing in opt out by context. */
export function signInLink(gate: SignInGate): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (operation.getContext()['signingIn']) return forward(operation);
    return new Observable((observer) => {
      let retrying = false;
      let retry: { unsubscribe: () => void } | undefined;
      const again = async (giveUp: () => void) => {
        retrying = true;
        const signedIn = await gate.wait();
        if (observer.closed) return;
        if (signedIn) retry = forward(operation).subscribe(observer);
        else giveUp();
      };
      const first = forward(operation).subscribe({
        next: (result) => {
          if (asksForSignIn(result)) {
            void again(() => {
              observer.next(result);
              observer.complete();
            });
          } else observer.next(result);
        },
        error: (error: unknown) => {
          if (ServerError.is(error) && error.statusCode === 401) void again(() => observer.error(error));
          else observer.error(error);
        },
        complete: () => {
          if (!retrying) observer.complete();
        },
      });
      return () => {
        first.unsubscribe();
        retry?.unsubscribe();
      };
    });
  });
}

/** A refused mutation carries it as data, everything else as an error. */
function asksForSignIn(result: ApolloLink.Result): boolean {
  if (result.errors?.some((error) => error.extensions?.['code'] === 'NOT_SIGNED_IN')) return true;
  return Object.values(result.data ?? {}).some(
    (value: unknown) =>
      typeof value === 'object' && value !== null && 'code' in value && value.code === 'NOT_SIGNED_IN',
  );
}
