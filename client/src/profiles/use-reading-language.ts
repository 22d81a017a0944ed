import { isLocale } from '@concord/locale';
import type { Locale } from '@concord/schema';
import { useCallback } from 'react';
import { useSearchParams } from 'wouter';
import type { Consultation } from '../comments';
import { useLocale } from '../i18n/provider';

/**
 * The language of the text: as the address says, else that of the interface if the section has it, else the original or
 * whatever there is. A reader finds a text in another language rather than none.
 */
export function useReadingLanguage(
  { languages, originalLanguage }: Consultation,
  available: readonly Locale[],
) {
  const { locale } = useLocale();
  const [query, setQuery] = useSearchParams();
  const wished = query.get('lang');
  const asked = wished !== null && isLocale(wished) && languages.includes(wished) ? wished : null;
  const language =
    asked ??
    [locale, originalLanguage, ...available].find((one) => available.includes(one)) ??
    originalLanguage;
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
