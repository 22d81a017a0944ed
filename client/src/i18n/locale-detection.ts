import { isLocale, type Locale } from '@concord/locale';

type Wishes = {
  /** Set in the account. */
  readonly viewer?: Locale | null;
  /** Chosen on this device before. */
  readonly stored?: string | null;
  /** `navigator.languages`, most wanted first. */
  readonly preferred?: readonly string[];
};

/** The account decides, then this device, then the browser; English when nobody says anything we speak. */
export function detectLocale({ viewer, stored, preferred = [] }: Wishes): Locale {
  if (viewer) return viewer;
  if (stored && isLocale(stored)) return stored;
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    if (language && isLocale(language)) return language;
  }
  return 'en';
}

/** What the page speaks right now, for whoever stands outside React: `<html lang>` says it. */
export function currentLocale(): Locale {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : 'en';
}

const storageKey = 'concord.locale';

/** Null as well where storage is blocked. */
export function storedLocale(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export function storeLocale(locale: Locale): void {
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // Then the choice lasts as long as the page.
  }
}
