import type { DocumentJson } from '@concord/document/model';
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { DocumentView } from './document-view';
import { pickBlock, pickedIn } from './picked-words';
import { blockById, rangeOf } from './positions';

afterEach(cleanup);

const content: DocumentJson = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { id: 'b-1', level: 2 }, content: [{ type: 'text', text: 'Basic services' }] },
    {
      type: 'paragraph',
      attrs: { id: 'b-2' },
      content: [
        { type: 'text', text: 'Hospitals must treat every person' },
        { type: 'footnoteRef', attrs: { note: 'n' } },
        { type: 'text', text: ' in an emergency.' },
      ],
    },
    {
      type: 'paragraph',
      attrs: { id: 'b-3' },
      content: [{ type: 'text', text: 'Schooling is compulsory.' }],
    },
    {
      type: 'footnotes',
      content: [{ type: 'footnote', attrs: { id: 'n' }, content: [{ type: 'text', text: 'Act 1.' }] }],
    },
  ],
};

function page() {
  const { container } = render(
    <InLanguage>
      <DocumentView content={content} language="en" />
    </InLanguage>,
  );
  return container;
}

/** Selects from an offset of one block to an offset of another (or the same). */
function select(root: HTMLElement, from: [string, number], to: [string, number]): Selection | null {
  const point = ([id, offset]: [string, number]) => {
    const block = blockById(root, id);
    const range = block && rangeOf(block, offset, offset);
    if (!range) throw new Error(`no place ${id}:${offset}`);
    return range;
  };
  const [start, end] = [point(from), point(to)];
  const selection = document.getSelection();
  selection?.setBaseAndExtent(start.startContainer, start.startOffset, end.startContainer, end.startOffset);
  return selection;
}

test('[RV6] a selection means whole words, without white space around them', () => {
  const root = page();
  expect(pickedIn(select(root, ['b-2', 6], ['b-2', 16]), root)).toEqual({
    blockId: 'b-2',
    start: 0,
    end: 20,
    exact: 'Hospitals must treat',
    clipped: false,
  });
  expect(pickedIn(select(root, ['b-2', 9], ['b-2', 15]), root)?.exact).toBe('must');
});

test('[RV6] over a footnote mark the quote is the text, without the mark', () => {
  const root = page();
  expect(pickedIn(select(root, ['b-2', 27], ['b-2', 36]), root)?.exact).toBe('person in');
});

test('[RV6] a selection over several blocks is cut at the end of the first, and says so', () => {
  const root = page();
  expect(pickedIn(select(root, ['b-2', 21], ['b-3', 9]), root)).toEqual({
    blockId: 'b-2',
    start: 21,
    end: 50,
    exact: 'every person in an emergency.',
    clipped: true,
  });
});

test('[RV6] a selection that only touches the next block is not cut', () => {
  const root = page();
  expect(pickedIn(select(root, ['b-2', 0], ['b-3', 0]), root)?.clipped).toBe(false);
});

test('[RV6] begun after the last word of a block, it is about the next one', () => {
  const root = page();
  expect(pickedIn(select(root, ['b-2', 50], ['b-3', 9]), root)?.exact).toBe('Schooling');
});

test('[RV6] nothing selected, nothing meant', () => {
  const root = page();
  expect(pickedIn(select(root, ['b-2', 4], ['b-2', 4]), root)).toBeNull();
  expect(pickedIn(null, root)).toBeNull();
});

test('[RV6] a tap means the whole block', () => {
  const block = blockById(page(), 'b-3');
  expect(block && pickBlock(block)?.exact).toBe('Schooling is compulsory.');
});
