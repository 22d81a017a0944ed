/** The words on the screens, read from the client's own catalogues: a journey looks for what people see, in their language. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Language = 'az' | 'en' | 'ru';

const sources = path.resolve(import.meta.dirname, '../../client/src');

const catalogues = new Map<Language, ReadonlyMap<string, string>>();

function catalogue(language: Language): ReadonlyMap<string, string> {
  const known = catalogues.get(language);
  if (known) return known;
  const words = new Map<string, string>();
  for (const file of globSync(`**/messages.${language}.json`, { cwd: sources })) {
    const messages = JSON.parse(readFileSync(path.join(sources, file), 'utf8')) as Record<string, string>;
    for (const [id, message] of Object.entries(messages)) words.set(id, message);
  }
  catalogues.set(language, words);
  return words;
}

/** The plain message with this id. Messages with arguments are not for this: look for a part of them. */
export const words =
  (language: Language) =>
  (id: string): string => {
    const message = catalogue(language).get(id);
    if (message === undefined) throw new Error(`There is no message ${id} in ${language}`);
    if (message.includes('{')) throw new Error(`${id} has arguments`);
    return message;
  };

/** Every message of a language that stands on a screen as it is written. */
export const plainMessages = (language: Language): ReadonlySet<string> =>
  new Set([...catalogue(language).values()].filter((message) => !message.includes('{')));
