import { useQuery } from '@apollo/client/react';
import { InboxFactsDocument, type InboxFactsQuery } from '@concord/schema';
import { useMemo } from 'react';
import { useSoon } from '../platform/soon';

export type Facts = NonNullable<InboxFactsQuery['inboxFacts']>;

/** In a busy hour many things happen at once: they are counted at most this often. */
const OFTEN = 2_000;

/** What the inbox counts, which proposals stand against others, and how to count again; `again` is asked then as well. */
export function useInboxFacts(consultationId: string, again: (() => Promise<unknown>) | null) {
  const { data, refetch } = useQuery(InboxFactsDocument, {
    variables: { consultationId },
    fetchPolicy: 'cache-and-network',
  });
  const countAgain = useSoon(() => Promise.all([refetch(), again?.()]), OFTEN);
  const facts: Facts | null = data?.inboxFacts ?? null;
  const conflictOf = useMemo(
    () => new Map((facts?.contested ?? []).map(({ commentId, conflictId }) => [commentId, conflictId])),
    [facts],
  );
  return { facts, conflictOf, countAgain };
}
