import { formatNumber, type Locale } from '@concord/locale';
import type { ReactNode } from 'react';
import {
  createContext,
  startTransition,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { RawIntlProvider, createIntl, createIntlCache, useIntl, type IntlShape } from 'react-intl';
import { loadLateMessages, loadMessages, type Messages } from './catalog';
import { storeLocale } from './locale-detection';

type LocaleState = {
  readonly locale: Locale;
  readonly messages: Messages;
  /** Resolves once the words of that language are on screen; rejects when they could not be fetched. */
  readonly setLocale: (locale: Locale) => Promise<void>;
};

const LocaleContext = createContext<LocaleState | null>(null);

function intlFor(locale: Locale, messages: Messages): IntlShape {
  const intl = createIntl({ locale, messages, defaultLocale: 'en', onError: report }, createIntlCache());
  // Browsers leave Azerbaijani numbers out of their data and would write "1,327" in the middle of a sentence.
  const numbers = { format: (n: number) => formatNumber(locale, n) };
  Object.assign(intl.formatters, { getNumberFormat: () => numbers });
  return intl;
}

/** A missing word must be seen while developing and in tests, and must not stop an official from working. */
function report(error: { readonly message: string; readonly code?: string }): void {
  // Browsers without Azerbaijani data format with their own: dates and numbers come from @concord/locale anyway.
  if (error.code === 'MISSING_DATA') return;
  if (import.meta.env.MODE === 'test') throw new Error(error.message);
  // oxlint-disable-next-line no-console -- only while developing
  if (import.meta.env.DEV) console.error(error.message);
}

type I18nProviderProps = {
  readonly locale: Locale;
  readonly messages: Messages;
  readonly children: ReactNode;
};

/** `messages` are those of `locale`; later languages are fetched when somebody asks for them. */
export function I18nProvider({ locale: first, messages, children }: I18nProviderProps) {
  const [current, setCurrent] = useState(() => ({ locale: first, messages, intl: intlFor(first, messages) }));
  const wanted = useRef(first);

  const setLocale = useCallback(async (locale: Locale) => {
    wanted.current = locale;
    const words = await loadMessages(locale);
    // Somebody who changed their mind while the words were under way gets the last choice.
    if (wanted.current !== locale) return;
    storeLocale(locale);
    startTransition(() => setCurrent({ locale, messages: words, intl: intlFor(locale, words) }));
  }, []);

  useEffect(() => {
    document.documentElement.lang = current.locale;
  }, [current.locale]);

  const state = useMemo(
    () => ({ locale: current.locale, messages: current.messages, setLocale }),
    [current, setLocale],
  );
  return (
    <LocaleContext value={state}>
      <RawIntlProvider value={current.intl}>{children}</RawIntlProvider>
    </LocaleContext>
  );
}

type LateWordsProps = {
  /** Its folder under `src`, such as `exchange` or `profiles/editor`; what is said above it stays. */
  readonly feature: string;
  readonly children: ReactNode;
};

/** Waits, as a page does for its code, until the words of a feature are there that the catalog leaves out. */
export function LateWords({ feature, children }: LateWordsProps) {
  const { locale } = useLocale();
  const page = useIntl();
  const words = use(loadLateMessages(locale, feature));
  // Everything above is compiled, as these are.
  const intl = useMemo(
    () => intlFor(locale, { ...(page.messages as Messages), ...words }),
    [locale, page, words],
  );
  return <RawIntlProvider value={intl}>{children}</RawIntlProvider>;
}

export function useLocale(): LocaleState {
  const state = use(LocaleContext);
  if (!state) throw new Error('useLocale needs an I18nProvider above it');
  return state;
}

type PlainValue = string | number | boolean | null | undefined;
export type Translate = (id: string, values?: Readonly<Record<string, PlainValue>>) => string;

/** `const t = useText(); t('accounts.signIn.title')`: words for labels, titles and running text. */
export function useText(): Translate {
  const intl = useIntl();
  return useMemo(() => textOf(intl), [intl]);
}

const textOf =
  (intl: IntlShape): Translate =>
  (id, values) =>
    intl.formatMessage({ id }, values);

type Part = (children: ReactNode) => ReactNode;

/** A message with elements inside: `<Words id="…" values={{ link: (words) => <a href="…">{words}</a> }} />`. */
export function Words({
  id,
  values,
}: {
  readonly id: string;
  readonly values: Readonly<Record<string, PlainValue | ReactNode | Part>>;
}) {
  return <>{useIntl().formatMessage({ id }, values as Record<string, ReactNode>)}</>;
}
