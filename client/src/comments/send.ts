import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { RefusalCode } from '@concord/schema';
import { useCallback, useState } from 'react';
import { useText } from '../i18n/provider';
import { describeFailure, isRefused } from '../platform/refused';
import { useFirstWrong } from '../ui/first-wrong';

/** Why nothing was changed. `UNREACHABLE`: nobody knows whether it arrived; sending again with the same key is safe. */
export type Failure = {
  readonly code: RefusalCode | 'UNREACHABLE' | 'FAILED';
  /** One sentence in the reader's language. */
  readonly message: string;
  readonly field: string | null;
};
export type Outcome<Value> = { readonly done: Value } | { readonly failure: Failure };

type Refused = {
  readonly __typename: 'Refused';
  readonly code: RefusalCode;
  readonly message: string;
  readonly field: string | null;
};
type Taken = { readonly __typename: string };

export type Send = <Data, Variables extends Record<string, unknown>, Answer extends Taken>(
  mutation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pick: (data: Data) => Answer,
) => Promise<Outcome<Exclude<Answer, Refused>>>;

/** Sends a mutation; whatever comes of it is a value, so that no form can lose its text to an exception. */
export function useSend(): Send {
  const client = useApolloClient();
  const t = useText();
  return useCallback(
    async <Data, Variables extends Record<string, unknown>, Answer extends Taken>(
      mutation: TypedDocumentNode<Data, Variables>,
      variables: Variables,
      pick: (data: Data) => Answer,
    ): Promise<Outcome<Exclude<Answer, Refused>>> => {
      try {
        const { data } = await client.mutate<Data>({ mutation, variables });
        if (!data) throw new Error('an answer without data');
        const answer = pick(data);
        // What is not a refusal is one of the other members of the union.
        return refusedIn(answer) ? { failure: answer } : { done: answer as Exclude<Answer, Refused> };
      } catch (error) {
        const code = CombinedGraphQLErrors.is(error) ? 'FAILED' : 'UNREACHABLE';
        return { failure: { code, message: describeFailure(error, t), field: null } };
      }
    },
    [client, t],
  );
}

/**
 * For a form or a button: `busy` while something it sent is under way, `failure` why the last changed nothing. In a dialog a
 * refusal that concerns a field leads to it.
 */
export function useSending(): {
  readonly send: Send;
  readonly busy: boolean;
  readonly failure: Failure | null;
} {
  const once = useSend();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useFirstWrong(failure);
  const send = useCallback<Send>(
    async (mutation, variables, pick) => {
      setBusy(true);
      setFailure(null);
      const outcome = await once(mutation, variables, pick);
      setBusy(false);
      if ('failure' in outcome) setFailure(outcome.failure);
      return outcome;
    },
    [once],
  );
  return { send, busy, failure };
}

function refusedIn(answer: Taken): answer is Refused {
  return isRefused(answer);
}
