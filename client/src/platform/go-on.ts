import { CombinedGraphQLErrors } from '@apollo/client/errors';

/**
 * [GQ10] Reads on in a list. Where the place it had come to leads nowhere any more (another version of the server, rights
 * that changed), the list begins anew instead of failing in the reader's hands.
 */
export const goOn = <T>(on: () => Promise<T>, anew: () => Promise<T>): Promise<T> =>
  on().catch((error: unknown) => {
    if (CombinedGraphQLErrors.is(error) && error.errors.some(isLostPlace)) return anew();
    throw error;
  });

const isLostPlace = ({ extensions }: { readonly extensions?: Record<string, unknown> }): boolean =>
  extensions?.['code'] === 'CURSOR_INVALID';
