import { useApolloClient } from '@apollo/client/react';
import { ViewerDocument, type ViewerFieldsFragment } from '@concord/schema';
import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { useLocale } from '../i18n/provider';
import { announceSession } from '../platform/session';

/** Only a path of this site: a link to the sign-in page must not be able to send people elsewhere. */
export function safePath(wish: string | null): string {
  if (!wish || !wish.startsWith('/') || wish.startsWith('//') || wish.includes('\\')) return '/';
  return wish;
}

/** What happens once somebody is in: nothing of before is kept, their language, the page they wanted. */
export function useAfterSignIn() {
  const client = useApolloClient();
  const { setLocale } = useLocale();
  const [, navigate] = useLocation();
  return useCallback(
    async (viewer: ViewerFieldsFragment, next: string | null) => {
      // Not clearStore: it also forgets who watches, and the page would never hear that somebody is in.
      await client.cache.reset();
      client.writeQuery({ query: ViewerDocument, data: { viewer } });
      announceSession();
      // The words of the account's language may not arrive on a bad line; being in matters more.
      await setLocale(viewer.locale).catch(() => undefined);
      navigate(safePath(next), { replace: true });
    },
    [client, navigate, setLocale],
  );
}
