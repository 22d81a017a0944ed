import { useApolloClient } from '@apollo/client/react';
import { ViewerDocument } from '@concord/schema';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { signInGate } from '../the-gate';
import { asideShelf } from './aside';
import { openLocalCopy } from './local-copy';
import { DocumentSession, type DocumentOptions, type DocumentState, type SignIn } from './document-session';
import { borrowLine, type SyncLine } from './sync-line';

/** How documents of a kind differ from a section's. */
export type DocumentKind = Pick<DocumentOptions, 'contentOf' | 'schema' | 'keepsCopy'>;
const ofSections: DocumentKind = {};

export type SyncedDocument = {
  readonly session: DocumentSession;
  readonly state: DocumentState;
  /** Asks for the password in place, then goes on. */
  readonly signIn: () => void;
  /** Starts from what the server has; the copy on this device is thrown away. */
  readonly discard: () => void;
};

/**
 * Opens a document for editing for as long as the component lives; null until it is being opened. Any name that the
 * server's gatekeeper knows will do: sections, rooms, notes. `kind` must stay the same object.
 */
export function useSyncedDocument(
  documentName: string,
  personId: string,
  kind: DocumentKind = ofSections,
): SyncedDocument | null {
  const client = useApolloClient();
  const [opened, setOpened] = useState<{ session: DocumentSession; line: SyncLine } | null>(null);
  const [times, setTimes] = useState(0);

  /** Nothing of the answer is kept: the page goes on showing who was signed in. */
  const askSignIn = useCallback(async (): Promise<SignIn> => {
    try {
      const { data } = await client.query({
        query: ViewerDocument,
        fetchPolicy: 'no-cache',
        context: { signingIn: true },
      });
      return data?.viewer?.person.id === personId ? 'same' : 'ended';
    } catch {
      return 'unknown';
    }
  }, [client, personId]);

  useEffect(() => {
    const { line, giveBack } = borrowLine();
    const session = new DocumentSession({
      documentName,
      line,
      askSignIn,
      openCopy: (doc) => openLocalCopy(doc, personId, documentName),
      shelf: asideShelf(personId, documentName),
      ...kind,
    });
    const stopWatching = session.state.subscribe(() => {
      if (!session.state.get().spoiled) return;
      stopWatching();
      void session.end().then(() => setTimes((count) => count + 1));
    });
    // oxlint-disable-next-line react/set-state-in-effect -- made here and not in a render, which React may throw away
    setOpened({ session, line });
    // Leaving the page takes one's presence away; coming back to it by the back button has to bring it back.
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted && session.presence.getLocalState() === null) session.presence.setLocalState({});
    };
    window.addEventListener('pageshow', comeBack);
    return () => {
      window.removeEventListener('pageshow', comeBack);
      stopWatching();
      setOpened(null);
      void session.end();
      giveBack();
    };
  }, [documentName, personId, askSignIn, kind, times]);

  // Somebody else on this page asked for the password, or another window signed in.
  const session = opened?.session;
  const asked = useSyncExternalStore(signInGate.asked.subscribe, signInGate.asked.get);
  useEffect(() => {
    if (asked || !session?.state.get().signedOut) return;
    void askSignIn().then((signIn) => signIn === 'same' && session.again());
  }, [asked, session, askSignIn]);

  const state = useSyncExternalStore(
    session?.state.subscribe ?? watchNothing,
    session?.state.get ?? (() => null),
  );
  if (!opened || !state) return null;
  return {
    session: opened.session,
    state,
    signIn: () => {
      void signInGate.wait().then((again) => again && opened.session.again());
    },
    discard: () => {
      void opened.session.end({ forget: true }).then(() => setTimes((count) => count + 1));
    },
  };
}

const watchNothing = () => () => {};
