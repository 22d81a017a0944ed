import { useMutation } from '@apollo/client/react';
import type { Locale } from '@concord/locale';
import { SetLocaleDocument } from '@concord/schema';
import { useLocale, useText } from '../i18n/provider';
import { useViewer } from '../platform/session';
import { useToast } from '../ui/toast';

/** Changes the language at once, and in the account when somebody is signed in. */
export function useChooseLocale(): (locale: Locale) => Promise<void> {
  const t = useText();
  const toast = useToast();
  const viewer = useViewer();
  const { setLocale } = useLocale();
  const [remember] = useMutation(SetLocaleDocument);
  return async (locale) => {
    try {
      await setLocale(locale);
    } catch {
      toast({ text: t('accounts.language.failed'), meaning: 'refused' });
      return;
    }
    // The screen already speaks it; the account learns it when it can.
    if (viewer) await remember({ variables: { locale } }).catch(() => undefined);
  };
}
