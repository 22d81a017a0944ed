import { blockTexts } from '@concord/document/model';
import { expect, test } from 'vitest';
import { bookmark, p, r, styled } from '../test/docx-builder.js';
import { read } from '../test/reading.js';
import { domainOf } from './sections.js';

test('[EX11] cuts at headings of the first level; a heading that only groups stays a section', async () => {
  const start = (name: string): string => `<w:bookmarkStart w:id="1" w:name="${name}"/>`;
  const body =
    p('before') +
    start('b-0001') +
    styled('Heading1', 'Key findings') +
    start('b-0002') +
    styled('Heading1', 'Domain 1. Rights') +
    styled('Heading2', 'Health') +
    p('text');
  const document = await read(body);
  expect(document.sections.map(({ key, title, domain }) => ({ key, title, domain }))).toEqual([
    { key: 'front', title: '', domain: null },
    { key: 'b-0001', title: 'Key findings', domain: null },
    { key: 'b-0002', title: 'Domain 1. Rights', domain: 1 },
  ]);
});

test.each([
  ['Domain 3. Partnerships', 3],
  ['DOMAIN 6: Borders', 6],
  ['1-ci sahə. Hüquqlar', 1],
  ['6-cı sahə', 6],
  ['3-cü sahə. X', 3],
  ['Sahə 2', 2],
  ['Область 5. Кризисы', 5],
  ['Домен 4', 4],
  ['Domain 7', null],
  ['Domain 12', null],
  ['Области с потенциалом', null],
  ['Annex 1', null],
  ['The domain 1', null],
])('[EX11] %s is domain %s', (title, domain) => {
  expect(domainOf(title)).toBe(domain);
});

test('[EX9] a bookmark that looks like an id is one; others only lead there', async () => {
  const link = (name: string): string => `<w:hyperlink w:anchor="${name}">${r(name)}</w:hyperlink>`;
  const body =
    p(bookmark('_Toc1') + bookmark('annex') + bookmark('b-0012') + r('a')) +
    p(bookmark('p-0a1b2c3d4e') + r('b')) +
    p(link('annex') + link('_Toc1'));
  const document = await read(body);
  const content = document.sections[0]?.content.content ?? [];
  expect(content.slice(0, 2)).toMatchObject([{ attrs: { id: 'b-0012' } }, { attrs: { id: 'p-0a1b2c3d4e' } }]);
  expect(content[2]).toMatchObject({
    content: [{ text: 'annex_Toc1', marks: [{ attrs: { href: '#b-0012' } }] }],
  });
  expect(document.losses).toEqual([{ kind: 'bookmark', count: 1, examples: ['annex'] }]);
});

test('[EX9] an id is given once, to the first block that has it', async () => {
  const document = await read(p(bookmark('b-0001') + r('a')) + p(bookmark('b-0001') + r('b')));
  const ids = document.sections.flatMap(({ content }) => blockTexts(content)).map(({ id }) => id);
  expect(ids[0]).toBe('b-0001');
  expect(ids[1]).toMatch(/^p-[a-z0-9]{10}$/u);
});

test('[EX9] equal paragraphs get different ids; text put elsewhere does not change the ids of the rest', async () => {
  const idsOf = async (body: string): Promise<string[]> =>
    (await read(body)).sections.flatMap(({ content }) => blockTexts(content)).map(({ id }) => id);
  const ids = await idsOf(p('same') + p('same') + p('other'));
  expect(new Set(ids).size).toBe(3);
  expect(await idsOf(p('new') + p('same') + p('same') + p('other'))).toEqual(expect.arrayContaining(ids));
});

test('[EX9] the id of a vanished paragraph is not handed to its neighbour', async () => {
  const document = await read(p(bookmark('b-0001')) + p('next'));
  const [block] = document.sections.flatMap(({ content }) => blockTexts(content));
  expect(block?.id).toMatch(/^p-/u);
});
