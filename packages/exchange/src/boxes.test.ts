import { expect, test } from 'vitest';
import { bookmark, cell, level, numbered, p, r, row, style, styled, table } from '../test/docx-builder.js';
import { loss, nodes, read, texts } from '../test/reading.js';

const kinds = async (body: string, styles = '', numbering = ''): Promise<string[]> =>
  (await nodes({ body, styles, numbering })).map((node) =>
    node.type === 'box' ? `box(${node.content.map((inner) => inner.type).join(' ')})` : node.type,
  );

const drawing = (content: string): string =>
  `<w:drawing><wp:inline><wp:docPr id="1" name="Box 1" descr="A map"/><a:graphic>${content}</a:graphic></wp:inline></w:drawing>`;
const textBox = (content: string): string =>
  drawing(`<wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp>`);
const oldTextBox = (content: string): string =>
  `<w:pict><v:shape><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict>`;

test('[EX17] quotation styles of any language make boxes, neighbours make one', async () => {
  const styles = ['Block Text', 'Intense Quote', 'Цитата', 'Sitat']
    .map((name, index) => style(`q${index}`, name))
    .join('');
  const body =
    styled('q0', 'a') +
    styled('q0', 'b') +
    p('c') +
    styled('q1', 'd') +
    p('e') +
    styled('q2', 'f') +
    p('g') +
    styled('q3', 'h');
  expect(await kinds(body, styles)).toEqual([
    'box(paragraph paragraph)',
    'paragraph',
    'box(paragraph)',
    'paragraph',
    'box(paragraph)',
    'paragraph',
    'box(paragraph)',
  ]);
});

test('[EX17] a quotation style in italics is no emphasis', async () => {
  const styles = style('q', 'Quote', '<w:rPr><w:i/></w:rPr>');
  expect((await nodes({ body: styled('q', 'a'), styles }))[0]).toMatchObject({
    content: [{ content: [{ type: 'text', text: 'a' }] }],
  });
  const [box] = await nodes({ body: styled('q', 'a'), styles });
  expect(JSON.stringify(box)).not.toContain('italic');
});

test('[EX17] paragraphs with a border on all sides, and tables of one cell', async () => {
  const border = ['top', 'left', 'bottom', 'right'].map((side) => `<w:${side} w:val="single"/>`).join('');
  const framed = p('a', `<w:pBdr>${border}</w:pBdr>`);
  const line = p('b', '<w:pBdr><w:bottom w:val="single"/></w:pBdr>');
  expect(await kinds(framed + line + table([row([cell(p('c') + p('d'))])]))).toEqual([
    'box(paragraph)',
    'paragraph',
    'box(paragraph paragraph)',
  ]);
});

test('[EX17] lists stay lists in a box; headings and tables become paragraphs and are reported', async () => {
  const numbering = `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '•')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`;
  const inside =
    styled('Heading2', 'Head') + numbered('a', 1) + numbered('b', 1) + table([row([cell('x'), cell('y')])]);
  const body = table([row([cell(inside)])]);
  expect(await kinds(body, '', numbering)).toEqual(['box(paragraph bulletList paragraph paragraph)']);
  expect(loss(await read({ body, numbering }), 'box_structure')).toBe(2);
});

test('[EX17] text boxes, new and old, written twice but read once', async () => {
  const both = `<mc:AlternateContent><mc:Choice Requires="wps">${textBox(p('in'))}</mc:Choice><mc:Fallback>${oldTextBox(p('in'))}</mc:Fallback></mc:AlternateContent>`;
  const document = await read(p(`${r('out')}<w:r>${both}</w:r>`) + p(`<w:r>${oldTextBox(p('old'))}</w:r>`));
  expect(texts(document)).toEqual(['out', 'in', 'old']);
  expect(document.losses).toEqual([]);
});

test('[EX9] a bookmark before a table of one cell is the id of its first paragraph', async () => {
  const [box] = await nodes(`${bookmark('b-0007')}${table([row([cell('c')])])}`);
  expect(box).toMatchObject({ type: 'box', content: [{ attrs: { id: 'b-0007' } }] });
});

test('[EX12] pictures, charts, objects and shapes are reported with what describes them', async () => {
  const picture = drawing('<a:blip/>');
  const chart = drawing('<c:chart/>');
  const object = '<w:object><v:shape/><o:OLEObject/></w:object>';
  const shape = '<w:pict><v:rect/></w:pict>';
  const document = await read(p([picture, chart, object, shape].map((one) => `<w:r>${one}</w:r>`).join('')));
  expect(document.losses).toEqual([
    { kind: 'picture', count: 1, examples: ['A map'] },
    { kind: 'chart', count: 1, examples: ['A map'] },
    { kind: 'drawing', count: 1, examples: [] },
    { kind: 'embedded_object', count: 1, examples: [] },
  ]);
  expect(document.sections).toEqual([]);
});

test('[EX12] headers with words are reported, bare page numbers are not', async () => {
  expect(loss(await read({ body: p('a'), header: p('Draft') }), 'header_footer')).toBe(1);
  expect(loss(await read({ body: p('a'), header: p('7') }), 'header_footer')).toBe(0);
});
