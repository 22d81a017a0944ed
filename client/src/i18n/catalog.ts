import { TYPE } from '@formatjs/icu-messageformat-parser';
import type { Locale } from '@concord/locale';
import type { MessageFormatElement } from 'react-intl';

/** What the build leaves of a message: its words, or its syntax tree when it has arguments. */
type CompiledMessage = string | MessageFormatElement[];
type CompiledCatalog = Readonly<Record<string, Readonly<Record<string, CompiledMessage>>>>;

export type Messages = Record<string, MessageFormatElement[]>;

const loaders: Readonly<Record<Locale, () => Promise<{ readonly catalog: CompiledCatalog }>>> = {
  az: () => import('./catalog.az'),
  en: () => import('./catalog.en'),
  ru: () => import('./catalog.ru'),
};

/** Everything the interface says in one language, as one chunk. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const { catalog } = await loaders[locale]();
  return merge(catalog);
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
