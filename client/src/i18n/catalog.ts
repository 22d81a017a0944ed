import { TYPE } from '@formatjs/icu-messageformat-parser';
import type { Locale } from '@concord/locale';
import type { MessageFormatElement } from 'react-intl';
import { patiently } from './patiently';

/** What the build leaves of a message: its words, or its syntax tree when it has arguments. */
type CompiledMessage = string | MessageFormatElement[];
type CompiledFeature = Readonly<Record<string, CompiledMessage>>;
type CompiledCatalog = Readonly<Record<string, CompiledFeature>>;

export type Messages = Record<string, MessageFormatElement[]>;

type CatalogModule = {
  /** What the frame and the reading view say: one chunk. */
  readonly catalog: CompiledCatalog;
  /** What other features say, fetched with their pages. */
  readonly late: Readonly<Record<string, () => Promise<CompiledFeature>>>;
};

const catalogs: Readonly<Record<Locale, () => Promise<CatalogModule>>> = {
  az: () => import('./catalog.az'),
  en: () => import('./catalog.en'),
  ru: () => import('./catalog.ru'),
};

/** Everything that is said before somebody opens a page of its own. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const { catalog } = await catalogs[locale]();
  return merge(catalog);
}

const lateMessages = new Map<string, Promise<Messages>>();

/** The words of a feature that come with its page; the same promise each time, so that a page can wait for it. */
export function loadLateMessages(locale: Locale, feature: string): Promise<Messages> {
  const key = `${locale}/${feature}`;
  const known = lateMessages.get(key);
  if (known) return known;
  const loading = fetchLate(locale, feature);
  lateMessages.set(key, loading);
  loading.catch(() => lateMessages.delete(key));
  return loading;
}

async function fetchLate(locale: Locale, feature: string): Promise<Messages> {
  const { late } = await catalogs[locale]();
  const load = late[`../${feature}/messages.${locale}.json`];
  if (!load) throw new Error(`${feature} has no messages of its own in ${locale}`);
  return merge({ [feature]: await patiently(load) });
}

export function merge(catalog: CompiledCatalog): Messages {
  const messages: Messages = {};
  for (const feature of Object.values(catalog)) {
    for (const [id, message] of Object.entries(feature)) {
      // A literal element: react-intl takes the short way for it, and never asks for the parser we do not ship.
      messages[id] = typeof message === 'string' ? [{ type: TYPE.literal, value: message }] : message;
    }
  }
  return messages;
}
