import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { isId } from './ids.js';
import { isKey, isText } from './text.js';

test('an id has the shape of one', () => {
  expect(isId(randomUUID())).toBe(true);
  expect(isId(randomUUID().toUpperCase())).toBe(true);
  for (const text of [
    '',
    'x',
    `${randomUUID()} `,
    ` ${randomUUID()}`,
    `${randomUUID()}\n`,
    `{${randomUUID()}}`,
    '\u0000',
  ])
    expect(isId(text), JSON.stringify(text)).toBe(false);
});

test('a text is what PostgreSQL keeps as it was sent', () => {
  for (const text of ['', 'Şərh', 'комментарий', '😀', 'a\nb\tc']) expect(isText(text)).toBe(true);
  for (const text of ['\u0000', 'a\u0000b', '\ud83d', 'a\ude00']) expect(isText(text)).toBe(false);
});

test('a key is short and a text', () => {
  expect(isKey(randomUUID())).toBe(true);
  expect(isKey('k'.repeat(100))).toBe(true);
  for (const key of ['', 'k'.repeat(101), 'a\u0000']) expect(isKey(key)).toBe(false);
});
