import { formatDate, formatDateTime } from '@concord/locale';
import { useCallback } from 'react';
import { useLocale } from '../i18n/provider';
import { useOpenConsultation } from './consultation';

/** Dates as the country writes them, in the consultation's time zone: a deadline is where the ministries are. */
export function useMoment(): { day: (iso: string) => string; moment: (iso: string) => string } {
  const { locale } = useLocale();
  const { timeZone } = useOpenConsultation();
  return {
    day: useCallback(
      (iso: string) => formatDate(locale, iso, { timeZone, style: 'short' }),
      [locale, timeZone],
    ),
    moment: useCallback(
      (iso: string) => formatDateTime(locale, iso, { timeZone, style: 'short' }),
      [locale, timeZone],
    ),
  };
}
