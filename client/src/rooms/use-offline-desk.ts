import { useApolloClient } from '@apollo/client/react';
import {
  CommentsDocument,
  ReadingConsultationDocument,
  RoomDocument,
  SectionTextDocument,
  ViewerDocument,
} from '@concord/schema';
import type { CommentFilter, Locale } from '@concord/schema';
import { useEffect, useRef } from 'react';
import { useOpenConsultation } from '../comments';
import { useConnection } from '../platform/connection';
import { keepDesk, type Answer } from './offline-copy';

type OfflineDesk = {
  readonly personId: string;
  readonly filter: CommentFilter;
  readonly first: number;
  /** Changes when the list does: then it is kept anew. */
  readonly list: unknown;
  readonly language: Locale;
};

/** Milliseconds of quiet before the desk is kept: nobody waits for it. */
const quiet = 1500;

/** Milliseconds between two questions to a server that does not answer. */
const askAgain = 8000;

/** Keeps what the desk shows on this device, with every chapter's text, and fetches all anew when a network is back. */
export function useOfflineDesk({ personId, filter, first, list, language }: OfflineDesk): void {
  const client = useApolloClient();
  const { id: consultationId, slug, sections } = useOpenConsultation();
  const connection = useConnection();
  const online = connection === 'online';

  // Files first: on a page that was opened for the first time the network is still there.
  useEffect(() => {
    void navigator.serviceWorker?.register('/service-worker.js').catch(() => {});
  }, []);

  // Nobody asks the server anything while one only writes: so it is asked whether it is there again.
  useEffect(() => {
    if (connection !== 'reconnecting') return;
    const ask = () =>
      void client
        .query({ query: ViewerDocument, fetchPolicy: 'no-cache', context: { signingIn: true } })
        .catch(() => {});
    ask();
    const again = setInterval(ask, askAgain);
    return () => clearInterval(again);
  }, [connection, client]);

  const wasOnline = useRef(online);
  useEffect(() => {
    if (online && !wasOnline.current) void client.refetchQueries({ include: 'active' });
    wasOnline.current = online;
  }, [online, client]);

  useEffect(() => {
    if (!online || !list || personId === '') return;
    let over = false;
    const keep = async () => {
      const texts: Answer[] = [];
      for (const { id, variants } of sections) {
        if (over) return;
        const wanted = variants.some((variant) => variant.language === language)
          ? language
          : variants[0]?.language;
        if (!wanted) continue;
        const variables = { id, language: wanted };
        const { data } = await client.query({ query: SectionTextDocument, variables });
        if (data) texts.push({ question: 'text', variables, data });
      }
      const read = (question: 'viewer' | 'consultation' | 'room' | 'drafts'): Answer[] => {
        const variables = {
          viewer: {},
          consultation: { slug },
          room: { consultationId },
          drafts: { consultationId, filter, first, after: null },
        }[question];
        const query = {
          viewer: ViewerDocument,
          consultation: ReadingConsultationDocument,
          room: RoomDocument,
          drafts: CommentsDocument,
        }[question];
        const data: unknown = client.readQuery({ query, variables } as never);
        return data ? [{ question, variables, data }] : [];
      };
      const asked = (['viewer', 'consultation', 'room', 'drafts'] as const).flatMap(read);
      if (!over) await keepDesk(personId, slug, [...asked, ...texts]);
    };
    // A browser that keeps nothing, or a full disk: then the desk needs a network.
    const timer = setTimeout(() => void keep().catch(() => {}), quiet);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [online, list, personId, client, sections, slug, consultationId, filter, first, language]);
}
