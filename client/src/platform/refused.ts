import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { Translate } from '../i18n/provider';

/** The answer was a refusal that a person can put right; `message` is already in their language. */
export function isRefused<Result extends { readonly __typename: string }>(
  result: Result,
): result is Extract<Result, { readonly __typename: 'Refused' }> {
  return result.__typename === 'Refused';
}

/** One calm sentence for a surprise: what happened, what is safe, what to do. */
export function describeFailure(error: unknown, t: Translate): string {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const id = first?.extensions?.['requestId'];
    return typeof id === 'string' ? t('platform.failedWithId', { id }) : t('platform.failed');
  }
  return t('platform.noConnection');
}
