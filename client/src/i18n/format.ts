import {
  collator,
  formatDate,
  formatDateTime,
  formatNumber,
  formatRelative,
  formatTime,
  type DateStyle,
  type Locale,
  type Moment,
} from '@concord/locale';
import { useMemo } from 'react';
import { useLocale } from './provider';

export type Format = {
  readonly date: (moment: Moment, style?: DateStyle) => string;
  readonly time: (moment: Moment) => string;
  readonly dateTime: (moment: Moment, style?: DateStyle) => string;
  /** "5 minutes ago"; from a week on, the date. */
  readonly relative: (moment: Moment, now: Moment) => string;
  readonly number: (n: number) => string;
  readonly compare: (a: string, b: string) => number;
};

export function formatFor(locale: Locale, timeZone: string): Format {
  return {
    date: (moment, style) => formatDate(locale, moment, style ? { timeZone, style } : { timeZone }),
    time: (moment) => formatTime(locale, moment, { timeZone }),
    dateTime: (moment, style) => formatDateTime(locale, moment, style ? { timeZone, style } : { timeZone }),
    relative: (moment, now) => formatRelative(locale, moment, { now, timeZone }),
    number: (n) => formatNumber(locale, n),
    compare: collator(locale).compare,
  };
}

/** Dates of a consultation are told in its own time zone; without one, in that of the device. */
export function useFormat(timeZone?: string): Format {
  const { locale } = useLocale();
  return useMemo(() => formatFor(locale, timeZone ?? deviceTimeZone()), [locale, timeZone]);
}

const deviceTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
