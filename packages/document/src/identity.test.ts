import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { content, documentOf, paragraph } from '../testing/content.js';
import { BoundEditor, exchange } from '../testing/editor.js';
import { repairIds } from './identity.js';
import type { DocumentJson, FootnoteNode } from './model.js';
import { FRAGMENT } from './name.js';
import { project } from './project.js';
import { rebuild, seedUpdate } from './seed.js';

const seeded = (json: DocumentJson) => rebuild([seedUpdate(json, 1)]);
const ids = (doc: Y.Doc) => project(doc).blocks.map((block) => block.id);
const copyOf = (doc: Y.Doc) => rebuild([Y.encodeStateAsUpdate(doc)]);

/** Sets ids of elements at random places, as pastes and merges do. */
const disorder = fc.array(
  fc.tuple(fc.nat(), fc.constantFrom('b-0001', 'b-0002', 'fn-0', '', 'not an id', null)),
  {
    maxLength: 8,
  },
);

function disturb(doc: Y.Doc, changes: readonly (readonly [number, string | null])[]): void {
  const elements = [...doc.getXmlFragment(FRAGMENT).createTreeWalker(() => true)].filter(
    (type): type is Y.XmlElement => type instanceof Y.XmlElement && type.nodeName !== 'footnoteRef',
  );
  for (const [at, id] of changes) {
    const element = elements[at % elements.length];
    if (id === null) element?.removeAttribute('id');
    else element?.setAttribute('id', id);
  }
}

test('[DO8] every block has an id of its own after a repair, and a second repair writes nothing', () => {
  fc.assert(
    fc.property(content, disorder, (json, changes) => {
      const doc = seeded(json);
      disturb(doc, changes);
      repairIds(doc);
      const found = ids(doc);
      expect(new Set(found).size).toBe(found.length);
      const state = Y.encodeStateAsUpdate(doc);
      expect(repairIds(doc)).toBe(false);
      expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
    }),
    { numRuns: 200, seed: 11 },
  );
});

test('[DO8] nodes that repair at the same time agree, whatever their client ids', () => {
  fc.assert(
    fc.property(content, disorder, (json, changes) => {
      const one = seeded(json);
      disturb(one, changes);
      const other = copyOf(one);
      const third = copyOf(one);
      expect(repairIds(one)).toBe(repairIds(other));
      expect(project(one)).toEqual(project(other));
      exchange(one, other);
      expect(project(one)).toEqual(project(other));
      expect(repairIds(one)).toBe(false);
      repairIds(third);
      expect(project(third)).toEqual(project(one));
    }),
    { numRuns: 100, seed: 12 },
  );
});

test('[DO8] the projection shows the ids that a repair will write', () => {
  fc.assert(
    fc.property(content, disorder, (json, changes) => {
      const doc = seeded(json);
      disturb(doc, changes);
      const before = project(doc);
      repairIds(doc);
      expect(project(doc)).toEqual(before);
    }),
    { numRuns: 100, seed: 13 },
  );
});

test('[DO9] the earlier of two blocks keeps a doubled id', () => {
  const doc = seeded(
    documentOf(paragraph('b-1', 'first'), paragraph('b-2', 'second'), paragraph('b-1', 'copy')),
  );
  expect(repairIds(doc)).toBe(true);
  const [first, second, copy] = ids(doc);
  expect([first, second]).toEqual(['b-1', 'b-2']);
  expect(copy).toMatch(/^p-[0-9a-v]{10}$/);
});

test('[DO9] a note keeps the id that references name, even against a paragraph', () => {
  const note: FootnoteNode = {
    type: 'footnote',
    attrs: { id: 'n-1' },
    content: [{ type: 'text', text: 'note' }],
  };
  const doc = seeded(
    documentOf(
      { type: 'paragraph', attrs: { id: 'n-1' }, content: [{ type: 'footnoteRef', attrs: { note: 'n-1' } }] },
      { type: 'footnotes', content: [note] },
    ),
  );
  repairIds(doc);
  expect(project(doc).blocks.find((block) => block.type === 'footnote')).toEqual({
    id: 'n-1',
    type: 'footnote',
    text: 'note',
  });
});

test('[DO9] paragraphs in table cells lose ids that a paste brought along', () => {
  const cell = {
    type: 'tableCell',
    attrs: { colspan: 1, rowspan: 1 },
    content: [paragraph('b-9', 'pasted')],
  } as const;
  const doc = seeded(
    documentOf(paragraph('b-9', 'original'), {
      type: 'tableFigure',
      attrs: { id: 'b-1' },
      content: [
        { type: 'tableCaption' },
        { type: 'table', content: [{ type: 'tableRow', content: [cell] }] },
      ],
    }),
  );
  expect(repairIds(doc)).toBe(true);
  expect(doc.getXmlFragment(FRAGMENT).toJSON().match(/b-9/g)).toHaveLength(1);
  expect(ids(doc)).toEqual(['b-9', 'b-1']);
});

test('[DO8] a fresh id avoids the reserved ones', () => {
  const make = () => seeded(documentOf(paragraph(null, 'text')));
  const first = make();
  repairIds(first);
  const second = make();
  repairIds(second, new Set(ids(first)));
  expect(ids(second)).not.toEqual(ids(first));
  expect(repairIds(second, new Set(ids(first)))).toBe(false);
});

test('[DO8] two people who split the same paragraph get three blocks with three ids', () => {
  const one = seeded(documentOf(paragraph('b-1', 'one two three')));
  const other = copyOf(one);
  new BoundEditor(one).edit((tr) => tr.split(5).setNodeAttribute(6, 'id', null));
  new BoundEditor(other).edit((tr) => tr.split(9).setNodeAttribute(10, 'id', null));
  exchange(one, other);
  repairIds(one);
  repairIds(other);
  exchange(one, other);
  expect(project(one)).toEqual(project(other));
  expect(ids(one)[0]).toBe('b-1');
  expect(new Set(ids(one)).size).toBe(3);
});

test('[DO8] derived ids spread', () => {
  const doc = seeded(documentOf(...Array.from({ length: 5000 }, () => paragraph(null, ''))));
  const found = ids(doc);
  expect(new Set(found.map((id) => id.slice(2, 7))).size).toBeGreaterThan(4990);
  expect(new Set(found).size).toBe(5000);
});
