import { ySyncPluginKey } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { content, documentOf, paragraph } from '../testing/content.js';
import { BoundEditor } from '../testing/editor.js';
import type { DocumentJson, TableFigureNode } from './model.js';
import { FRAGMENT } from './name.js';
import { offsetOf, yPositionAt } from './position.js';
import { project } from './project.js';
import { read } from './reading.js';
import { rebuild, seedUpdate } from './seed.js';

const seeded = (json: DocumentJson) => rebuild([seedUpdate(json, 1)]);

describe('offsets and Yjs positions', () => {
  test('[DO10] each offset of each block has a position that leads back to it, from both sides', () => {
    fc.assert(
      fc.property(content, (json) => {
        const doc = seeded(json);
        for (const { id, text } of project(doc).blocks) {
          for (let offset = 0; offset <= text.length; offset += 1) {
            for (const assoc of [0, -1] as const) {
              const position = yPositionAt(doc, id, offset, assoc);
              const stored = position && Y.decodeRelativePosition(Y.encodeRelativePosition(position));
              expect(stored && offsetOf(doc, stored)).toEqual({ blockId: id, offset });
            }
          }
        }
      }),
      { numRuns: 60, seed: 21 },
    );
  });

  test('[DO10] the text they count in is the text of the projection', () => {
    fc.assert(
      fc.property(content, (json) => {
        const doc = seeded(json);
        const counted = read(doc).blocks.map(({ id, type, text }) => ({ id, type, text }));
        expect(counted).toEqual(project(doc).blocks);
      }),
      { numRuns: 200, seed: 22 },
    );
  });

  test('[DO10] there is none for an unknown block or outside the text', () => {
    const doc = seeded(documentOf(paragraph('b-1', 'one')));
    expect(yPositionAt(doc, 'b-2', 0, 0)).toBeNull();
    expect(yPositionAt(doc, 'b-1', 4, 0)).toBeNull();
    expect(yPositionAt(doc, 'b-1', -1, 0)).toBeNull();
    expect(yPositionAt(doc, 'b-1', 0.5, 0)).toBeNull();
  });

  test('[DO10] a position in a deleted block leads nowhere', () => {
    const doc = seeded(documentOf(paragraph('b-1', 'one'), paragraph('b-2', 'two')));
    const position = yPositionAt(doc, 'b-1', 1, 0);
    new BoundEditor(doc).edit((tr) => tr.delete(0, 5));
    expect(position && offsetOf(doc, position)).toBeNull();
  });
});

describe('a place that is gone', () => {
  const noted = () =>
    seeded(
      documentOf({
        type: 'paragraph',
        attrs: { id: 'b-1' },
        content: [
          { type: 'text', text: 'one' },
          { type: 'footnoteRef', attrs: { note: 'fn-1' } },
          { type: 'text', text: ' two' },
        ],
      }),
    );

  test('[DO10] is not taken for the start of its block when only its text was deleted', () => {
    const doc = noted();
    const position = yPositionAt(doc, 'b-1', 5, 0);
    new BoundEditor(doc).edit((tr) => tr.delete(4, 5));
    expect(project(doc).blocks[0]?.text).toBe('one two');
    expect(position && offsetOf(doc, position)).toBeNull();
  });

  test('[DO10] is the same on every node, also on the one where the deletion was undone', () => {
    const doc = seeded(documentOf(paragraph('b-1', 'one two four')));
    const position = yPositionAt(doc, 'b-1', 5, 0);
    const undo = new Y.UndoManager(doc.getXmlFragment(FRAGMENT), {
      trackedOrigins: new Set([ySyncPluginKey]),
    });
    const editor = new BoundEditor(doc);
    editor.edit((tr) => tr.delete(5, 9).insertText('new ', 1));
    undo.undo();
    expect(project(doc).blocks[0]?.text).toBe('one two four');
    const other = rebuild([Y.encodeStateAsUpdate(doc)]);
    expect(position && offsetOf(doc, position)).toEqual(position && offsetOf(other, position));
  });
});

describe('a range', () => {
  const range = (doc: Y.Doc, id: string, start: number, end: number) => {
    const positions = [yPositionAt(doc, id, start, 0), yPositionAt(doc, id, end, -1)];
    return () => {
      const places = positions.map((position) => position && offsetOf(doc, position));
      const [from, to] = places;
      const text = project(doc).blocks.find((block) => block.id === from?.blockId)?.text;
      return from && to && from.blockId === to.blockId ? text?.slice(from.offset, to.offset) : null;
    };
  };

  test('[DO11] does not grow by what is typed directly before or after it, and holds what is typed inside', () => {
    const doc = seeded(documentOf(paragraph('b-1', 'one two three')));
    const words = range(doc, 'b-1', 4, 7);
    const editor = new BoundEditor(doc);
    editor.edit((tr) => tr.insertText('<', 5));
    editor.edit((tr) => tr.insertText('>', 9));
    expect(words()).toBe('two');
    editor.edit((tr) => tr.insertText('-', 7));
    expect(words()).toBe('t-wo');
  });

  test('[DO11] does not grow at the edges of its block either', () => {
    const doc = seeded(documentOf(paragraph('b-1', 'one')));
    const words = range(doc, 'b-1', 0, 3);
    const editor = new BoundEditor(doc);
    editor.edit((tr) => tr.insertText('<', 1));
    editor.edit((tr) => tr.insertText('>', 5));
    expect(project(doc).blocks[0]?.text).toBe('<one>');
    expect(words()).toBe('one');
  });

  test('[DO11] may begin and end anywhere in a table', () => {
    const cell = (text: string) =>
      ({ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [paragraph(null, text)] }) as const;
    const figure: TableFigureNode = {
      type: 'tableFigure',
      attrs: { id: 'b-1' },
      content: [
        { type: 'tableCaption', content: [{ type: 'text', text: 'Permits' }] },
        {
          type: 'table',
          content: [
            { type: 'tableRow', content: [cell('year'), cell('')] },
            { type: 'tableRow', content: [cell('2024'), cell('7')] },
          ],
        },
      ],
    };
    const doc = seeded(documentOf(figure));
    const { text } = project(doc).blocks[0] ?? { text: '' };
    expect(text).toBe('Permits\nyear\t\n2024\t7');
    const ranges = [...text].flatMap((_, start) =>
      Array.from({ length: text.length - start }, (__, more) => [start, start + more + 1] as const),
    );
    const words = ranges.map(
      ([start, end]) => [text.slice(start, end), range(doc, 'b-1', start, end)] as const,
    );
    new BoundEditor(doc).edit((tr) => tr.insertText('Table 1. ', 2));
    for (const [quote, found] of words) expect(found()).toBe(quote);
  });
});

describe('a state rebuilt from the log', () => {
  const logged = (gc: boolean) => {
    const live = new Y.Doc({ gc });
    const log: Uint8Array[] = [];
    live.on('update', (update) => log.push(update));
    Y.applyUpdate(
      live,
      seedUpdate(documentOf(paragraph('b-1', 'one two four'), paragraph('b-2', 'five')), 1),
    );
    return { live, log, editor: new BoundEditor(live) };
  };

  test.each([true, false])('[DO12] gives positions that hold in a later live document (gc %s)', (gc) => {
    const { live, log, editor } = logged(gc);
    editor.edit((tr) => tr.insertText('zero ', 1));
    const seen = log.length;
    editor.edit((tr) => tr.delete(1, 6));
    editor.edit((tr) => tr.insertText('naught ', 1));
    editor.edit((tr) => tr.insert(0, tr.doc.type.schema.node('paragraph', { id: 'b-0' })));

    const old = rebuild(log.slice(0, seen));
    expect(project(old).blocks[0]).toEqual({ id: 'b-1', type: 'paragraph', text: 'zero one two four' });
    const two = [yPositionAt(old, 'b-1', 9, 0), yPositionAt(old, 'b-1', 12, -1)];
    const places = two.map((position) => position && offsetOf(live, position));
    expect(places).toEqual([
      { blockId: 'b-1', offset: 11 },
      { blockId: 'b-1', offset: 14 },
    ]);
    expect(project(live).blocks[1]?.text.slice(11, 14)).toBe('two');
  });

  test.each([true, false])('[DO12] gives an empty range for words that were deleted since (gc %s)', (gc) => {
    const { live, log, editor } = logged(gc);
    const seen = log.length;
    editor.edit((tr) => tr.delete(5, 9));
    const old = rebuild(log.slice(0, seen));
    const two = [yPositionAt(old, 'b-1', 4, 0), yPositionAt(old, 'b-1', 7, -1)];
    expect(two.map((position) => position && offsetOf(live, position))).toEqual([
      { blockId: 'b-1', offset: 4 },
      { blockId: 'b-1', offset: 4 },
    ]);
  });

  test('[DO12] is the same from the log as from a snapshot and the rest of the log', () => {
    const { live, log, editor } = logged(true);
    for (let turn = 0; turn < 20; turn += 1) {
      editor.edit((tr) => (turn % 3 === 2 ? tr.delete(1, 3) : tr.insertText(`t${turn}`, 1 + (turn % 4))));
    }
    for (let seq = 0; seq <= log.length; seq += 1) {
      const whole = rebuild(log.slice(0, seq));
      const half = Math.floor(seq / 2);
      const snapshot = Y.encodeStateAsUpdate(rebuild(log.slice(0, half)));
      expect(project(rebuild([snapshot, ...log.slice(half, seq)]))).toEqual(project(whole));
    }
    expect(project(rebuild(log))).toEqual(project(live));
  });
});
