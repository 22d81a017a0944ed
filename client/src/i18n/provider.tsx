import type { Locale } from '@concord/locale';
import type { ReactNode } from 'react';
import {
  createContext,
  createElement,
  Fragment,
  startTransition,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { loadLateMessages, loadMessages } from './catalog';
import { storeLocale } from './locale-detection';
import { spoken, type Messages } from './message';

type LocaleState = {
  readonly locale: Locale;
  readonly messages: Messages;
  /** Resolves once the words of that language are on screen; rejects when they could not be fetched. */
  readonly setLocale: (locale: Locale) => Promise<void>;
};

const LocaleContext = createContext<LocaleState | null>(null);

/** A missing word must be seen while developing and in tests, and must not stop an official from working. */
function report(id: string, why: string): void {
  const message = `${id}: ${why}`;
  if (import.meta.env.MODE === 'test') throw new Error(message);
  // oxlint-disable-next-line no-console -- only while developing
  if (import.meta.env.DEV) console.error(message);
}

type I18nProviderProps = {
  readonly locale: Locale;
  readonly messages: Messages;
  readonly children: ReactNode;
};

/** `messages` are those of `locale`; later languages are fetched when somebody asks for them. */
export function I18nProvider({ locale: first, messages, children }: I18nProviderProps) {
  const [current, setCurrent] = useState({ locale: first, messages });
  const wanted = useRef(first);

  const setLocale = useCallback(async (locale: Locale) => {
    wanted.current = locale;
    const words = await loadMessages(locale);
    // Somebody who changed their mind while the words were under way gets the last choice.
    if (wanted.current !== locale) return;
    storeLocale(locale);
    startTransition(() => setCurrent({ locale, messages: words }));
  }, []);

  useEffect(() => {
    document.documentElement.lang = current.locale;
  }, [current.locale]);

  const state = useMemo(() => ({ ...current, setLocale }), [current, setLocale]);
  return <LocaleContext value={state}>{children}</LocaleContext>;
}

type LateWordsProps = {
  /** Its folder under `src`, such as `exchange` or `profiles/editor`; what is said above it stays. */
  readonly feature: string;
  readonly children: ReactNode;
};

/** Waits, as a page does for its code, until the words of a feature are there that the catalog leaves out. */
export function LateWords({ feature, children }: LateWordsProps) {
  const above = useLocale();
  const words = use(loadLateMessages(above.locale, feature));
  const state = useMemo(() => ({ ...above, messages: { ...above.messages, ...words } }), [above, words]);
  return <LocaleContext value={state}>{children}</LocaleContext>;
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
  const { locale, messages } = useLocale();
  return useMemo(
    () => (id, values) => [said(id, values, locale, messages)].flat().join(''),
    [locale, messages],
  );
}

type Part = (children: ReactNode) => ReactNode;

/** A message with elements inside: `<Words id="…" values={{ link: (words) => <a href="…">{words}</a> }} />`. */
export function Words({
  id,
  values,
}: {
  readonly id: string;
  readonly values: Readonly<Record<string, PlainValue | ReactNode | Part>>;
}) {
  const { locale, messages } = useLocale();
  return createElement(Fragment, null, ...([said(id, values, locale, messages)].flat() as ReactNode[]));
}

/** The id of what can't be said stands in its place. */
function said(
  id: string,
  values: Readonly<Record<string, unknown>> | undefined,
  locale: Locale,
  messages: Messages,
): unknown {
  const message = messages[id];
  let why = `is missing in ${locale}`;
  try {
    if (message !== undefined) return spoken(message, values ?? {}, locale);
  } catch (error) {
    why = error instanceof Error ? error.message : String(error);
  }
  report(id, why);
  return id;
}
