import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';

const src = path.resolve(import.meta.dirname, '..');

/** The product's own name is the same everywhere. */
const names = new Set(['Concord']);

/** Attributes that a person reads or hears. */
const spoken = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'title',
  'placeholder',
  'alt',
  'label',
  'description',
  'lead',
]);

function walk(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const child of node) walk(child, visit);
  else if (typeof node === 'object' && node !== null) {
    const record: Record<string, unknown> = { ...node };
    visit(record);
    for (const child of Object.values(record)) walk(child, visit);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const hasWords = (text: unknown): text is string =>
  typeof text === 'string' && /\p{L}{2}/u.test(text) && !names.has(text.trim());

/** What a component says in its own words, instead of through the catalogs. */
export function literalText(source: string): string[] {
  const found: string[] = [];
  walk(parseAst(source, { lang: 'tsx' }), (node) => {
    if (node['type'] === 'JSXText' && hasWords(node['value'])) found.push(node['value'].trim());
    if (node['type'] !== 'JSXAttribute' || !isRecord(node['name']) || !isRecord(node['value'])) return;
    const { name } = node['name'];
    const { type, value } = node['value'];
    if (typeof name === 'string' && spoken.has(name) && type === 'Literal' && hasWords(value))
      found.push(value);
  });
  return found;
}

test('[UI12] the check itself sees words in text and in spoken attributes', () => {
  expect(
    literalText('export const A = () => <p title="Open" className="x">Hello {1} <b>· </b>Concord</p>;'),
  ).toEqual(['Open', 'Hello']);
});

test('[UI12] no component has words of its own', () => {
  const found = globSync('**/*.tsx', { cwd: src })
    .filter((file) => !file.includes('.test.'))
    .map((file) => ({ file, words: literalText(readFileSync(path.join(src, file), 'utf8')) }))
    .filter(({ words }) => words.length > 0);
  expect(found).toEqual([]);
});
