import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { DocumentJson } from '@concord/document/model';
import { blockTexts } from '@concord/document/model';
import { docxPath, profileBlocks, wordPath } from '@concord/fixtures';
import type { WordFile } from '@concord/fixtures';
import { beforeAll, describe, expect, test } from 'vitest';
import { flaws, loss } from '../test/reading.js';
import { defaultLimits } from './limits.js';
import type { ImportedDocument } from './read-package.js';
import { readPackage } from './read-package.js';

const LANGUAGES = ['en', 'az', 'ru'] as const;

type Sealed = { readonly id: string; readonly sha256: Readonly<Record<(typeof LANGUAGES)[number], string>> };
const { blocks, footnotes } = JSON.parse(
  readFileSync(new URL('../profile.blocks.json', pathToFileURL(docxPath('en'))), 'utf8'),
) as Record<'blocks' | 'footnotes', Sealed[]>;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

async function textsOf(path: string): Promise<{ document: ImportedDocument; byId: Map<string, string> }> {
  const document = await readPackage(readFileSync(path), defaultLimits);
  const blocks = document.sections.flatMap((section) => blockTexts(section.content));
  return { document, byId: new Map(blocks.map((block) => [block.id, block.text])) };
}

describe.each(LANGUAGES)('profile-v1.%s.docx', (language) => {
  let document: ImportedDocument;
  let byId: Map<string, string>;
  beforeAll(async () => {
    ({ document, byId } = await textsOf(docxPath(language)));
  });

  test('[EX9] every block has its id, its place and its text', () => {
    const expected = profileBlocks();
    expect(expected).toHaveLength(321);
    for (const block of expected) {
      const text = byId.get(block.id) ?? '';
      expect(text, block.id).toBe(block.text[language]);
    }
    for (const block of blocks)
      expect(sha256(byId.get(block.id) ?? ''), block.id).toBe(block.sha256[language]);
    const ids = [...byId.keys()].filter((id) => id.startsWith('b-'));
    expect(ids).toEqual(expected.map((block) => block.id));
  });

  test('[EX10] every note has its id and its text', () => {
    expect(footnotes).toHaveLength(138);
    for (const note of footnotes)
      expect(sha256(byId.get(note.id) ?? ''), note.id).toBe(note.sha256[language]);
  });

  test('[EX12] nothing else is in it but the subtitle, and nothing is lost but the header', () => {
    const others = [...byId.keys()].filter((id) => !id.startsWith('b-') && !id.startsWith('fn-'));
    expect(others).toHaveLength(1);
    expect(document.counts).toMatchObject({ blocks: 322, footnotes: 138, tables: 5 });
    expect(document.losses.map(({ kind, count }) => [kind, count])).toEqual([['header_footer', 1]]);
    expect(document.language).toBe(language);
    expect(flaws(document)).toEqual([]);
  });

  test('[EX11] sections and domains', () => {
    expect(document.sections).toHaveLength(19);
    const domains = document.sections.flatMap(({ key, domain }) =>
      domain === null ? [] : [`${key} ${domain}`],
    );
    expect(domains).toEqual(['b-0064 1', 'b-0097 2', 'b-0126 3', 'b-0147 4', 'b-0173 5', 'b-0196 6']);
  });

  test('[EX15] tables have header rows, boxes are boxes, lists are lists', () => {
    const kinds = document.sections.flatMap((section) => section.content.content.map((node) => node.type));
    const count = (type: string): number => kinds.filter((kind) => kind === type).length;
    expect([count('tableFigure'), count('box'), count('orderedList')]).toEqual([5, 3, 2]);
    const tables = document.sections
      .flatMap((section) => section.content.content)
      .filter((node) => node.type === 'tableFigure');
    for (const {
      content: [, table],
    } of tables) {
      expect(new Set(table.content[0]?.content.map((cell) => cell.type))).toEqual(new Set(['tableHeader']));
      expect(new Set(table.content[1]?.content.map((cell) => cell.type))).toEqual(new Set(['tableCell']));
    }
  });
});

test('[EX9] the three languages have the same shape: same ids, kinds and notes in the same places', async () => {
  const shapes = await Promise.all(
    LANGUAGES.map(async (language) =>
      (await textsOf(docxPath(language))).document.sections.map(({ key, content }) => [key, shape(content)]),
    ),
  );
  expect(shapes[1]).toEqual(shapes[0]);
  expect(shapes[2]).toEqual(shapes[0]);
});

type AnyNode = { readonly type: string; readonly attrs?: object; readonly content?: readonly AnyNode[] };

function shape(content: DocumentJson): unknown {
  const of = (node: AnyNode): unknown[] =>
    node.type === 'text' ? [] : [[node.type, node.attrs, ...(node.content ?? []).flatMap(of)]];
  return of(content);
}

test.each<[WordFile, number, number, number]>([
  ['profile-v1-mph-review.docx', 12, 10, 137],
  ['profile-v1-mlw-review.docx', 8, 6, 138],
])(
  '[EX13] %s: %i comments and %i tracked changes, as its makers counted',
  async (name, comments, changes, notes) => {
    const { document, byId } = await textsOf(wordPath(name));
    expect([loss(document, 'comment'), loss(document, 'tracked_change')]).toEqual([comments, changes]);
    expect([document.counts.footnotes, document.counts.tables]).toEqual([notes, 5]);
    expect(byId.get('b-0067') ?? '').toContain(
      name.includes('mph') ? 'and students until the age of twenty-four' : 'eighteen',
    );
  },
);

test('[EX12] a comment matrix comes in as its table', async () => {
  const { document, byId } = await textsOf(wordPath('matrix-mipo.docx'));
  expect(document.counts).toMatchObject({ blocks: 3, tables: 1 });
  expect([...byId.values()].at(-1)?.split('\n')).toHaveLength(10);
});
