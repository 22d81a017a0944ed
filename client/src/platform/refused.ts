import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { Translate } from '../i18n/provider';

/** The answer was a refusal that a person can put right; `message` is already in their language. */
export function isRefused<Result extends { readonly __typename: string }>(
  result: Result,
): result is Extract<Result, { readonly __typename: 'Refused' }> {
  return result.__typename === 'Refused';
}

const sentences = new Set(['PERSISTED_QUERY_NOT_FOUND', 'TIMED_OUT', 'TOO_MANY_WRITES']);

/** One calm sentence for a surprise: what happened, what is safe, what to do. */
export function describeFailure(error: unknown, t: Translate): string {
  if (CombinedGraphQLErrors.is(error)) {
    const [first] = error.errors;
    const { code, requestId: id } = first?.extensions ?? {};
    // What the server says of these helps: reload, wait, try again.
    if (first && typeof code === 'string' && sentences.has(code)) return first.message;
    return typeof id === 'string' ? t('platform.failedWithId', { id }) : t('platform.failed');
  }
  return t('platform.noConnection');
}
