import type { Locale } from './locales.js';

/**
 * The Azerbaijani letters that stand elsewhere than in the common order. U+FFFF sorts behind every letter, so `e` with
 * it comes after all words in `e`: that is where ə belongs. Engines without an Azerbaijani order get it right this way.
 */
const last = '\uffff';
const azerbaijani: Readonly<Record<string, string>> = {
  ç: `c${last}`,
  ə: `e${last}`,
  ğ: `g${last}`,
  x: `h${last}`,
  ı: `h${last}${last}`,
  q: `k${last}`,
  ö: `o${last}`,
  ş: `s${last}`,
  ü: `u${last}`,
  w: `z${last}`,
  Ç: `C${last}`,
  Ə: `E${last}`,
  Ğ: `G${last}`,
  X: `H${last}`,
  I: `H${last}${last}`,
  Q: `K${last}`,
  Ö: `O${last}`,
  Ş: `S${last}`,
  Ü: `U${last}`,
  W: `Z${last}`,
  İ: 'I',
};

const inAzerbaijaniOrder = (text: string): string =>
  text.normalize('NFC').replaceAll(/[çəğxıqöşüwÇƏĞXIQÖŞÜWİ]/g, (letter) => azerbaijani[letter] ?? letter);

export type Collator = { readonly compare: (left: string, right: string) => number };

const commonOrder = new Intl.Collator('en-GB', { numeric: true });
const russianOrder = new Intl.Collator('ru', { numeric: true });

const collators: Readonly<Record<Locale, Collator>> = {
  az: { compare: (left, right) => commonOrder.compare(inAzerbaijaniOrder(left), inAzerbaijaniOrder(right)) },
  en: { compare: (left, right) => commonOrder.compare(left, right) },
  ru: { compare: (left, right) => russianOrder.compare(left, right) },
};

/** The reader's order. Numbers inside texts count as numbers: C2 before C10. */
export const collator = (locale: Locale): Collator => collators[locale];
