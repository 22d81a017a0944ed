import { readFileSync } from 'node:fs';
import type { BlockNode } from '@concord/document/model';
import { expect, test } from 'vitest';
import { docx, level, p, r } from '../test/docx-builder.js';
import { madeByDocx } from '../test/made-by-docx.js';
import { flaws } from '../test/reading.js';
import { defaultLimits } from './limits.js';
import type { ImportedDocument } from './read-package.js';
import { readPackage } from './read-package.js';

type AnyNode = { readonly type: string; readonly content?: readonly AnyNode[]; readonly text?: string };

/** The tree in one line: `orderedList(listItem(paragraph[First]))`. */
function outline(document: ImportedDocument): string[] {
  expect(flaws(document)).toEqual([]);
  const of = (node: AnyNode): string => {
    const inline = (node.content ?? [])
      .filter((inner) => inner.type === 'text')
      .map((inner) => inner.text)
      .join('');
    const inner = (node.content ?? []).filter(
      ({ type }) => !['text', 'footnoteRef', 'hardBreak'].includes(type),
    );
    return `${node.type}${inline === '' ? '' : `[${inline}]`}${inner.length === 0 ? '' : `(${inner.map(of).join(' ')})`}`;
  };
  return document.sections.flatMap(({ content }) => content.content.map((node: BlockNode) => of(node)));
}

const readFile = (name: string): Promise<ImportedDocument> =>
  readPackage(readFileSync(new URL(`../test/files/${name}`, import.meta.url)), defaultLimits);

test('[EX12] a file of the docx library', async () => {
  const document = await readPackage(await madeByDocx(), defaultLimits);
  expect(document.sections.map(({ key, domain }) => [key, domain])).toEqual([
    ['front', null],
    ['b-0001', 1],
  ]);
  expect(outline(document)).toEqual([
    'heading[Profile]',
    'heading[Domain 1. Rights]',
    'paragraph[Bold and web here]',
    'orderedList(listItem(paragraph[First] orderedList(listItem(paragraph[Detail]))) listItem(paragraph[Second]))',
    'bulletList(listItem(paragraph[Point]))',
    'heading[Deep]',
    'tableFigure(tableCaption table(tableRow(tableHeader(paragraph[Wide]) tableHeader(paragraph[Year])) ' +
      'tableRow(tableCell(paragraph[Tall]) tableCell(paragraph[a]) tableCell(paragraph[1])) ' +
      'tableRow(tableCell(paragraph[b]) tableCell(paragraph[2]))))',
    'footnotes(footnote[A source])',
  ]);
  expect(document.losses.map(({ kind }) => kind)).toEqual([
    'table_of_contents',
    'deep_heading',
    'number_format',
  ]);
});

test('[EX12] a file saved by LibreOffice (from test/files/libreoffice.fodt)', async () => {
  const document = await readFile('libreoffice.docx');
  expect(document.language).toBe('az');
  expect(document.sections.map(({ key, title, domain }) => [key, title, domain])).toEqual([
    ['front', 'Miqrasiya profili', null],
    ['b-0101', '1-ci sahə. Miqrantların hüquqları', 1],
  ]);
  const found = outline(document);
  expect(found[2]).toBe(
    'paragraph[Qanun hər kəsin hüququnu qoruyur, m2 üzrə; bax burada və yuxarıda.Yeni sətir.]',
  );
  expect(found.slice(-5)).toEqual([
    'box(paragraph[Çərçivə 1. Birinci abzas.] paragraph[İkinci abzas.])',
    'tableFigure(tableCaption[Cədvəl 1. İcazələr] table(tableRow(tableHeader(paragraph[Növ]) tableHeader(paragraph[2024])) ' +
      'tableRow(tableCell(paragraph[İş]) tableCell(paragraph[müvəqqəti]) tableCell(paragraph[27 300])) ' +
      'tableRow(tableCell(paragraph[mövsümi]) tableCell(paragraph[4 800]))))',
    'paragraph[Mətn davam edir.]',
    'box(paragraph[Haşiyədəki qeyd])',
    'footnotes(footnote[Qanun 9/2017, maddə 14.] footnote[Son qeyd.])',
  ]);
  expect(document.losses).toEqual([{ kind: 'endnote', count: 1, examples: [] }]);
});

test('[EX12] a file in the manner of Google Docs: everything on the run, lists from its own numbering', async () => {
  const look = '<w:rtl w:val="0"/><w:b w:val="1"/>';
  const heading = (text: string): string =>
    `<w:p w:rsidR="0"><w:pPr><w:pStyle w:val="Heading1"/><w:pageBreakBefore w:val="0"/><w:rPr><w:b w:val="1"/></w:rPr></w:pPr><w:bookmarkStart w:colFirst="0" w:colLast="0" w:name="_heading=h.abc" w:id="0"/><w:bookmarkEnd w:id="0"/>${r(text, look)}</w:p>`;
  const item = (text: string, depth: number): string =>
    p(
      r(text, '<w:rtl w:val="0"/>'),
      `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720" w:hanging="360"/>`,
    );
  const file = docx({
    styles:
      '<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="normal"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
    numbering: `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '●')}${level(1, 'bullet', '○')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`,
    relations: [{ id: 'rId7', kind: 'hyperlink', target: 'https://example.org/', external: true }],
    body:
      heading('Domain 2') +
      p(
        r('See ') +
          `<w:hyperlink r:id="rId7">${r('this', '<w:color w:val="1155cc"/><w:u w:val="single"/>')}</w:hyperlink>`,
      ) +
      item('One', 0) +
      item('Inner', 1) +
      item('Two', 0) +
      '<w:sdt><w:sdtPr><w:id w:val="1"/><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>' +
      p(r('In a control')) +
      '</w:sdtContent></w:sdt>',
  });
  const document = await readPackage(file, defaultLimits);
  expect(outline(document)).toEqual([
    'heading[Domain 2]',
    'paragraph[See this]',
    'bulletList(listItem(paragraph[One] bulletList(listItem(paragraph[Inner]))) listItem(paragraph[Two]))',
    'paragraph[In a control]',
  ]);
  expect(document.sections[0]?.content.content[0]).toMatchObject({
    content: [{ type: 'text', text: 'Domain 2' }],
  });
  expect(document.losses).toEqual([]);
});

test('[EX12] a file in the manner of WPS: numeric style ids, empty properties, its own namespaces', async () => {
  const file = docx({
    styles:
      '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="5"><w:name w:val="Quote"/><w:basedOn w:val="1"/></w:style>',
    body:
      `<w:p><w:pPr><w:pStyle w:val="2"/><w:bidi w:val="0"/><w:rPr><w:rFonts w:hint="default"/></w:rPr></w:pPr>${r('Область 4')}</w:p>` +
      `<w:p><w:pPr><w:rPr><w:rFonts w:hint="default"/><w:lang w:val="ru-RU"/></w:rPr></w:pPr><w:r><w:rPr></w:rPr><w:t>Текст</w:t></w:r><wpsCustom:data xmlns:wpsCustom="http://www.wps.cn/officeDocument/2013/wpsCustomData"><wpsCustom:t>нет</wpsCustom:t></wpsCustom:data></w:p>` +
      `<w:p><w:pPr><w:pStyle w:val="5"/></w:pPr>${r('Врезка')}</w:p><w:p/>`,
  });
  const document = await readPackage(file, defaultLimits);
  expect(outline(document)).toEqual(['heading[Область 4]', 'paragraph[Текст]', 'box(paragraph[Врезка])']);
  expect([document.language, document.sections[0]?.domain]).toEqual(['ru', 4]);
});
