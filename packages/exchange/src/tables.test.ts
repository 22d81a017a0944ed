import type { TableFigureNode } from '@concord/document/model';
import { expect, test } from 'vitest';
import type { DocxParts } from '../test/docx-builder.js';
import { bookmark, cell, level, numbered, p, row, style, styled, table } from '../test/docx-builder.js';
import { loss, nodes, read, texts } from '../test/reading.js';

async function figure(parts: DocxParts | string): Promise<TableFigureNode> {
  const found = (await nodes(parts)).find((node) => node.type === 'tableFigure');
  if (!found) throw new Error('no table was read');
  return found;
}

/** `text/colspan/rowspan` of each cell; a header begins with `#`. */
async function grid(parts: DocxParts | string): Promise<string[][]> {
  return (await figure(parts)).content[1].content.map((line) =>
    line.content.map(({ type, attrs, content }) => {
      const words = content
        .flatMap((paragraph) => paragraph.content ?? [])
        .map((node) => (node.type === 'text' ? node.text : ''));
      return `${type === 'tableHeader' ? '#' : ''}${words.join('')}/${attrs.colspan}/${attrs.rowspan}`;
    }),
  );
}

const spans = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`;
const start = '<w:vMerge w:val="restart"/>';
const goOn = '<w:vMerge/>';

test('[EX15] merges across and down', async () => {
  const body = table([
    row([cell('a', spans(2)), cell('b')]),
    row([cell('c', start), cell('d'), cell('e')]),
    row([cell('', goOn), cell('f'), cell('g')]),
  ]);
  expect(await grid(body)).toEqual([
    ['a/2/1', 'b/1/1'],
    ['c/1/2', 'd/1/1', 'e/1/1'],
    ['f/1/1', 'g/1/1'],
  ]);
});

test('[EX15] keeps text that stands in a merged cell, and a merge that has no beginning', async () => {
  const body = table([row([cell('a', goOn), cell('b')]), row([cell('more', goOn), cell('c')])]);
  expect(await grid(body)).toEqual([['amore/1/2', 'b/1/1'], ['c/1/1']]);
});

test('[EX15] fills short rows, cells left out before and after, and legacy merges', async () => {
  const legacy = row([cell('x', '<w:hMerge w:val="restart"/>'), cell('', '<w:hMerge/>'), cell('y')]);
  const body = table([
    row([cell('a'), cell('b'), cell('c')]),
    row([cell('d')], '<w:gridBefore w:val="1"/>'),
    legacy,
  ]);
  expect(await grid(body)).toEqual([
    ['a/1/1', 'b/1/1', 'c/1/1'],
    ['/1/1', 'd/1/1', '/1/1'],
    ['x/2/1', 'y/1/1'],
  ]);
});

test('[EX15] a row that only continues cells above goes', async () => {
  const body = table([
    row([cell('a', start), cell('b', start)]),
    row([cell('', goOn), cell('', goOn)]),
    row([cell('c'), cell('d')]),
  ]);
  expect(await grid(body)).toEqual([
    ['a/1/1', 'b/1/1'],
    ['c/1/1', 'd/1/1'],
  ]);
});

test('[EX15] an absurd span is cut to what Word allows', async () => {
  expect(await grid(table([row([cell('a', spans(4_000_000)), cell('b')]), row([cell('c')])]))).toEqual([
    ['a/63/1', 'b/1/1'],
    ['c/1/1', '/63/1'],
  ]);
});

test('[EX15] header rows: marked ones, or the first of a table whose look says so', async () => {
  const rows = [
    row([cell('a'), cell('b')], '<w:tblHeader/>'),
    row([cell('c'), cell('d')], '<w:tblHeader w:val="0"/>'),
  ];
  expect(await grid(table(rows))).toEqual([
    ['#a/1/1', '#b/1/1'],
    ['c/1/1', 'd/1/1'],
  ]);
  const plain = [row([cell('a'), cell('b')]), row([cell('c'), cell('d')])];
  expect((await grid(table(plain, '<w:tblLook w:val="04A0"/>')))[0]).toEqual(['#a/1/1', '#b/1/1']);
  expect((await grid(table(plain, '<w:tblLook w:val="0600"/>')))[0]).toEqual(['a/1/1', 'b/1/1']);
  const corner = [row([cell(''), cell('b')]), row([cell('c'), cell('d')])];
  expect((await grid(table(corner, '<w:tblLook w:firstRow="1"/>')))[0]).toEqual(['/1/1', 'b/1/1']);
});

test('[EX15] alignment of a cell', async () => {
  const aligned = (value: string): string => cell(p('1', `<w:jc w:val="${value}"/>`));
  const found = await figure(table([row(['left', 'center', 'right', 'end', 'both'].map(aligned))]));
  expect(found.content[1].content[0]?.content.map((one) => one.attrs.align)).toEqual([
    'left',
    'center',
    'right',
    'right',
    null,
  ]);
});

test('[EX15] a caption above or below belongs to its table; of a figure to none', async () => {
  const styles = style('C', 'caption');
  const one = (text: string): string => table([row([cell(text), cell('x')])]);
  const above = await read({
    body: styled('C', 'Table 1') + one('a') + styled('C', 'Table 2') + one('b'),
    styles,
  });
  expect(texts(above)).toEqual(['Table 1\na\tx', 'Table 2\nb\tx']);
  const below = await read({
    body: p('Text') + one('a') + styled('C', 'Table 1') + one('b') + styled('C', 'Table 2'),
    styles,
  });
  expect(texts(below)).toEqual(['Text', 'Table 1\na\tx', 'Table 2\nb\tx']);
  const of = await read({ body: one('a') + styled('C', 'Рисунок 1'), styles });
  expect(texts(of)).toEqual(['\na\tx', 'Рисунок 1']);
});

test('[EX15] a caption typed by hand above its table is one, a sentence about it is not', async () => {
  const one = table([row([cell('a'), cell('x')])]);
  for (const caption of ['Table 3. Permits', 'Cədvəl 1', 'Таблица № 2.1 – Разрешения']) {
    expect(texts(await read(p(caption) + one))).toEqual([`${caption}\na\tx`]);
  }
  expect(texts(await read(p('Table 3 shows the permits') + one))).toEqual([
    'Table 3 shows the permits',
    '\na\tx',
  ]);
});

test('[EX9] the id of a table comes from its caption, from before it, or from its first cell', async () => {
  const styles = style('C', 'caption');
  const one = (text: string): string =>
    table([row([cell(text.startsWith('<') ? p(text) : text), cell('x')])]);
  const start = '<w:bookmarkStart w:id="3" w:name="b-0002"/>';
  const body =
    styled('C', `${bookmark('b-0001')}<w:r><w:t>T</w:t></w:r>`) +
    one('a') +
    p('x') +
    start +
    one('b') +
    p('y') +
    one(`${bookmark('b-0003')}<w:r><w:t>c</w:t></w:r>`);
  const ids = (await nodes({ body, styles })).flatMap((node) =>
    node.type === 'tableFigure' ? [node.attrs.id] : [],
  );
  expect(ids).toEqual(['b-0001', 'b-0002', 'b-0003']);
});

test('[EX15] what a cell cannot hold is laid out as paragraphs and reported', async () => {
  const numbering = `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '•')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`;
  const inner = table([row([cell('in'), cell('ner')])]);
  const body = table([row([cell(numbered('one', 1) + numbered('two', 1)), cell(p('a') + inner)])]);
  const document = await read({ body, numbering });
  expect(texts(document)).toEqual(['\n• one • two\ta in ner']);
  expect([loss(document, 'list_in_table'), loss(document, 'nested_table')]).toEqual([1, 1]);
});

test('[EX15] tabs and empty cells never blur the columns of the reading text', async () => {
  const body = table([row([cell(p('<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>')), cell(''), cell('c')])]);
  expect(texts(await read(body))).toEqual(['\na b\t\tc']);
});

test('[EX12] a table without words is layout and goes', async () => {
  expect(texts(await read(table([row([cell(''), cell('')])]) + p('Text')))).toEqual(['Text']);
});
