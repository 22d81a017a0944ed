import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentJson } from './model.js';
import { offsetOf, yPositionAt } from './position.js';
import { project } from './project.js';
import { replaceContent } from './replace-content.js';
import { seedUpdate } from './seed.js';

const text = (...blocks: [id: string, words: string][]): DocumentJson => ({
  type: 'doc',
  content: blocks.map(([id, words]) => ({
    type: 'paragraph',
    attrs: { id, finding: null, findingCode: null, indicators: null },
    content: [{ type: 'text', text: words }],
  })),
});

test('[DO25] new content leaves the blocks that did not change where they were', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate(text(['b-0001', 'One.'], ['b-0002', 'Two stays.'], ['b-0003', 'Three.']), 1));
  const position = yPositionAt(doc, 'b-0002', 4, 0);
  const next = text(
    ['b-0001', 'One, revised.'],
    ['b-0002', 'Two stays.'],
    ['b-0004', 'Four.'],
    ['b-0003', 'Three.'],
  );
  replaceContent(doc, next);
  expect(project(doc).blocks.map((block) => [block.id, block.text])).toEqual([
    ['b-0001', 'One, revised.'],
    ['b-0002', 'Two stays.'],
    ['b-0004', 'Four.'],
    ['b-0003', 'Three.'],
  ]);
  expect(position && offsetOf(doc, position)).toEqual({ blockId: 'b-0002', offset: 4 });
});

test('[DO25] the same content writes nothing', () => {
  const doc = new Y.Doc();
  const same = text(['b-0001', 'One.'], ['b-0002', 'Two.']);
  Y.applyUpdate(doc, seedUpdate(same, 1));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  replaceContent(doc, same);
  expect(updates).toEqual([]);
});
