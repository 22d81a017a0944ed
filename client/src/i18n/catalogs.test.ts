import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { parsedMessages } from './parsed-messages.fixture';

const src = path.resolve(import.meta.dirname, '..');
const languages = { az: parsedMessages('az'), en: parsedMessages('en'), ru: parsedMessages('ru') };

/** Words that are the same in another language as in English: names, and terms both borrowed. */
const sameByRight = new Set(['vocabulary.role.moderator', 'vocabulary.role.auditor']);

/** The messages inside a message: the forms of a plural, the words of a tag. */
function innerOf(element: MessageFormatElement): readonly MessageFormatElement[][] {
  if ('options' in element) return Object.values(element.options).map((option) => option.value);
  return 'children' in element ? [element.children] : [];
}

/** The arguments a message asks for, with their kind: `count:plural`, `link:tag`. */
function argumentsOf(elements: readonly MessageFormatElement[] = []): string[] {
  const asked = elements.flatMap((element) => {
    const inner = innerOf(element).flatMap((message) => argumentsOf(message));
    return element.type === TYPE.literal || element.type === TYPE.pound
      ? inner
      : [`${element.value}:${TYPE[element.type]}`, ...inner];
  });
  return [...new Set(asked)].toSorted();
}

/** What is said in a message apart from its arguments. */
function wordsOf(elements: readonly MessageFormatElement[] = []): string {
  return elements
    .map((element) =>
      element.type === TYPE.literal ? element.value : innerOf(element).map(wordsOf).join(' '),
    )
    .join(' ');
}

function pluralForms(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => (element.type === TYPE.plural ? [Object.keys(element.options)] : []));
}

test('[UI11] the three languages have the same messages', () => {
  const ids = Object.keys(languages.en).toSorted();
  expect(Object.keys(languages.az).toSorted()).toEqual(ids);
  expect(Object.keys(languages.ru).toSorted()).toEqual(ids);
});

test('[UI11] a message asks for the same arguments in each language', () => {
  for (const [id, message] of Object.entries(languages.en)) {
    const asked = argumentsOf(message);
    expect({ id, az: argumentsOf(languages.az[id]) }).toEqual({ id, az: asked });
    expect({ id, ru: argumentsOf(languages.ru[id]) }).toEqual({ id, ru: asked });
  }
});

test('[UI11] nothing is left in English', () => {
  const left = Object.entries(languages.en)
    .map(([id, message]) => ({ id, words: wordsOf(message) }))
    .filter(({ id, words }) => /\p{L}{2}/u.test(words) && !sameByRight.has(id))
    .filter(({ id, words }) =>
      [languages.az, languages.ru].some((language) => wordsOf(language[id]) === words),
    );
  expect(left).toEqual([]);
});

test('[UI11] counts have the forms their language needs', () => {
  const needed = { en: ['one', 'other'], az: ['one', 'other'], ru: ['one', 'few', 'many', 'other'] } as const;
  for (const language of ['en', 'az', 'ru'] as const) {
    for (const [id, message] of Object.entries(languages[language])) {
      // `=0` and `other` alone only tell nothing from something; no noun follows the number.
      for (const forms of pluralForms(message).filter((all) =>
        all.some((form) => ['one', 'few', 'many'].includes(form)),
      )) {
        const missing = needed[language].filter((form) => !forms.includes(form));
        expect(missing, `${id} in ${language}`).toEqual([]);
      }
    }
  }
});

test('[UI11] Russian is written in Cyrillic and Azerbaijani in Latin letters', () => {
  for (const [id, message] of Object.entries(languages.az))
    expect(wordsOf(message), id).not.toMatch(/[а-яё]/i);
  for (const [id, message] of Object.entries(languages.ru))
    expect(wordsOf(message), id).not.toMatch(/[əğşı]/i);
});

test('[UI11] an id begins with the name of its folder', () => {
  for (const file of globSync('**/messages.en.json', { cwd: src })) {
    const folder = path.basename(path.dirname(file));
    const ids = Object.keys(JSON.parse(readFileSync(path.join(src, file), 'utf8')) as object);
    for (const id of ids) expect(id.startsWith(`${folder}.`), `${id} in ${folder}`).toBe(true);
  }
});

/** Every text in the sources that looks like a message id: whole, up to a `${`, or from a `}` on. */
function usedIds() {
  const folders = globSync('**/messages.en.json', { cwd: src })
    .map((file) => path.basename(path.dirname(file)))
    .join('|');
  const literal = new RegExp(`['"]((?:${folders})\\.[\\w.-]+)['"]`, 'g');
  const template = new RegExp(`\`((?:${folders})\\.[\\w.-]*)\\$\\{`, 'g');
  const ending = /`\$\{\w+\}(\.[\w.-]+)`/g;
  const sources = globSync('**/*.{ts,tsx}', { cwd: src })
    .filter((file) => !file.includes('.test.'))
    .map((file) => readFileSync(path.join(src, file), 'utf8'));
  const found = (pattern: RegExp) =>
    new Set(sources.flatMap((source) => [...source.matchAll(pattern)].flatMap(([, id]) => (id ? [id] : []))));
  return { whole: found(literal), prefixes: found(template), endings: found(ending) };
}

test('[UI12] every message that the sources ask for exists', () => {
  const { whole, prefixes } = usedIds();
  const ids = Object.keys(languages.en);
  expect([...whole].filter((id) => !(id in languages.en))).toEqual([]);
  expect([...prefixes].filter((prefix) => !ids.some((id) => id.startsWith(prefix)))).toEqual([]);
});

test('[UI12] every message is asked for', () => {
  const { whole, prefixes, endings } = usedIds();
  const asked = (id: string): boolean =>
    whole.has(id) ||
    [...prefixes].some((prefix) => id.startsWith(prefix)) ||
    [...endings].some((ending) => id.endsWith(ending) && whole.has(id.slice(0, -ending.length)));
  expect(Object.keys(languages.en).filter((id) => !asked(id))).toEqual([]);
});
