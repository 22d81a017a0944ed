import type { Locale } from './locales.js';

export type PluralForm = 'one' | 'few' | 'many' | 'other';

const pluralForms: Readonly<Record<Locale, (n: number) => PluralForm>> = {
  az: (n) => (n === 1 ? 'one' : 'other'),
  en: (n) => (n === 1 ? 'one' : 'other'),
  ru: (n) => {
    if (!Number.isInteger(n)) return 'other';
    const tens = n % 100;
    const ones = n % 10;
    if (ones === 1 && tens !== 11) return 'one';
    if (ones >= 2 && ones <= 4 && (tens < 12 || tens > 14)) return 'few';
    return 'many';
  },
};

/** Which form the noun takes after the number: "1 замечание, 2 замечания, 5 замечаний", but always "5 şərh". */
export const plural = (locale: Locale, n: number): PluralForm => pluralForms[locale](Math.abs(n));

/** "3-cü", "3rd", "3-й". The Russian form is the masculine nominative. */
export const ordinal = (locale: Locale, n: number): string => ordinals[locale](n);

const ordinals: Readonly<Record<Locale, (n: number) => string>> = {
  az: (n) => `${n}-${azerbaijaniEnding(Math.abs(Math.trunc(n)))}`,
  en: (n) => `${n}${englishEnding(Math.abs(Math.trunc(n)))}`,
  ru: (n) => `${n}-й`,
};

/** Follows the last vowel of the number as it is spoken: bir, iki, üç … on, iyirmi … yüz, min, milyon. */
function azerbaijaniEnding(n: number): string {
  const ones = ['', 'ci', 'ci', 'cü', 'cü', 'ci', 'cı', 'ci', 'ci', 'cu'][n % 10];
  const tens = ['', 'cu', 'ci', 'cu', 'cı', 'ci', 'cı', 'ci', 'ci', 'cı'][Math.trunc(n / 10) % 10];
  if (ones) return ones;
  if (tens) return tens;
  if (n === 0) return 'cı';
  if (n % 1_000 !== 0) return 'cü';
  if (n % 1_000_000 !== 0) return 'ci';
  return n % 1_000_000_000 === 0 ? 'cı' : 'cu';
}

function englishEnding(n: number): string {
  const tens = n % 100;
  if (tens > 10 && tens < 14) return 'th';
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th';
}
