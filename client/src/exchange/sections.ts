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
