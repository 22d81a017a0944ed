import type { ApolloClient } from '@apollo/client';
import {
  ViewerDocument,
  SignOutDocument,
  SignOutEverywhereDocument,
  type ViewerFieldsFragment,
} from '@concord/schema';
import type { ReactNode } from 'react';
import { createContext, use, useEffect, useState } from 'react';
import { useQuery } from '@apollo/client/react';
import type { SignInGate } from './sign-in-gate';

export type Viewer = ViewerFieldsFragment;

export type Session =
  | { readonly state: 'checking' }
  | { readonly state: 'signedOut' }
  | { readonly state: 'signedIn'; readonly viewer: Viewer };

const SessionContext = createContext<Session>({ state: 'checking' });
export const useSession = (): Session => use(SessionContext);

/** Null while nobody is signed in or nobody knows yet. */
export function useViewer(): Viewer | null {
  const session = useSession();
  return session.state === 'signedIn' ? session.viewer : null;
}

/** One object for sending and hearing: a channel does not hear itself. */
const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('concord.session');

type SessionProviderProps = { readonly gate: SignInGate; readonly children: ReactNode };

export function SessionProvider({ gate, children }: SessionProviderProps) {
  const { data, error, refetch } = useQuery(ViewerDocument, { context: { signingIn: true } });
  const current = data?.viewer ?? null;
  // A session that ended under one's hands leaves the person, and what they typed, on the page.
  const [known, setKnown] = useState<Viewer | null>(null);
  if (current && current !== known) setKnown(current);
  const viewer = current ?? known;
  const answered = data !== undefined || error !== undefined;
  const session: Session = viewer
    ? { state: 'signedIn', viewer }
    : answered
      ? { state: 'signedOut' }
      : { state: 'checking' };
  const personId = viewer?.person.id ?? null;

  useEffect(() => {
    gate.guard(personId !== null);
  }, [gate, personId]);

  // Another tab signed in or out: this tab must not go on showing, or sending, in the name of somebody else.
  useEffect(() => {
    if (!answered) return;
    const look = async () => {
      const { data: now } = await refetch();
      if ((now?.viewer?.person.id ?? null) !== personId) window.location.reload();
      else if (gate.asked.get()) gate.settle(true);
    };
    const onMessage = () => void look();
    otherTabs?.addEventListener('message', onMessage);
    return () => otherTabs?.removeEventListener('message', onMessage);
  }, [gate, answered, personId, refetch]);

  return <SessionContext value={session}>{children}</SessionContext>;
}

/** After signing in or out: the other tabs look again. */
export function announceSession(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target; it is our origin's own
  otherTabs?.postMessage('changed');
}

type Cleanup = (personId: string) => Promise<void>;
const cleanups = new Set<Cleanup>();

/** What a feature keeps on this device for a person goes when the person signs out. Returns how to take it back. */
export function atSignOut(cleanup: Cleanup): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

type SignOutOptions = { readonly viewer: Viewer; readonly everywhere?: boolean };

/** Ends the session, clears what belongs to the person, and starts from the first page with an empty memory. */
export async function signOut(
  client: ApolloClient,
  { viewer, everywhere = false }: SignOutOptions,
): Promise<void> {
  await client.mutate({
    mutation: everywhere ? SignOutEverywhereDocument : SignOutDocument,
    context: { signingIn: true },
  });
  await Promise.allSettled([...cleanups].map((cleanup) => cleanup(viewer.person.id)));
  announceSession();
  window.location.assign('/');
}
