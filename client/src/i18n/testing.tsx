import type { Locale } from '@concord/locale';
import type { ReactNode } from 'react';
import { merge } from './catalog';
import { I18nProvider } from './provider';

/** Every message of every feature, in each language. */
export const allMessages = {
  az: merge(
    import.meta.glob<Record<string, never>>('../**/messages.az.json', { eager: true, import: 'default' }),
  ),
  en: merge(
    import.meta.glob<Record<string, never>>('../**/messages.en.json', { eager: true, import: 'default' }),
  ),
  ru: merge(
    import.meta.glob<Record<string, never>>('../**/messages.ru.json', { eager: true, import: 'default' }),
  ),
};

/** For component tests: every language there at once. */
export function InLanguage({
  locale = 'en',
  children,
}: {
  readonly locale?: Locale;
  readonly children: ReactNode;
}) {
  return (
    <I18nProvider locale={locale} messages={allMessages[locale]}>
      {children}
    </I18nProvider>
  );
}
