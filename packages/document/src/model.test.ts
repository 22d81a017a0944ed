import { describe, expect, test } from 'vitest';
import { documentOf, paragraph } from '../testing/content.js';
import { blockTexts, isSafeHref, outline, wordCount } from './model.js';
import { parseDocumentName, sectionDocumentName } from './name.js';

const sample = documentOf(
  { type: 'heading', attrs: { id: 'b-1', level: 2 }, content: [{ type: 'text', text: 'Köç və миграция' }] },
  {
    type: 'paragraph',
    attrs: { id: 'b-2' },
    content: [
      { type: 'text', text: 'Law' },
      { type: 'footnoteRef', attrs: { note: 'fn-1' } },
      { type: 'text', text: ' 9/2017' },
      { type: 'hardBreak' },
      { type: 'text', text: '– applies' },
    ],
  },
  {
    type: 'tableFigure',
    attrs: { id: 'b-3' },
    content: [
      { type: 'tableCaption', content: [{ type: 'text', text: 'Table 1' }] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(null, 'Year')] },
              {
                type: 'tableHeader',
                attrs: { colspan: 1, rowspan: 1 },
                content: [paragraph(null, 'Permits'), paragraph(null, 'issued')],
              },
            ],
          },
          {
            type: 'tableRow',
            content: [
              { type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(null, '2024')] },
              { type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(null, '')] },
            ],
          },
        ],
      },
    ],
  },
  {
    type: 'box',
    content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('b-4', 'item')] }] }],
  },
  {
    type: 'footnotes',
    content: [{ type: 'footnote', attrs: { id: 'fn-1' }, content: [{ type: 'text', text: 'A note' }] }],
  },
);

describe('reading content', () => {
  test('[DO17] gives the plain text of every block: notes count nothing, cells are parted by tabs', () => {
    expect(blockTexts(sample)).toEqual([
      { id: 'b-1', type: 'heading', text: 'Köç və миграция' },
      { id: 'b-2', type: 'paragraph', text: 'Law 9/2017\n– applies' },
      { id: 'b-3', type: 'table', text: 'Table 1\nYear\tPermits issued\n2024\t' },
      { id: 'b-4', type: 'paragraph', text: 'item' },
      { id: 'fn-1', type: 'footnote', text: 'A note' },
    ]);
  });

  test('[DO17] gives the headings as an outline and counts words', () => {
    expect(outline(sample)).toEqual([{ blockId: 'b-1', level: 2, text: 'Köç və миграция' }]);
    expect(wordCount(sample)).toBe(3 + 3 + 6 + 1 + 2);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://a.example',
    'ftp://a',
    null,
    `https://${'a'.repeat(3000)}`,
  ])('[DO7] %s is no link', (href) => {
    expect(isSafeHref(href)).toBe(false);
  });

  test('[DO7] web, mail and places in the text are links', () => {
    expect(['https://a.example', 'HTTP://a.example', 'mailto:a@b.example', '#b-1'].every(isSafeHref)).toBe(
      true,
    );
  });
});

describe('the name of a document', () => {
  test('[DO18] leads back to section and language', () => {
    const name = sectionDocumentName('5f2c', 'az');
    expect(name).toBe('section/5f2c/az');
    expect(parseDocumentName(name)).toEqual({ sectionId: '5f2c', language: 'az' });
  });

  test.each([
    'section/5f2c/de',
    'section//az',
    'room/1/2',
    'section/a/b/az',
    'section/a/az\n',
    'section/../az',
  ])('[DO18] %s is the name of no section', (name) => {
    expect(parseDocumentName(name)).toBeNull();
  });

  test('[DO18] is never made from something else', () => {
    expect(() => sectionDocumentName('a/b', 'az')).toThrow(RangeError);
  });
});
