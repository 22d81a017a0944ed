import type { DocumentJson } from '@concord/document/model';
import { cleanup, render, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { DocumentView } from './document-view';

afterEach(cleanup);

const text = (words: string) => [{ type: 'text' as const, text: words }];
const cellOf = (type: 'tableCell' | 'tableHeader', words: string, spans = {}) => ({
  type,
  attrs: { colspan: 1, rowspan: 1, ...spans },
  content: [{ type: 'paragraph' as const, attrs: { id: null }, content: text(words) }],
});
const content: DocumentJson = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { id: 'h', level: 1 }, content: text('Domain 1') },
    {
      type: 'paragraph',
      attrs: { id: 'p', finding: 'gap', findingCode: 'F02', indicators: ['1.02'] },
      content: [
        ...text('No rule.'),
        { type: 'footnoteRef', attrs: { note: 'n2' } },
        { type: 'footnoteRef', attrs: { note: 'n1' } },
      ],
    },
    {
      type: 'paragraph',
      attrs: { id: 'q' },
      content: [
        ...text('Again.'),
        { type: 'footnoteRef', attrs: { note: 'n2' } },
        { type: 'text', text: 'never', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
        {
          type: 'text',
          text: 'law',
          marks: [{ type: 'bold' }, { type: 'link', attrs: { href: 'https://law.example/1' } }],
        },
      ],
    },
    {
      type: 'tableFigure',
      attrs: { id: 't' },
      content: [
        { type: 'tableCaption', content: text('Table 1') },
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [cellOf('tableHeader', 'Category'), cellOf('tableHeader', 'Years', { colspan: 2 })],
            },
            {
              type: 'tableRow',
              content: [
                cellOf('tableHeader', 'Work', { rowspan: 2 }),
                cellOf('tableCell', '1'),
                cellOf('tableCell', '2'),
              ],
            },
          ],
        },
      ],
    },
    {
      type: 'footnotes',
      content: [
        { type: 'footnote', attrs: { id: 'n1' }, content: text('First written.') },
        { type: 'footnote', attrs: { id: 'n2' }, content: text('First referred to.') },
      ],
    },
  ],
};

function page(locale: 'az' | 'en' | 'ru' = 'en') {
  return render(
    <InLanguage locale={locale}>
      <DocumentView content={content} language="ru" />
    </InLanguage>,
  );
}

test('[RV8] footnotes are numbered by their first mark, lead there and back, and no id is given twice', () => {
  const { container, getAllByRole } = page();
  expect(getAllByRole('doc-noteref').map((mark) => mark.textContent)).toEqual(['1', '2', '1']);
  const notes = within(container.querySelector('.document-notes') as HTMLElement).getAllByRole('listitem');
  expect(notes.map((note) => note.querySelector('p')?.id)).toEqual(['n2', 'n1']);
  const back = getAllByRole('doc-backlink').map((link) => link.getAttribute('href')?.slice(1) ?? '');
  expect(back.map((id) => container.querySelectorAll(`[id="${id}"]`).length)).toEqual([1, 1]);
});

test('[RV8] a table has its caption and headers with scope and spans', () => {
  const { getByRole } = page();
  const table = getByRole('table');
  expect(table.id).toBe('t');
  expect(table.querySelector('caption')?.textContent).toBe('Table 1');
  expect([...table.querySelectorAll('th')].map((head) => head.scope)).toEqual(['col', 'colgroup', 'row']);
  expect(table.querySelector('thead th[colspan="2"]')?.textContent).toBe('Years');
  expect(table.querySelector('tbody th')?.getAttribute('rowspan')).toBe('2');
});

test('[RV8] a finding says in words what it is, in the reader’s language; the text keeps its own', () => {
  const { container } = page('az');
  expect(container.querySelector('[data-finding="gap"]')?.textContent).toContain('Boşluq');
  expect(container.querySelector('.document')?.getAttribute('lang')).toBe('ru');
});

test('[RV8] a link that is no address of the web is only its words', () => {
  const { container } = page();
  const links = [...container.querySelectorAll('#q a:not([role])')].map((link) => link.getAttribute('href'));
  expect(links).toEqual(['https://law.example/1']);
  expect(container.querySelector('#q')?.textContent).toContain('never');
});
