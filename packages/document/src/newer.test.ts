import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bringsNewerParts } from './newer.js';
import { FRAGMENT } from './name.js';
import { documentSchema } from './schema.js';

/** What `change` brings to somebody who holds a paragraph of words. */
function brought(change: (paragraph: Y.XmlElement, words: Y.XmlText) => void): boolean {
  const writer = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const words = new Y.XmlText('Words');
  paragraph.setAttribute('id', 'b-1');
  paragraph.insert(0, [words]);
  writer.getXmlFragment(FRAGMENT).insert(0, [paragraph]);
  const reader = new Y.Doc();
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer));
  let newer: boolean | null = null;
  reader.on('beforeObserverCalls', (transaction: Y.Transaction) => {
    // Tidying up afterwards is a transaction of its own.
    newer = newer || bringsNewerParts(transaction, documentSchema);
  });
  change(paragraph, words);
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer));
  if (newer === null) throw new Error('Nothing was brought');
  return newer;
}

const named = (name: string) => new Y.XmlElement(name);

describe('[DO29] parts of a newer program', () => {
  test.each<[string, (paragraph: Y.XmlElement, words: Y.XmlText) => void]>([
    ['a node', (paragraph) => (paragraph.parent as Y.XmlFragment).insert(1, [named('timeline')])],
    ['a node in a node', (paragraph) => paragraph.insert(1, [named('mention')])],
    ['a mark', (_, words) => words.format(0, 3, { highlight: { tone: 'calm' } })],
    ['an attribute', (paragraph) => paragraph.setAttribute('dossier', '7')],
  ])('%s is seen', (_name, change) => {
    expect(brought(change)).toBe(true);
  });

  test.each<[string, (paragraph: Y.XmlElement, words: Y.XmlText) => void]>([
    ['words', (_, words) => words.insert(0, 'More ')],
    ['marks', (_, words) => words.format(0, 3, { bold: {} })],
    ['a mark that ends', (_, words) => words.format(0, 3, { highlight: null })],
    ['attributes', (paragraph) => paragraph.setAttribute('finding', 'gap')],
    ['nodes', (paragraph) => (paragraph.parent as Y.XmlFragment).insert(1, [named('bulletList')])],
    [
      'what is gone again',
      (paragraph) => {
        const root = paragraph.parent as Y.XmlFragment;
        root.insert(1, [named('timeline')]);
        root.delete(1, 1);
      },
    ],
  ])('%s are not', (_name, change) => {
    expect(brought(change)).toBe(false);
  });
});
