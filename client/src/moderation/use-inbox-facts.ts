import { useQuery } from '@apollo/client/react';
import { InboxFactsDocument, type InboxFactsQuery } from '@concord/schema';
import { useCallback, useEffect, useMemo, useRef } from 'react';

export type Facts = NonNullable<InboxFactsQuery['inboxFacts']>;

/** In a busy hour many things happen at once: they are counted again when it has been quiet, at most this often. */
const OFTEN = 2_000;

/** What the inbox counts, which proposals stand against others, and how to count again; `again` is asked then as well. */
export function useInboxFacts(consultationId: string, again: (() => Promise<unknown>) | null) {
  const { data, refetch } = useQuery(InboxFactsDocument, {
    variables: { consultationId },
    fetchPolicy: 'cache-and-network',
  });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  const countAgain = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      // What can't be counted now is counted with the next event.
      Promise.all([refetch(), again?.()]).catch(() => {});
    }, OFTEN);
  }, [refetch, again]);
  const facts: Facts | null = data?.inboxFacts ?? null;
  const conflictOf = useMemo(
    () => new Map((facts?.contested ?? []).map(({ commentId, conflictId }) => [commentId, conflictId])),
    [facts],
  );
  return { facts, conflictOf, countAgain };
}
