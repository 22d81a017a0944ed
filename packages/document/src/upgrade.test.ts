import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { content, documentOf, paragraph } from '../testing/content.js';
import { DOCUMENT_VERSION, FRAGMENT } from './name.js';
import { project } from './project.js';
import { repair } from './repair.js';
import { rebuild, seedUpdate } from './seed.js';
import { DOCUMENT_FLOOR, upgrade, upgrades, type Upgrade } from './upgrade.js';

/** A step that exists only here: headings of the fourth level become the third. */
const flatter: Upgrade = {
  to: 2,
  change(doc) {
    for (const child of doc.getXmlFragment(FRAGMENT).toArray()) {
      if (
        child instanceof Y.XmlElement &&
        child.nodeName === 'heading' &&
        Number(child.getAttribute('level')) === 4
      )
        child.setAttribute('level', 3 as unknown as string);
    }
  },
};
const next = { steps: [flatter], newest: 2 };
const levels = (doc: Y.Doc) =>
  project(doc).content.content.flatMap((node) => (node.type === 'heading' ? [node.attrs.level] : []));
const copyOf = (doc: Y.Doc) => rebuild([Y.encodeStateAsUpdate(doc)]);

describe('a text of an older version', () => {
  test('[DO28] becomes one of the newest, the same on every node, with nothing else changed', () => {
    fc.assert(
      fc.property(content, (json) => {
        const doc = rebuild([seedUpdate(json, 1)]);
        const other = copyOf(doc);
        const before = levels(doc);
        const texts = project(doc).blocks;
        const update = upgrade(doc, 1, next);
        expect(update).toEqual(upgrade(other, 1, next));
        expect(levels(doc)).toEqual(before.map((level) => (level === 4 ? 3 : level)));
        expect(project(doc).blocks).toEqual(texts);
        expect(update === null).toBe(!before.includes(4));
        expect(upgrade(doc, 1, next)).toBeNull();
      }),
      { numRuns: 100, seed: 28 },
    );
  });

  test('[DO28] keeps what it does not know, and what is typed meanwhile joins it', () => {
    const doc = rebuild([
      seedUpdate(
        documentOf({
          type: 'heading',
          attrs: { id: 'b-1', level: 4 },
          content: [{ type: 'text', text: 'x' }],
        }),
        1,
      ),
    ]);
    const card = new Y.XmlElement('card');
    card.setAttribute('tone', 'calm');
    doc.getXmlFragment(FRAGMENT).push([card]);
    const typist = copyOf(doc);
    ((typist.getXmlFragment(FRAGMENT).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(1, 'y');
    const update = upgrade(doc, 1, next);
    Y.applyUpdate(typist, update ?? new Uint8Array());
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(typist));
    expect(project(doc)).toEqual(project(typist));
    expect([levels(doc), project(doc).title]).toEqual([[3], 'xy']);
    expect(doc.getXmlFragment(FRAGMENT).toJSON()).toContain('<card tone="calm">');
  });

  test('[DO28] below the floor or from a newer program is not touched', () => {
    const doc = rebuild([seedUpdate(documentOf(paragraph('b-1', 'x')), 1)]);
    expect(() => upgrade(doc, DOCUMENT_FLOOR - 1)).toThrow(RangeError);
    expect(() => upgrade(doc, DOCUMENT_VERSION + 1)).toThrow(RangeError);
    expect(upgrade(doc, DOCUMENT_VERSION)).toBeNull();
  });

  test('[DO28] there is one step for each version after the floor, in order', () => {
    const expected = Array.from(
      { length: DOCUMENT_VERSION - DOCUMENT_FLOOR },
      (_, index) => DOCUMENT_FLOOR + 1 + index,
    );
    expect(upgrades.map(({ to }) => to)).toEqual(expected);
  });
});

test('[DO8] a repair has the same bytes on every node, and does only that', () => {
  const doc = rebuild([
    seedUpdate(documentOf(paragraph('b-1', 'one'), paragraph('b-1', 'two'), paragraph(null, 'three')), 1),
  ]);
  const [here, there] = [copyOf(doc), copyOf(doc)];
  const [one, other] = [repair(here), repair(there)];
  expect(one).toEqual(other);
  expect(one?.length).toBeLessThan(200);
  expect([repair(here), new Set(project(here).blocks.map(({ id }) => id)).size]).toEqual([null, 3]);
  // Both nodes may store theirs: it is the same thing twice.
  Y.applyUpdate(here, other ?? new Uint8Array());
  expect(Y.encodeStateAsUpdate(here)).toEqual(Y.encodeStateAsUpdate(there));
  // The client it would use is somebody's already: then it takes another, and theirs stays.
  const taken = Y.decodeUpdate(one ?? new Uint8Array()).structs[0]?.id.client ?? 0;
  const squatted = copyOf(doc);
  squatted.clientID = taken;
  squatted.getXmlFragment(FRAGMENT).insert(0, [new Y.XmlElement('paragraph')]);
  const third = repair(squatted);
  expect(Y.decodeUpdate(third ?? new Uint8Array()).structs[0]?.id.client).not.toBe(taken);
});
