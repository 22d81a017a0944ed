import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Locale } from '@concord/locale';

/** For tests: the messages of every feature as ICU reads them, before our own build has touched them. */
export function parsedMessages(locale: Locale): Readonly<Record<string, MessageFormatElement[]>> {
  const src = path.resolve(import.meta.dirname, '..');
  const files = globSync(`**/messages.${locale}.json`, { cwd: src });
  const messages = files.flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(path.join(src, file), 'utf8')) as Record<string, string>),
  );
  return Object.fromEntries(messages.map(([id, message]) => [id, parse(message)]));
}
