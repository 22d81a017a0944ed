import { isLocale } from '@concord/locale';
import type { Locale } from '@concord/schema';
import { useCallback } from 'react';
import { useSearchParams } from 'wouter';
import type { Consultation } from '../comments';
import { useLocale } from '../i18n/provider';

/** The language of the text: as the address says, else that of the interface, else the original. */
export function useReadingLanguage({ languages, originalLanguage }: Consultation) {
  const { locale } = useLocale();
  const [query, setQuery] = useSearchParams();
  const wished = query.get('lang');
  const candidates = [wished !== null && isLocale(wished) ? wished : null, locale];
  const language =
    candidates.find((one): one is Locale => one !== null && languages.includes(one)) ?? originalLanguage;
  const setLanguage = useCallback(
    (next: Locale) =>
      setQuery(
        (before) => {
          const after = new URLSearchParams(before);
          if (next === locale) after.delete('lang');
          else after.set('lang', next);
          return after;
        },
        { replace: true },
      ),
    [setQuery, locale],
  );
  return { language, setLanguage };
}
