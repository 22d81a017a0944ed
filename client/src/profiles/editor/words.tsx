import type { Locale } from '@concord/locale';
import { use, useMemo, type ReactNode } from 'react';
import { createIntl, createIntlCache, RawIntlProvider, useIntl } from 'react-intl';
import { merge, type Messages } from '../../i18n/catalog';
import { useLocale } from '../../i18n/provider';

/** The editor's words travel with the editor: a reader never downloads them. */
const files = import.meta.glob<Record<string, never>>('./messages.*.json', { import: 'default' });
const loaded = new Map<Locale, Promise<Messages>>();
const cache = createIntlCache();

function load(locale: Locale): Promise<Messages> {
  const known = loaded.get(locale);
  if (known) return known;
  const file = files[`./messages.${locale}.json`];
  const words = file ? file().then((editor) => merge({ editor })) : Promise.resolve({});
  loaded.set(locale, words);
  // A language that could not be fetched may be asked for again.
  words.catch(() => loaded.delete(locale));
  return words;
}

/** The page's words and the editor's own. */
export function EditorWords({ children }: { readonly children: ReactNode }) {
  const { locale } = useLocale();
  const page = useIntl();
  const own = use(load(locale));
  const intl = useMemo(
    () =>
      createIntl(
        {
          locale: page.locale,
          defaultLocale: 'en',
          // The page's are compiled, as ours are.
          messages: { ...(page.messages as Messages), ...own },
          onError: page.onError,
        },
        cache,
      ),
    [page, own],
  );
  return <RawIntlProvider value={intl}>{children}</RawIntlProvider>;
}
