import type { Locale } from '@concord/locale';
import type { Messages } from './message';
import { patiently } from './patiently';

/** The messages of each feature. */
type Catalog = Readonly<Record<string, Messages>>;

type CatalogModule = {
  /** What the frame and the reading view say: one chunk. */
  readonly catalog: Catalog;
  /** What other features say, fetched with their pages. */
  readonly late: Readonly<Record<string, () => Promise<Messages>>>;
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
  return patiently(load);
}

export const merge = (catalog: Catalog): Messages => Object.assign({}, ...Object.values(catalog)) as Messages;
