import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { richTextSchema as schema } from './rich-extensions.js';
import { plainTextOf, richTextOf, type RichTextJson } from './rich-text.js';
import {
  addRemark,
  bodyRoot,
  chatterRoot,
  draftRoot,
  eraseDraft,
  isRoomRoot,
  parseRoomName,
  readChatter,
  readDraft,
  roomDocumentName,
  wordingRoot,
  writeDraft,
} from './room.js';

const exchange = (one: Y.Doc, other: Y.Doc): void => {
  const forOther = Y.encodeStateAsUpdate(one, Y.encodeStateVector(other));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
  Y.applyUpdate(other, forOther);
};
const begun = (text: string, proposal: string | null = null): Y.Doc => {
  const doc = new Y.Doc();
  writeDraft(doc, 'd1', { text, proposal });
  return doc;
};

const rich: RichTextJson = {
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'See ' },
        {
          type: 'text',
          text: 'the law',
          marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }, { type: 'bold' }],
        },
        { type: 'hardBreak' },
        { type: 'text', text: 'of 2021', marks: [{ type: 'italic' }] },
      ],
    },
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [
            { type: 'paragraph', content: [{ type: 'text', text: 'first' }] },
            {
              type: 'orderedList',
              content: [
                {
                  type: 'listItem',
                  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'inner' }] }],
                },
              ],
            },
          ],
        },
        { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'second' }] }] },
      ],
    },
  ],
};

describe('the name of a room', () => {
  test('[DO30] is a consultation and an organisation, and nothing else is', () => {
    const room = { consultationId: 'c-1', organisationId: 'o_2' };
    expect(roomDocumentName(room)).toBe('room/c-1/o_2');
    expect(parseRoomName('room/c-1/o_2')).toEqual(room);
    for (const name of ['room/c-1', 'room/c-1/', 'room/c/o/x', 'section/c-1/en', ' room/c/o', 'room/c/o\n'])
      expect(parseRoomName(name)).toBeNull();
    expect(() => roomDocumentName({ consultationId: 'a/b', organisationId: 'c' })).toThrow(RangeError);
  });

  test('[DO30] only the parts of drafts are roots of a room', () => {
    for (const part of [bodyRoot, wordingRoot, chatterRoot, draftRoot])
      expect(isRoomRoot(part('d1'))).toBe(true);
    for (const name of ['content', 'body', 'body/', 'body/a/b', 'notes/d1'])
      expect(isRoomRoot(name)).toBe(false);
  });
});

describe('the text of a draft', () => {
  test('[DO31] what an editor writes is read as it shows it', () => {
    const doc = begun('');
    doc.transact(() => {
      const body = doc.getXmlFragment(bodyRoot('d1'));
      body.delete(0, body.length);
      prosemirrorToYXmlFragment(schema.nodeFromJSON(rich), body);
    });
    expect(readDraft(doc, 'd1')).toEqual({
      body: rich,
      text: 'See the law\nof 2021\n• first\n  1. inner\n• second',
      proposal: null,
    });
  });

  test('[DO31] what the server writes is what an editor shows', () => {
    const doc = begun('One.\n\nThree.');
    const shown = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(bodyRoot('d1')), schema);
    expect(() => shown.check()).not.toThrow();
    expect(shown.textBetween(0, shown.content.size, '\n')).toBe('One.\n\nThree.');
  });

  test('[DO31] any plain text comes back character for character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.option(fc.string({ unit: 'grapheme' })),
        (text, proposal) => {
          expect(plainTextOf(richTextOf(text))).toBe(text);
          expect(readDraft(begun(text, proposal), 'd1')).toMatchObject({ text, proposal });
        },
      ),
    );
  });

  test('[DO31] writing what is there already changes nothing', () => {
    const doc = begun('Same.', 'words');
    const before = Y.encodeStateVector(doc);
    writeDraft(doc, 'd1', { text: 'Same.', proposal: 'words' });
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  test('[DO31] no wording and an empty wording are two things', () => {
    const doc = begun('x', '');
    expect(readDraft(doc, 'd1')?.proposal).toBe('');
    writeDraft(doc, 'd1', { text: 'x', proposal: null });
    expect(readDraft(doc, 'd1')?.proposal).toBeNull();
  });

  test('[DO31] two who write apart in one draft keep both texts', () => {
    const one = begun('Base.', 'the old words');
    const other = new Y.Doc();
    exchange(one, other);
    one.getText(wordingRoot('d1')).insert(0, 'all ');
    other.getText(wordingRoot('d1')).insert(13, ' here');
    writeDraft(other, 'd2', { text: 'Another.', proposal: null });
    exchange(one, other);
    expect(readDraft(one, 'd1')?.proposal).toBe('all the old words here');
    expect(readDraft(other, 'd1')).toEqual(readDraft(one, 'd1'));
    expect(readDraft(one, 'd2')?.text).toBe('Another.');
  });

  test('[DO32] what is unknown is left out, and nothing throws', () => {
    const doc = begun('Kept.', 'kept');
    const body = doc.getXmlFragment(bodyRoot('d1'));
    const image = new Y.XmlElement('image');
    const linked = new Y.XmlElement('paragraph');
    const words = new Y.XmlText();
    words.insert(0, 'bad link', { link: { href: 'javascript:alert(1)' }, colour: 'red' });
    linked.insert(0, [words]);
    body.push([image, linked, new Y.XmlElement('bulletList'), new Y.XmlText()]);
    doc.getText(wordingRoot('d1')).insertEmbed(0, { image: 'x' });
    doc.getText(wordingRoot('d1')).insert(0, '\u0000');
    doc.getArray(chatterRoot('d1')).push([1, 'two', { id: 'no remark' }]);
    expect(readDraft(doc, 'd1')).toMatchObject({ text: 'Kept.\nbad link', proposal: 'kept' });
    expect(readDraft(doc, 'd1')?.body.content.at(-1)).toEqual({
      type: 'paragraph',
      content: [{ type: 'text', text: 'bad link' }],
    });
    expect(readChatter(doc, 'd1')).toEqual([]);
  });

  test('[DO32] a draft that was never begun, or was erased, is not there', () => {
    const doc = begun('Gone.', 'gone');
    expect(readDraft(doc, 'd2')).toBeNull();
    eraseDraft(doc, 'd1');
    expect(readDraft(doc, 'd1')).toBeNull();
  });
});

test('[DO32] remarks of colleagues stand in the order in which they came', () => {
  const doc = begun('x');
  const remark = { personId: 'p', name: 'Sayla Vint', at: '2026-11-21T10:00:00Z' };
  addRemark(doc, 'd1', { id: '1', text: 'Really?', ...remark });
  addRemark(doc, 'd1', { id: '2', text: 'Yes.', ...remark });
  expect(readChatter(doc, 'd1').map(({ text }) => text)).toEqual(['Really?', 'Yes.']);
});
