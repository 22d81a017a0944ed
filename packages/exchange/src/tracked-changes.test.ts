import { expect, test } from 'vitest';
import { bookmark, cell, p, r, row, table } from '../test/docx-builder.js';
import { loss, read, texts } from '../test/reading.js';

const by = (author: string): string => `w:id="1" w:author="${author}"`;
const ins = (text: string, author = 'A'): string => `<w:ins ${by(author)}>${r(text)}</w:ins>`;
const del = (text: string, author = 'A'): string =>
  `<w:del ${by(author)}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;

test('[EX13] reads tracked changes as accepted and counts a replacement once', async () => {
  const document = await read(p(r('one ') + del('two') + ins('three') + r(' four') + del(' five')));
  expect(texts(document)).toEqual(['one three four']);
  expect(loss(document, 'tracked_change')).toBe(2);
});

test('[EX13] the changes of two people are two', async () => {
  expect(loss(await read(p(r('x') + del('two', 'A') + ins('three', 'B'))), 'tracked_change')).toBe(2);
});

test('[EX13] a deleted paragraph is gone, with one entry for mark and words', async () => {
  const mark = `<w:rPr><w:del ${by('A')}/></w:rPr>`;
  const document = await read(p('before') + p(del('gone'), mark) + p('after'));
  expect(texts(document)).toEqual(['before', 'after']);
  expect(loss(document, 'tracked_change')).toBe(1);
});

test('[EX13] a deleted paragraph end joins the next one and keeps the first id', async () => {
  const mark = `<w:rPr><w:del ${by('A')}/></w:rPr>`;
  const document = await read(
    p(`${bookmark('b-0001')}${r('one ')}`, mark) + p(`${bookmark('b-0002')}${r('two')}`),
  );
  expect(texts(document)).toEqual(['one two']);
  expect(document.sections[0]?.content.content[0]).toMatchObject({ attrs: { id: 'b-0001' } });
});

test('[EX13] moved text is read where it went, a deleted row is gone', async () => {
  const moved =
    p(`<w:moveFrom ${by('A')}>${r('x')}</w:moveFrom>${r('a')}`) +
    p(`<w:moveTo ${by('A')}>${r('x')}</w:moveTo>`);
  const document = await read(
    moved + table([row([cell('1'), cell('2')]), row([cell('3'), cell('4')], `<w:del ${by('A')}/>`)]),
  );
  expect(texts(document)).toEqual(['a', 'x', '\n1\t2']);
});

test('[EX13] counts changes of format and comments', async () => {
  const document = await read({
    body: p(r('a', `<w:rPrChange ${by('A')}><w:rPr/></w:rPrChange>`)),
    comments: `<w:comment w:id="1">${p('Please check')}</w:comment><w:comment w:id="2">${p('Why?')}</w:comment>`,
  });
  expect(loss(document, 'tracked_formatting')).toBe(1);
  expect(document.losses.find((entry) => entry.kind === 'comment')).toEqual({
    kind: 'comment',
    count: 2,
    examples: ['Please check', 'Why?'],
  });
});
