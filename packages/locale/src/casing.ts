import type { Locale } from './locales.js';

// Written out, because i and ı must come out right also where the engine carries no Azerbaijani rules.

export const upper = (locale: Locale, text: string): string =>
  (locale === 'az' ? text.replaceAll('i', 'İ').replaceAll('ı', 'I') : text).toUpperCase();

export const lower = (locale: Locale, text: string): string =>
  (locale === 'az' ? text.normalize('NFC').replaceAll('İ', 'i').replaceAll('I', 'ı') : text).toLowerCase();

/** The first letter raised, the rest left alone. */
export function capitalise(locale: Locale, text: string): string {
  const [first = ''] = text;
  return upper(locale, first) + text.slice(first.length);
}
