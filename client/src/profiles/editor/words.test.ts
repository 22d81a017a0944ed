import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const here = import.meta.dirname;
const sync = path.resolve(here, '../../platform/sync');
const words = (locale: string) =>
  Object.assign(
    {},
    ...[here, sync].map((folder): unknown =>
      JSON.parse(readFileSync(path.join(folder, `messages.${locale}.json`), 'utf8')),
    ),
  ) as Record<string, string>;
const argumentsOf = (message: string) =>
  [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name))].filter(
    (name) => name !== undefined,
  );

test.each(['az', 'ru'])('[ED11] the editor says the same in %s as in English', (locale) => {
  const en = words('en');
  const other = words(locale);
  expect(Object.keys(other).toSorted()).toEqual(Object.keys(en).toSorted());
  for (const [id, message] of Object.entries(en)) {
    for (const name of argumentsOf(message)) expect(other[id], id).toContain(`{${name}`);
    // A pattern of arguments only is the same everywhere.
    if (message.replaceAll(/\{[^}]*\}|[\s\p{P}]/gu, '') !== '') expect(other[id], id).not.toBe(message);
  }
});

test('[ED11] every word the editor asks for exists, and every one that exists is asked for', () => {
  const known = Object.keys(words('en'));
  const source = [here, sync]
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
        .map((file) => readFileSync(path.join(folder, file), 'utf8')),
    )
    .join('\n');
  const asked = [...source.matchAll(/['`]((?:editor|sync)\.[\w.]+)(\$\{)?/g)].map(([, id, open]) => ({
    id: id ?? '',
    open,
  }));
  for (const { id, open } of asked) {
    expect(
      known.some((one) => (open ? one.startsWith(id) : one === id)),
      id,
    ).toBe(true);
  }
  for (const id of known) {
    expect(
      asked.some((one) => (one.open ? id.startsWith(one.id) : one.id === id)),
      id,
    ).toBe(true);
  }
});
