import type { InlineNode } from '@concord/document/model';
import { expect, test } from 'vitest';
import type { DocxParts } from '../test/docx-builder.js';
import { bookmark, field, p, r, style, styled } from '../test/docx-builder.js';
import { loss, nodes, read, texts } from '../test/reading.js';

async function inline(parts: DocxParts | string): Promise<readonly InlineNode[]> {
  const [first] = await nodes(parts);
  return first?.type === 'paragraph' || first?.type === 'heading' ? (first.content ?? []) : [];
}

/** `bold+italic:words` for each node. */
async function shape(parts: DocxParts | string): Promise<string[]> {
  return (await inline(parts)).map((node) => {
    if (node.type !== 'text') return node.type;
    const marks = (node.marks ?? []).map((mark) => (mark.type === 'link' ? mark.attrs.href : mark.type));
    return `${marks.join('+')}:${node.text}`;
  });
}

const character = (id: string, properties: string): string =>
  style(id, id, `<w:rPr>${properties}</w:rPr>`, 'character');

test('[EX14] carries emphasis written on the run', async () => {
  const body = p(
    r('a', '<w:b/>') +
      r('b', '<w:i w:val="1"/>') +
      r('c', '<w:u w:val="single"/>') +
      r('d', '<w:vertAlign w:val="superscript"/>') +
      r('e', '<w:vertAlign w:val="subscript"/>') +
      r('f', '<w:b/><w:i/>') +
      r('g'),
  );
  expect(await shape(body)).toEqual([
    'bold:a',
    'italic:b',
    'underline:c',
    'superscript:d',
    'subscript:e',
    'bold+italic:f',
    ':g',
  ]);
});

test('[EX14] a property switched off is no emphasis', async () => {
  const off = ['0', 'false', 'off', 'none'].map((value) => r('x', `<w:b w:val="${value}"/>`)).join('');
  expect(await shape(p(off + r('y', '<w:u w:val="none"/>')))).toEqual([':xxxxy']);
});

test('[EX14] character styles, what they are based on, and switching them off', async () => {
  const styles =
    character('Strong', '<w:b/>') +
    style('Stronger', 'Stronger', '<w:basedOn w:val="Strong"/><w:rPr><w:i/></w:rPr>', 'character');
  const body = p(
    r('a', '<w:rStyle w:val="Stronger"/>') + r('b', '<w:rStyle w:val="Strong"/><w:b w:val="0"/>'),
  );
  expect(await shape({ body, styles })).toEqual(['bold+italic:a', ':b']);
});

test('[EX14] bold on a bold paragraph style is upright, as Word shows it', async () => {
  const styles = style('Lead', 'Lead', '<w:rPr><w:b/></w:rPr>') + character('Strong', '<w:b/>');
  const body = styled(
    'Lead',
    r('a') + r('b', '<w:rStyle w:val="Strong"/>') + r('c', '<w:b/>') + r('d', '<w:b w:val="0"/>'),
  );
  expect(await shape({ body, styles })).toEqual(['bold:a', ':b', 'bold:c', ':d']);
});

test('[EX14] the look of a heading is no emphasis, a word in it may have one', async () => {
  const styles = style('H', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>');
  expect(await shape({ body: styled('H', r('All bold', '<w:b/>')), styles })).toEqual([':All bold']);
  expect(await shape({ body: styled('H', r('One ') + r('word', '<w:i/>')), styles })).toEqual([
    ':One ',
    'italic:word',
  ]);
});

test('[EX12] joins runs of the same look, and drops the white space Word drops', async () => {
  expect(await shape(p('<w:r><w:t>a </w:t></w:r>' + r(' b') + r(' c  ')))).toEqual([':a b c']);
});

test('[EX12] carries breaks, tabs, soft hyphens, fixed hyphens and symbols', async () => {
  const body = p(
    '<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t>' +
      '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F061"/><w:cr/><w:t>f</w:t></w:r>',
  );
  expect(texts(await read(body))).toEqual(['a\nb\tc\u00ADd\u2011e✓α\nf']);
});

test('[EX12] a page break inside a paragraph parts words, at its ends it is nothing', async () => {
  const page = '<w:r><w:br w:type="page"/></w:r>';
  expect(texts(await read(p(page + r('a') + page + r('b') + page)))).toEqual(['a b']);
});

test('[EX12] reports a symbol it does not know and shows that something stood there', async () => {
  const document = await read(p('<w:r><w:t>a</w:t><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'));
  expect(texts(document)).toEqual(['a\uFFFD']);
  expect(loss(document, 'symbol')).toBe(1);
});

test('[EX5] keeps web, mail and inner links', async () => {
  const relations = [
    { id: 'w', kind: 'hyperlink', target: 'https://example.org/a?b=1', external: true },
    { id: 'm', kind: 'hyperlink', target: 'mailto:a@example.org', external: true },
  ];
  const link = (attribute: string, text: string): string =>
    `<w:hyperlink ${attribute}>${r(text, '<w:rStyle w:val="Hyperlink"/><w:u w:val="single"/>')}</w:hyperlink>`;
  const body = p(
    bookmark('b-0001') +
      link('r:id="w"', 'web') +
      link('r:id="m"', 'mail') +
      link('w:anchor="b-0001"', 'here') +
      link('r:id="w" w:anchor="part"', 'part'),
  );
  expect(await shape({ body, relations })).toEqual([
    'https://example.org/a?b=1:web',
    'mailto:a@example.org:mail',
    '#b-0001:here',
    'https://example.org/a?b=1#part:part',
  ]);
});

test('[EX5] of other links only the words stay, and that is reported', async () => {
  const targets = [
    'javascript:alert(1)',
    'file:///C:/secret.docx',
    'vbscript:x',
    'data:text/html,x',
    '\\\\server\\share',
    'https://u:p@evil.example/',
  ];
  const relations = targets.map((target, index) => ({
    id: `l${index}`,
    kind: 'hyperlink',
    target,
    external: true,
  }));
  const body = p(
    relations.map(({ id }) => `<w:hyperlink r:id="${id}">${r(id)}</w:hyperlink>`).join('') +
      `<w:hyperlink w:anchor="nowhere">${r('x')}</w:hyperlink>`,
  );
  const document = await read({ body, relations });
  expect(await shape({ body, relations })).toEqual([`:${relations.map(({ id }) => id).join('')}x`]);
  expect(loss(document, 'link')).toBe(targets.length + 1);
});

test('[EX5] reads links written as fields, simple and in pieces', async () => {
  const body = p(
    bookmark('b-0001') +
      field(' HYPERLINK "https://example.org" \\o "tip" ', r('web')) +
      `<w:fldSimple w:instr=" HYPERLINK \\l &quot;b-0001&quot; ">${r('here')}</w:fldSimple>` +
      field('REF b-0001 \\h', r('there')) +
      field(' HYPERLINK "javascript:x" ', r('bad')),
  );
  expect(await shape(body)).toEqual(['https://example.org:web', '#b-0001:herethere', ':bad']);
});

test('[EX12] shows the last result of other fields, and reports them', async () => {
  const document = await read(p(field(' DATE \\@ "d" ', r('2 June')) + r(' ') + field('SEQ Table', r('1'))));
  expect(texts(document)).toEqual(['2 June 1']);
  expect(loss(document, 'field')).toBe(1);
});

test('[EX12] a field in a field keeps the words of the outer one', async () => {
  const body = p(field(`IF </w:instrText></w:r>${field('PAGE', r('7'))}<w:r><w:instrText> = 1`, r('shown')));
  expect(texts(await read(body))).toEqual(['shown']);
});

test('[EX12] drops hidden text and prompts, and reports them', async () => {
  const prompt = `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r('Click here')}</w:sdtContent></w:sdt>`;
  const document = await read(p(r('seen') + r('hidden', '<w:vanish/>') + prompt));
  expect(texts(document)).toEqual(['seen']);
  expect([loss(document, 'hidden_text'), loss(document, 'form_field')]).toEqual([1, 1]);
});

test('[EX12] reads through smart tags, content controls and direction marks', async () => {
  const body = p(
    `<w:smartTag>${r('a')}</w:smartTag><w:sdt><w:sdtContent>${r('b')}</w:sdtContent></w:sdt><w:dir>${r('c')}</w:dir>` +
      `<w:r><w:ruby><w:rt>${r('x')}</w:rt><w:rubyBase>${r('d')}</w:rubyBase></w:ruby></w:r>`,
  );
  expect(texts(await read(body))).toEqual(['abcd']);
});

test('[EX12] keeps the characters of an equation, the words of struck and marked text, and reports all three', async () => {
  const document = await read(
    p(
      '<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>' +
        r(' a', '<w:strike/>') +
        r(' b', '<w:highlight w:val="yellow"/>'),
    ),
  );
  expect(texts(document)).toEqual(['x=1 a b']);
  expect(
    ['equation', 'strikethrough', 'highlight'].map(
      (kind) => document.losses.find((entry) => entry.kind === kind)?.count,
    ),
  ).toEqual([1, 1, 1]);
});
