import { expect, test } from 'vitest';
import { p, r, style, styled } from '../test/docx-builder.js';
import { loss, nodes, read, texts } from '../test/reading.js';
import { meaningOfStyleName } from './style-roles.js';

async function levels(body: string, styles = ''): Promise<unknown[]> {
  return (await nodes({ body, styles })).map((node) =>
    node.type === 'heading' ? node.attrs.level : node.type,
  );
}

test.each([
  ['heading 1', 1],
  ['Heading 3', 3],
  ['Заголовок 1', 1],
  ['Başlıq 2', 2],
  ['BAŞLIQ 2', 2],
  ['1-ci başlıq', 1],
  ['Başlık 4', 4],
  ['Überschrift 2', 2],
  ['标题 1', 1],
  ['Heading2', 2],
])('[EX20] knows the heading style %s', (name, level) => {
  expect(meaningOfStyleName(name)).toEqual({ role: 'heading', level });
});

test.each(['Heading', 'Heading 0', 'Heading 12', 'Subheading 1', 'Body Text', 'Normal'])(
  '[EX20] %s is no heading',
  (name) => {
    expect(meaningOfStyleName(name)?.role).not.toBe('heading');
  },
);

test('[EX20] finds the level by outline, by name, by what a style is based on, and on the paragraph', async () => {
  const styles =
    style('a', 'Chapter', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
    style('b', 'Заголовок 2') +
    style('c', 'Our heading', '<w:basedOn w:val="b"/>') +
    style('d', 'Not any more', '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>');
  const body =
    styled('a', 'A') +
    styled('b', 'B') +
    styled('c', 'C') +
    styled('d', 'D') +
    p('E', '<w:outlineLvl w:val="2"/>') +
    p('F', '<w:pStyle w:val="a"/><w:outlineLvl w:val="9"/>') +
    styled('Heading1', 'G');
  expect(await levels(body, styles)).toEqual([1, 2, 2, 'paragraph', 3, 'paragraph', 1]);
});

test('[EX20] a style that is based on itself ends somewhere', async () => {
  const styles = style('a', 'A', '<w:basedOn w:val="b"/>') + style('b', 'B', '<w:basedOn w:val="a"/>');
  expect(await levels(styled('a', 'Text'), styles)).toEqual(['paragraph']);
});

test('[EX20] headings deeper than four become the fourth, and are reported', async () => {
  const document = await read(styled('Heading5', 'Deep') + styled('Heading9', 'Deeper'));
  expect(document.losses).toEqual([{ kind: 'deep_heading', count: 2, examples: ['Deep', 'Deeper'] }]);
  expect(await levels(styled('Heading5', 'Deep'))).toEqual([4]);
});

test('[EX11] title is the heading of the front section, subtitle a paragraph, the same ids in each language', async () => {
  const styles =
    style('Title', 'Title') +
    style('Sub', 'Subtitle', '<w:basedOn w:val="Title"/>') +
    style('H', 'heading 1');
  const of = (title: string, subtitle: string): string =>
    styled('Title', title) + styled('Sub', subtitle) + styled('H', 'One');
  const english = await read({ body: of('Profile', 'Draft'), styles });
  const russian = await read({ body: of('Профиль', 'Проект'), styles });
  expect(english.sections.map(({ key, title }) => [key === 'front', title])).toEqual([
    [true, 'Profile'],
    [false, 'One'],
  ]);
  expect(english.sections[0]?.content.content).toMatchObject([
    { type: 'heading', attrs: { level: 1 } },
    { type: 'paragraph' },
  ]);
  const ids = ({ sections }: typeof english): unknown[] =>
    sections[0]?.content.content.map((node) => 'attrs' in node && node.attrs) ?? [];
  expect(ids(russian)).toEqual(ids(english));
});

test('[EX12] a table of contents is left out, as field, as control and as styled lines', async () => {
  const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const asField =
    styled(
      'TOC1',
      `${mark('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>${mark('separate')}${r('One 1')}`,
    ) +
    styled('TOC1', r('Two 2')) +
    p(mark('end'));
  const asControl = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('One 1')}</w:sdtContent></w:sdt>`;
  const asLines = styled('TOC1', 'One 1') + styled('TOC2', 'Two 2');
  for (const contents of [asField, asControl, asLines]) {
    const document = await read(contents + p('Text'));
    expect(texts(document)).toEqual(['Text']);
    expect(loss(document, 'table_of_contents')).toBe(1);
  }
});

test('[EX12] a contents field that never ends does not swallow the chapters', async () => {
  const open =
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>';
  expect(texts(await read(p(open) + styled('Heading1', 'One') + p('Text')))).toEqual(['One', 'Text']);
});
