import type { Locale } from '@concord/locale';
import type { Translate } from '../i18n/provider';
import type { Meaning } from '../ui/meaning';

/** The six domains of the profile, and none: the front matter and the annexes belong to none. */
export const domainOptions = ['', '1', '2', '3', '4', '5', '6'] as const;
export type Domain = (typeof domainOptions)[number];

const meanings: Readonly<Record<string, Meaning>> = {
  new: 'agreed',
  changed: 'changed',
  unchanged: 'neutral',
  conflict: 'refused',
};

/** What the import would do with a section, as a chip. */
export function sectionState(
  status: string,
  t: Translate,
): { readonly meaning: Meaning; readonly label: string } {
  const known = status in meanings ? status : 'changed';
  return { meaning: meanings[known] ?? 'changed', label: t(`exchange.section.${known}`) };
}

/** The language these titles look like; null where the letters do not say. */
export function likelyLanguage(titles: readonly string[]): Locale | null {
  const text = titles.join(' ');
  const share = (letters: RegExp): number =>
    (text.match(letters)?.length ?? 0) / Math.max(1, text.match(/\p{L}/gu)?.length ?? 0);
  if (share(/\p{Script=Cyrillic}/gu) > 0.5) return 'ru';
  if (share(/\p{Script=Latin}/gu) < 0.5) return null;
  if (/[əƏ]/u.test(text)) return 'az';
  return /[ğışçöü]/iu.test(text) ? null : 'en';
}
