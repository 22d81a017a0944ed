import type { Locale } from './locales.js';

const signs: Readonly<Record<Locale, { readonly group: string; readonly decimal: string }>> = {
  az: { group: '.', decimal: ',' },
  en: { group: ',', decimal: '.' },
  ru: { group: '\u00a0', decimal: ',' },
};

export type NumberStyle = {
  readonly minimumFractionDigits?: number;
  readonly maximumFractionDigits?: number;
};

/** Making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(style: NumberStyle): Intl.NumberFormat {
  const key = `${style.minimumFractionDigits}/${style.maximumFractionDigits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat('en', style);
  formats.set(key, made);
  return made;
}

/** "1.234.567,89" in Azerbaijani, "1,234,567.89" in English, "1 234 567,89" (no-break spaces) in Russian. */
export const formatNumber = (locale: Locale, n: number, style: NumberStyle = {}): string =>
  formatOf(style)
    .formatToParts(n)
    .map((part) => (part.type === 'group' || part.type === 'decimal' ? signs[locale][part.type] : part.value))
    .join('');
