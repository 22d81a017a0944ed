import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { useApolloClient } from '@apollo/client/react';
import {
  ConsultationEventsDocument,
  ReadingConsultationDocument,
  VariantRevisionsDocument,
} from '@concord/schema';
import type { EventFieldsFragment as Event, VariantRevisionsSubscription } from '@concord/schema';
import { useEffect, useRef, useState } from 'react';
import { useConnection } from '../platform/connection';
import { news } from './news';
import { createReached } from './reached';

type Revision = VariantRevisionsSubscription['revisions'];

type Listeners = {
  /** Once for each event, in order; the comment it brings is in the cache already. */
  readonly onEvent: (event: Event) => void;
  /** The text of a variant has a new revision. */
  readonly onRevision?: (revision: Revision) => void;
  /** After a break in the connection. Events that were missed come by themselves, revisions are not told again. */
  readonly onBack?: () => void;
  /** The server no longer knows where we were, or it is too long ago: everything shown has to be fetched again. */
  readonly onLost: () => Promise<string | null>;
};

const reached = createReached();

/**
 * Everything that happens in a consultation while its page is open. The socket carries on by itself after a break and
 * asks for what was missed (platform/live-link.ts); here is what a page does about it. `place` names the data that is
 * kept right: who comes back to it is told what happened meanwhile.
 */
export function useLiveConsultation(
  { id, cursor }: { readonly id: string; readonly cursor: string },
  listeners: Listeners,
  place = window.location.pathname,
): void {
  const client = useApolloClient();
  const latest = useRef(listeners);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    latest.current = listeners;
  });

  useEffect(() => {
    const after = reached.start(id, place, cursor);
    let over = false;
    const seen = new Set<string>();
    const startAnew = async () => {
      // What is being read is given up when the page goes meanwhile, as it does for somebody whose part has ended.
      const givenUp = (error: unknown): null => {
        if (over) return null;
        throw error;
      };
      const fresh = over ? null : await latest.current.onLost().catch(givenUp);
      if (over || fresh === null) return;
      reached.reach(id, place, fresh);
      news.set({ event: null });
      setAttempt((count) => count + 1);
    };
    const events = client
      .subscribe({ query: ConsultationEventsDocument, variables: { consultationId: id, after } })
      .subscribe({
        next: ({ data, error }) => {
          if (CombinedGraphQLErrors.is(error)) return void startAnew();
          const event = data?.events;
          if (!event || seen.has(event.cursor)) return;
          seen.add(event.cursor);
          reached.reach(id, place, event.cursor);
          latest.current.onEvent(event);
          news.set({ event });
          // A round that closes shows what was hidden, and no event says which comments those are; the others change
          // what every page says of the deadline.
          if (/^round_(changed|extended|paused|resumed|closed)$/.test(event.type)) void startAnew();
          else if (event.type.startsWith('round_'))
            void client.refetchQueries({ include: [ReadingConsultationDocument] });
        },
      });
    return () => {
      over = true;
      events.unsubscribe();
    };
    // The cursor is only where the first subscription begins; afterwards the events move it on.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, id, place, attempt]);

  useEffect(() => {
    if (!latest.current.onRevision) return;
    const revisions = client
      .subscribe({ query: VariantRevisionsDocument, variables: { consultationId: id } })
      .subscribe({
        next: ({ data }) => data && latest.current.onRevision?.(data.revisions),
      });
    return () => revisions.unsubscribe();
  }, [client, id]);

  const connected = useConnection() === 'online';
  const wasConnected = useRef(connected);
  useEffect(() => {
    if (connected && !wasConnected.current) latest.current.onBack?.();
    wasConnected.current = connected;
  }, [connected]);
}
