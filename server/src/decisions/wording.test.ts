import { pin } from '@concord/anchoring';
import { textWith } from '@concord/consultation';
import { project, read, rebuild, seedUpdate } from '@concord/document';
import { hostsOf, type DocumentJson } from '@concord/document/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, restore, type Edit } from './wording.js';

const TEXT = 'section/1/en';

const piece = fc.constantFrom(
  'work',
  'икона',
  'ə',
  '😀',
  ' ',
  ' ',
  ' ',
  '\u00a0',
  '.',
  ',',
  '«',
  '»',
  '"',
  '(',
  ')',
);
const line = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));
const cell = fc.array(line, { minLength: 1, maxLength: 2 });

const paragraph = (id: string | null, text: string) => ({
  type: 'paragraph' as const,
  attrs: { id },
  content: [{ type: 'text' as const, text }],
});
/** A paragraph, and a table whose cells hold one paragraph or two. */
const content = fc
  .tuple(line, fc.array(cell, { minLength: 1, maxLength: 3 }))
  .map(([text, cells]): DocumentJson => ({
    type: 'doc',
    content: [
      paragraph('b-1', text),
      {
        type: 'tableFigure',
        attrs: { id: 'b-2' },
        content: [
          { type: 'tableCaption', content: [{ type: 'text', text: 'A table' }] },
          {
            type: 'table',
            content: [
              {
                type: 'tableRow',
                content: cells.map((lines) => ({
                  type: 'tableCell' as const,
                  attrs: { colspan: 1, rowspan: 1 },
                  content: lines.map((one) => paragraph(null, one)),
                })),
              },
            ],
          },
        ],
      },
    ],
  }));
const wish = fc.record({
  block: fc.constantFrom('b-1', 'b-2'),
  host: fc.nat(5),
  start: fc.nat(20),
  length: fc.integer({ min: 1, max: 8 }),
  wording: fc.constantFrom('', '', 'new', 'new words'),
});

test('[PO14][DC1][DC5] the text of a decision is the one that was shown before it, and its undo gives back the old, byte for byte', () => {
  let written = 0;
  let spaces = 0;
  fc.assert(
    fc.property(content, fc.array(wish, { minLength: 1, maxLength: 3 }), (json, wishes) => {
      const doc = rebuild([seedUpdate(json, 1)]);
      const blocks = read(doc).blocks;
      const edits = wishes.flatMap(({ block: id, host: nth, start: from, length, wording }): Edit[] => {
        const block = blocks.find((one) => one.id === id);
        const host = block?.hosts[nth % block.hosts.length];
        if (!block || !host) return [];
        const start = Math.min(host.start + from, host.end);
        const end = Math.min(start + length, host.end);
        const cuts = (at: number): boolean => /[\udc00-\udfff]/.test(block.text.charAt(at));
        if (start >= end || cuts(start) || cuts(end)) return [];
        const own = { commentId: null, follows: false, after: null, goal: null, indicators: [], newId: '' };
        const seenWords = block.text.slice(start, end);
        return [{ ...own, kind: 'words', target: pin(doc, id, start, end), seenWords, wording }];
      });
      const before = project(doc);
      const texts = new Map([[TEXT, doc]]);
      const stroke = applyEdits(texts, new Map([[TEXT, edits]]), []);
      if (stroke === 'overlapping') return;
      if (typeof stroke === 'string') throw new Error(stroke);
      const after = project(doc);
      for (const { id, text } of before.blocks) {
        const inBlock = edits
          .filter(({ target }) => target.blockId === id)
          .map(({ target: { position }, wording }) => ({ ...position, wording }));
        const shown = textWith({ text, hosts: hostsOf(before.content, id) }, inBlock);
        expect(after.blocks.find((one) => one.id === id)?.text).toBe(shown);
      }
      written += stroke.written.length;
      spaces += stroke.written.filter(({ before: was }, index) => was !== edits[index]?.seenWords).length;
      const pieces = stroke.written.map(({ text, ...one }) => ({ ...one, text }));
      const undone = restore(texts, pieces, []);
      expect(typeof undone).toBe('object');
      expect(project(doc).content).toEqual(before.content);
    }),
    { seed: 20_261_122, numRuns: 1_500 },
  );
  expect(written).toBeGreaterThan(500);
  expect(spaces).toBeGreaterThan(50);
});
