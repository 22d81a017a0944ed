import { useEffect, useRef } from 'react';
import { useLocale } from '../i18n/provider';
import { useViewer } from '../platform/session';

/** On a new device the account's language takes over once it is known; what one chooses afterwards stays. */
export function ViewerLanguage() {
  const viewer = useViewer();
  const { locale, setLocale } = useLocale();
  const followed = useRef<string | null>(null);
  useEffect(() => {
    if (!viewer || followed.current === viewer.person.id) return;
    followed.current = viewer.person.id;
    if (viewer.locale !== locale) void setLocale(viewer.locale).catch(() => undefined);
  }, [viewer, locale, setLocale]);
  return null;
}
