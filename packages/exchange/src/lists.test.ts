import type { BlockNode } from '@concord/document/model';
import { expect, test } from 'vitest';
import { level, numbered, p, style, styled } from '../test/docx-builder.js';
import { loss, nodes, read } from '../test/reading.js';

const abstract = (id: number, levels: string): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const num = (id: number, abstractId: number, rest = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${rest}</w:num>`;
const restart = (start: number): string =>
  `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride>`;

const decimal =
  level(0, 'decimal', '%1.', '<w:start w:val="1"/>') + level(1, 'lowerLetter', '%2)', '<w:start w:val="1"/>');
const bullets = level(0, 'bullet', '•') + level(1, 'bullet', '–') + level(2, 'bullet', '•');
const numbering = [
  abstract(1, decimal),
  abstract(2, bullets),
  abstract(3, level(0, 'bullet', ' ')),
  abstract(4, level(0, 'none', '')),
  abstract(5, level(0, 'decimal', 'Article %1')),
  abstract(6, level(0, 'none', 'Note:')),
  num(1, 1),
  num(2, 2),
  num(3, 3),
  num(4, 4),
  num(5, 5),
  num(6, 6),
  num(7, 1, restart(1)),
  num(8, 1, restart(5)),
].join('');

/** `1.(a (b c))` like outline of what was read. */
function drawn(
  node: BlockNode | { readonly type: 'listItem'; readonly content: readonly BlockNode[] },
): string {
  if (node.type === 'orderedList') return `${node.attrs.start}(${node.content.map(drawn).join(' | ')})`;
  if (node.type === 'bulletList') return `*(${node.content.map(drawn).join(' | ')})`;
  if (node.type === 'listItem') return node.content.map(drawn).join(' ');
  if (node.type === 'paragraph')
    return (node.content ?? []).map((inline) => (inline.type === 'text' ? inline.text : '')).join('');
  return node.type;
}
const draw = async (body: string, styles = ''): Promise<string[]> =>
  (await nodes({ body, numbering, styles })).map((node) => drawn(node));

test('[EX16] nests bullets and numbers by level', async () => {
  const body =
    numbered('a', 2) + numbered('b', 2, 1) + numbered('c', 2, 2) + numbered('d', 2) + numbered('e', 1);
  expect(await draw(body)).toEqual(['*(a *(b *(c)) | d)', '1(e)']);
});

test('[EX16] a level that is skipped, or that comes first, loses no item', async () => {
  expect(
    await draw(numbered('a', 2, 2) + numbered('b', 2) + numbered('c', 2, 2) + numbered('d', 2, 1)),
  ).toEqual(['*(a)', '*(b *(c) *(d))']);
});

test('[EX16] numbers count on across text, and start again where the file says so', async () => {
  const body =
    numbered('a', 1) + numbered('b', 1) + p('text') + numbered('c', 1) + numbered('d', 7) + numbered('e', 8);
  expect(await draw(body)).toEqual(['1(a | b)', 'text', '3(c)', '1(d)', '5(e)']);
});

test('[EX16] a sublist starts again under each item', async () => {
  const body = numbered('a', 1) + numbered('b', 1, 1) + numbered('c', 1) + numbered('d', 1, 1);
  expect(await draw(body)).toEqual(['1(a 1(b) | c 1(d))']);
});

test('[EX16] text without a mark joins the item before it, by empty bullet or by style', async () => {
  const styles = style('LP', 'List Paragraph');
  expect(
    await draw(numbered('a', 2) + numbered('more', 3) + styled('LP', 'still') + numbered('b', 2), styles),
  ).toEqual(['*(a more still | b)']);
  const second = p(
    'second',
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="720"/>',
  );
  expect(await draw(numbered('a', 1) + second + numbered('b', 1))).toEqual(['1(a second | b)']);
  expect(await draw(styled('LP', 'alone') + numbered('none', 4), styles)).toEqual(['alone', 'none']);
});

test('[EX16] finds the numbering of a style, its level, and numId 0 that takes it away', async () => {
  const styles =
    style('LB', 'List Bullet', '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>') +
    style(
      'LB2',
      'List Bullet 2',
      '<w:basedOn w:val="LB"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>',
    );
  const off = p('c', '<w:pStyle w:val="LB"/><w:numPr><w:numId w:val="0"/></w:numPr>');
  expect(await draw(styled('LB', 'a') + styled('LB2', 'b') + off, styles)).toEqual(['*(a *(b))', 'c']);
});

test('[EX16] a numbering the file does not hold is plain text', async () => {
  expect(await draw(numbered('a', 99))).toEqual(['a']);
});

test('[EX12] reports letters and roman numbers, and numbers printed before headings', async () => {
  const heading = p('Scope', '<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="5"/></w:numPr>');
  const document = await read({
    body: numbered('a', 1, 1) + numbered('b', 1, 1) + heading + numbered('c', 6),
    numbering,
  });
  expect([loss(document, 'number_format'), loss(document, 'automatic_number')]).toEqual([1, 2]);
});
