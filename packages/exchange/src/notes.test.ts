import { expect, test } from 'vitest';
import { bookmark, p, r, styled, table, row, cell } from '../test/docx-builder.js';
import { loss, nodes, read } from '../test/reading.js';

const ref = (id: number, kind = 'footnote'): string => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
const note = (id: number, content: string, kind = 'footnote'): string =>
  `<w:${kind} w:id="${id}">${content.startsWith('<w:p>') ? content : p(`<w:r><w:${kind}Ref/></w:r>${r(' ')}${content}`)}</w:${kind}>`;

test('[EX10] numbers notes in the order of the text, with their formatting, without the space behind the mark', async () => {
  const body = p(r('a') + ref(7) + r('b') + ref(3));
  const found = await nodes({ body, footnotes: note(3, r('third')) + note(7, r('seventh', '<w:i/>')) });
  expect(found).toMatchObject([
    {
      content: [
        { text: 'a' },
        { type: 'footnoteRef', attrs: { note: 'fn-001' } },
        { text: 'b' },
        { attrs: { note: 'fn-002' } },
      ],
    },
    {
      type: 'footnotes',
      content: [
        { attrs: { id: 'fn-001' }, content: [{ text: 'seventh', marks: [{ type: 'italic' }] }] },
        { attrs: { id: 'fn-002' }, content: [{ text: 'third' }] },
      ],
    },
  ]);
});

test('[EX10] a note lives in the section that refers to it, and the count goes on', async () => {
  const cellRef = table([row([cell(p(r('x') + ref(2))), cell('y')])]);
  const body = styled('Heading1', 'A') + p(r('a') + ref(1)) + styled('Heading1', r('B') + ref(3)) + cellRef;
  const document = await read({ body, footnotes: [1, 2, 3].map((id) => note(id, r(`n${id}`))).join('') });
  const last = document.sections.map((section) => section.content.content.at(-1));
  expect(last).toMatchObject([
    { type: 'footnotes', content: [{ attrs: { id: 'fn-001' }, content: [{ text: 'n1' }] }] },
    {
      type: 'footnotes',
      content: [
        { attrs: { id: 'fn-002' }, content: [{ text: 'n3' }] },
        { attrs: { id: 'fn-003' }, content: [{ text: 'n2' }] },
      ],
    },
  ]);
});

test('[EX10] endnotes become notes; paragraphs of a note are parted by a line break', async () => {
  const document = await read({
    body: p(r('a') + ref(1) + ref(1, 'endnote')),
    footnotes: note(1, p('one') + p('two')),
    endnotes: note(1, r('end'), 'endnote'),
  });
  expect(document.sections[0]?.content.content[1]).toMatchObject({
    content: [
      { content: [{ text: 'one' }, { type: 'hardBreak' }, { text: 'two' }] },
      { attrs: { id: 'fn-002' }, content: [{ text: 'end' }] },
    ],
  });
  expect(loss(document, 'endnote')).toBe(1);
  expect(document.counts.footnotes).toBe(2);
});

test('[EX10] a reference without a note, or inside a note, is no reference', async () => {
  const found = await nodes({ body: p(r('a') + ref(9) + ref(1)), footnotes: note(1, r('n') + ref(1)) });
  expect(found).toMatchObject([
    { content: [{ text: 'a' }, { attrs: { note: 'fn-001' } }] },
    { content: [{ content: [{ text: 'n' }] }] },
  ]);
});

test('[EX5] links in a note use the relationships of the notes, and lead into the text', async () => {
  const footnotes = note(1, `<w:hyperlink w:anchor="place">${r('there')}</w:hyperlink>`);
  const found = await nodes({
    body: p(`${bookmark('b-0001')}${bookmark('place')}${r('a')}${ref(1)}`),
    footnotes,
  });
  expect(found[1]).toMatchObject({ content: [{ content: [{ marks: [{ attrs: { href: '#b-0001' } }] }] }] });
});
