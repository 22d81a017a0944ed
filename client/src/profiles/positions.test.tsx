import { blockTexts } from '@concord/document/model';
import type { BlockNode, DocumentJson, InlineNode, ParagraphNode } from '@concord/document/model';
import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { DocumentView } from './document-view';
import { blockById, offsetOf, rangeOf, renderedText } from './positions';
import { segmentsOf } from './segments';

afterEach(cleanup);

const words = fc.string({
  unit: fc.constantFrom('a', 'ə', 'Я', '𝛼', ' ', '.', 'é'),
  minLength: 1,
  maxLength: 12,
});
const inline: fc.Arbitrary<InlineNode> = fc.oneof(
  { weight: 5, arbitrary: words.map((text): InlineNode => ({ type: 'text', text })) },
  {
    weight: 2,
    arbitrary: words.map((text): InlineNode => ({ type: 'text', text, marks: [{ type: 'bold' }] })),
  },
  fc.constant<InlineNode>({ type: 'hardBreak' }),
  fc.constant<InlineNode>({ type: 'footnoteRef', attrs: { note: 'note' } }),
);
const inlines = fc.array(inline, { maxLength: 5 });
const paragraph = inlines.map((content): ParagraphNode => ({
  type: 'paragraph',
  attrs: { id: '' },
  content,
}));
const cell = fc.array(
  inlines.map((content): ParagraphNode => ({ type: 'paragraph', attrs: { id: null }, content })),
  { minLength: 1, maxLength: 2 },
);
const table = fc
  .record({
    caption: inlines,
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ caption, rows }): BlockNode => ({
    type: 'tableFigure',
    attrs: { id: '' },
    content: [
      { type: 'tableCaption', content: caption },
      {
        type: 'table',
        content: rows.map((cells, row) => ({
          type: 'tableRow',
          content: cells.map((content) => ({
            type: row === 0 ? 'tableHeader' : 'tableCell',
            attrs: { colspan: 1, rowspan: 1 },
            content,
          })),
        })),
      },
    ],
  }));
const block = fc.oneof(
  paragraph,
  paragraph.map((node): BlockNode => ({
    ...node,
    attrs: { id: '', finding: 'gap', findingCode: 'F01', indicators: ['1.01'] },
  })),
  paragraph.map((node): BlockNode => ({
    type: 'bulletList',
    content: [{ type: 'listItem', content: [node] }],
  })),
  inlines.map((content): BlockNode => ({ type: 'heading', attrs: { id: '', level: 2 }, content })),
  paragraph.map((node): BlockNode => ({ type: 'box', content: [node] })),
  table,
);
const documents = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks): DocumentJson => {
  let count = 0;
  const named = (node: BlockNode): BlockNode => {
    if (node.type === 'bulletList') {
      const [item] = node.content;
      const [first] = item?.content ?? [];
      return first?.type === 'paragraph'
        ? { ...node, content: [{ type: 'listItem', content: [{ ...first, attrs: { id: `b-${count++}` } }] }] }
        : node;
    }
    if (node.type === 'box') {
      const [first] = node.content;
      return first?.type === 'paragraph'
        ? { ...node, content: [{ ...first, attrs: { id: `b-${count++}` } }] }
        : node;
    }
    // The spread keeps each node's own attributes.
    return { ...node, attrs: { ...('attrs' in node ? node.attrs : {}), id: `b-${count++}` } } as BlockNode;
  };
  const note: BlockNode = {
    type: 'footnotes',
    content: [{ type: 'footnote', attrs: { id: 'note' }, content: [{ type: 'text', text: 'Act 9/2017.' }] }],
  };
  return { type: 'doc', content: [...blocks.map(named), note] };
});

function shown(content: DocumentJson, segments?: Parameters<typeof DocumentView>[0]['segments']) {
  cleanup();
  return render(
    <InLanguage>
      <DocumentView
        content={content}
        language="en"
        {...(segments && { segments })}
        after={() => <button type="button">3 comments</button>}
      />
    </InLanguage>,
  ).container;
}

const solid = (parts: readonly (string | null)[]) => parts.join('').replaceAll(/\s/g, '');

test('[RV1] every block shows exactly its text: notes, badges and counts are outside of it', () => {
  fc.assert(
    fc.property(documents, (content) => {
      const page = shown(content);
      for (const { id, text } of blockTexts(content)) {
        const element = blockById(page, id);
        expect(element && renderedText(element)).toBe(text);
      }
    }),
    { seed: 11, numRuns: 120 },
  );
});

test('[RV1] offset → place in the page → the same offset, in every kind of block', () => {
  fc.assert(
    fc.property(
      documents,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (content, a, b) => {
        const page = shown(content);
        for (const { id, text } of blockTexts(content)) {
          const element = blockById(page, id);
          if (!element || text === '') continue;
          const [start, end] = [Math.round(a * text.length), Math.round(b * text.length)].toSorted(
            (x, y) => x - y,
          );
          if (start === undefined || end === undefined || start === end) continue;
          const range = rangeOf(element, start, end);
          expect(range && offsetOf(element, range.startContainer, range.startOffset)).toBe(start);
          expect(range && offsetOf(element, range.endContainer, range.endOffset)).toBe(end);
        }
      },
    ),
    { seed: 12, numRuns: 200 },
  );
});

test('[RV1] marks made of elements do not move any offset', () => {
  fc.assert(
    fc.property(documents, fc.nat(20), fc.integer({ min: 1, max: 20 }), (content, start, length) => {
      const spans = [
        { key: 'one', start, end: start + length },
        { key: 'two', start: start + 2, end: start + length + 5 },
      ];
      const page = shown(content, new Map(blockTexts(content).map(({ id }) => [id, segmentsOf(spans)])));
      for (const { id, text } of blockTexts(content)) {
        const element = blockById(page, id);
        expect(element && renderedText(element)).toBe(text);
        const marked = [...(element?.querySelectorAll('.document-commented') ?? [])].map(
          (mark) => mark.textContent,
        );
        const covered = segmentsOf(spans).map((segment) => text.slice(segment.start, segment.end));
        // A tab, a line feed and the space between paragraphs of a cell have no element that could be marked.
        expect(solid(marked)).toBe(solid(covered));
      }
    }),
    { seed: 13, numRuns: 60 },
  );
});

test('[RV1] a range beyond the end of the block is refused', () => {
  const page = shown({
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { id: 'b-1' }, content: [{ type: 'text', text: 'abc' }] }],
  });
  const element = blockById(page, 'b-1');
  expect(element && rangeOf(element, 0, 4)).toBeNull();
  expect(element && rangeOf(element, 2, 1)).toBeNull();
  expect(element && rangeOf(element, 3, 3)?.collapsed).toBe(true);
});
