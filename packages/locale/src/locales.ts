/** The three languages of the product, equal in everything. */
export const locales = ['az', 'en', 'ru'] as const;
export type Locale = (typeof locales)[number];

/** Each language in itself. */
export const localeNames: Readonly<Record<Locale, string>> = {
  az: 'Azərbaycanca',
  en: 'English',
  ru: 'Русский',
};

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value);
