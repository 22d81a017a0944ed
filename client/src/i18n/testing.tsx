import type { Locale } from '@concord/locale';
import type { ReactNode } from 'react';
import { merge } from './catalog';
import { catalog as az } from './catalog.az';
import { catalog as en } from './catalog.en';
import { catalog as ru } from './catalog.ru';
import { I18nProvider } from './provider';

const catalogs = { az, en, ru };

/** For component tests: every language there at once. */
export function InLanguage({
  locale = 'en',
  children,
}: {
  readonly locale?: Locale;
  readonly children: ReactNode;
}) {
  return (
    <I18nProvider locale={locale} messages={merge(catalogs[locale])}>
      {children}
    </I18nProvider>
  );
}
