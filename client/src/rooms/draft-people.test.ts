import { bodyRoot, wordingRoot, writeDraft } from '@concord/document/room';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftAt } from './draft-people';

const at = (type: Y.Text | Y.XmlFragment, index: number): unknown =>
  JSON.parse(JSON.stringify({ head: Y.createRelativePositionFromTypeIndex(type, index) }));

test('[DK2] a cursor says which draft a colleague is in: in its body, deep inside it, and in its wording', () => {
  const doc = new Y.Doc();
  writeDraft(doc, 'd1', { text: 'One.', proposal: null });
  writeDraft(doc, 'd2', { text: 'Two.', proposal: 'words' });
  const words = doc.getXmlFragment(bodyRoot('d1')).querySelector('paragraph');
  const inside = words instanceof Y.XmlElement ? words.get(0) : null;
  expect(draftAt(doc, at(doc.getXmlFragment(bodyRoot('d1')), 0))).toBe('d1');
  expect(inside instanceof Y.XmlText && draftAt(doc, at(inside, 2))).toBe('d1');
  expect(draftAt(doc, at(doc.getText(wordingRoot('d2')), 3))).toBe('d2');
});

test('[DK2] whatever another browser says of its cursor, nothing throws', () => {
  const doc = new Y.Doc();
  writeDraft(doc, 'd1', { text: 'One.', proposal: null });
  for (const cursor of [
    null,
    7,
    'x',
    {},
    { head: null },
    { head: 'x' },
    { head: { item: { client: 9, clock: 9 } } },
  ])
    expect(draftAt(doc, cursor)).toBeNull();
});
