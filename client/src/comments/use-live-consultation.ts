import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { useApolloClient } from '@apollo/client/react';
import { ConsultationEventsDocument, VariantRevisionsDocument } from '@concord/schema';
import type { EventFieldsFragment as Event, VariantRevisionsSubscription } from '@concord/schema';
import { useEffect, useRef, useState } from 'react';

type Revision = VariantRevisionsSubscription['revisions'];

type Listeners = {
  /** Once for each event, in order; the comment it brings is in the cache already. */
  readonly onEvent: (event: Event) => void;
  /** The text of a variant has a new revision. */
  readonly onRevision?: (revision: Revision) => void;
  /** The server no longer knows where we were: everything shown has to be fetched again. */
  readonly onLost: () => Promise<string | null>;
};

/**
 * Everything that happens in a consultation while its page is open. The socket carries on by itself after a break and
 * asks for what was missed (platform/live-link.ts); here is what a page does about it.
 */
export function useLiveConsultation(
  { id, cursor }: { readonly id: string; readonly cursor: string },
  listeners: Listeners,
): void {
  const client = useApolloClient();
  const latest = useRef(listeners);
  const position = useRef({ id, cursor });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    latest.current = listeners;
  });

  useEffect(() => {
    if (position.current.id !== id) position.current = { id, cursor };
    let over = false;
    const seen = new Set<string>();
    const startAnew = async () => {
      const fresh = over ? null : await latest.current.onLost();
      if (over || fresh === null) return;
      position.current = { id, cursor: fresh };
      setAttempt((count) => count + 1);
    };
    const events = client
      .subscribe({
        query: ConsultationEventsDocument,
        variables: { consultationId: id, after: position.current.cursor },
      })
      .subscribe({
        next: ({ data }) => {
          const event = data?.events;
          if (!event || seen.has(event.cursor)) return;
          seen.add(event.cursor);
          position.current = { id, cursor: event.cursor };
          latest.current.onEvent(event);
          // A round that closes shows what was hidden, and no event says which comments those are; the others change
          // what every page says of the deadline.
          if (event.type.startsWith('round_')) void startAnew();
        },
        error: (error: unknown) => {
          if (CombinedGraphQLErrors.is(error)) void startAnew();
        },
      });
    return () => {
      over = true;
      events.unsubscribe();
    };
    // The cursor is only where the first subscription begins; afterwards the events move it on.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, id, attempt]);

  useEffect(() => {
    if (!latest.current.onRevision) return;
    const revisions = client
      .subscribe({ query: VariantRevisionsDocument, variables: { consultationId: id } })
      .subscribe({
        next: ({ data }) => data && latest.current.onRevision?.(data.revisions),
        // Without this stream the page still learns of new text with the next event or visit.
        error: () => {},
      });
    return () => revisions.unsubscribe();
  }, [client, id]);
}
