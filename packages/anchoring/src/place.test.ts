import { replaceWords, seedUpdate } from '@concord/document';
import type { DocumentJson } from '@concord/document/model';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { find, mark } from './place.js';

const text = 'Family reunification is open only after two years.';
const content: DocumentJson = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { id: 'h', level: 1 }, content: [{ type: 'text', text: 'Families' }] },
    { type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text }] },
  ],
};

function document(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate(content, 1));
  return doc;
}

describe('[AN14] what was just written is found again', () => {
  test('words, wherever they stand, as long as they are the same', () => {
    const doc = document();
    const { after } = replaceWords(doc, 'p', 34, 43, 'after one');
    const place = mark(doc, 'p', 34, 34 + after.length);
    replaceWords(doc, 'p', 0, 6, 'Reunion: family');
    expect(find(place, doc)).toMatchObject({ blockId: 'p', start: 43, words: 'after one' });
    replaceWords(doc, 'p', 49, 52, 'three');
    expect(find(place, doc)).toBeNull();
  });

  test('[AN14] the place where words were deleted, as long as nobody types there', () => {
    const doc = document();
    replaceWords(doc, 'p', 24, 29, '');
    const place = mark(doc, 'p', 24, 24);
    replaceWords(doc, 'p', 0, 6, 'A family');
    expect(find(place, doc)).toEqual({ blockId: 'p', start: 26, end: 26, words: '' });
    replaceWords(doc, 'p', 26, 26, '!');
    expect(find(place, doc)).toBeNull();
  });

  test('[AN14] a block that lost all its words, and one that is not there', () => {
    const doc = document();
    replaceWords(doc, 'h', 0, 8, '');
    const place = mark(doc, 'h', 0, 0);
    expect(find(place, doc)).toEqual({ blockId: 'h', start: 0, end: 0, words: '' });
    expect(() => mark(doc, 'nowhere', 0, 0)).toThrow(RangeError);
    expect(() => mark(doc, 'p', 4, 2)).toThrow(RangeError);
  });
});
