import { documentExtensions } from '@concord/document/extensions';
import type { BlockNode, DocumentJson } from '@concord/document/model';
import { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import type { AsideText } from './aside';
import { reinsert } from './reinsert';
import { unsentBlocks } from './unsent-text';

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

const paragraph = (id: string, text: string): BlockNode => ({
  type: 'paragraph',
  attrs: { id },
  ...(text !== '' && { content: [{ type: 'text', text }] }),
});
const doc = (...content: BlockNode[]): DocumentJson => ({ type: 'doc', content });

const notes: BlockNode = {
  type: 'footnotes',
  content: [{ type: 'footnote', attrs: { id: 'n-1' }, content: [{ type: 'text', text: 'A note.' }] }],
};
const withNote: BlockNode = {
  type: 'paragraph',
  attrs: { id: 'a' },
  content: [
    { type: 'text', text: 'The Ministry' },
    { type: 'footnoteRef', attrs: { note: 'n-1' } },
    { type: 'text', text: ' leads.' },
  ],
};

/** What is on the page after what `mine` has more than `stored` was put in again. */
function after(mine: DocumentJson, stored: DocumentJson): { editor: Editor; lines: string[] } {
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: documentExtensions,
    content: stored as never,
  });
  editors.push(editor);
  const text: AsideText = {
    id: '1',
    at: 1,
    reason: 'taken',
    content: mine,
    blocks: unsentBlocks(mine, stored),
  };
  reinsert(editor, text);
  const lines: string[] = [];
  editor.state.doc.descendants((node) => void (node.isTextblock && lines.push(node.textContent)));
  return { editor, lines };
}

test('[ED16] words that were added go where they stood', () => {
  const { lines } = after(
    doc(paragraph('a', 'The Ministry always leads.')),
    doc(paragraph('a', 'The Ministry leads.')),
  );
  expect(lines).toEqual(['The Ministry always leads.']);
});

test('[ED16] behind a footnote mark, which takes no room in the text, as well', () => {
  const mine = doc(
    {
      ...withNote,
      content: [
        { type: 'text', text: 'The Ministry' },
        { type: 'footnoteRef', attrs: { note: 'n-1' } },
        { type: 'text', text: ' always leads.' },
      ],
    },
    notes,
  );
  const { editor } = after(mine, doc(withNote, notes));
  const first: (string | undefined)[] = [];
  editor.state.doc.firstChild?.forEach((node) => void first.push(node.text ?? node.type.name));
  expect(first).toEqual(['The Ministry', 'footnoteRef', ' always leads.']);
});

test('[ED16] a paragraph that others have rewritten stays theirs; mine is set below it', () => {
  const { lines } = after(
    doc(paragraph('a', 'The Ministry leads and reports.'), paragraph('b', 'Last.')),
    doc(paragraph('a', 'The Agency coordinates.'), paragraph('b', 'Last.')),
  );
  expect(lines).toEqual(['The Agency coordinates.', 'The Ministry leads and reports.', 'Last.']);
});

test('[ED16] new paragraphs come where they stood, in their order, and never behind the notes', () => {
  const { lines } = after(
    doc(
      withNote,
      paragraph('x', 'One.'),
      paragraph('y', 'Two.'),
      paragraph('b', 'Last.'),
      paragraph('z', 'Three.'),
      notes,
    ),
    doc(withNote, paragraph('b', 'Last.'), notes),
  );
  expect(lines).toEqual(['The Ministry leads.', 'One.', 'Two.', 'Last.', 'Three.', 'A note.']);
});

test('[ED16] what the stored text already has is not put in twice', () => {
  const same = doc(paragraph('a', 'Same.'));
  expect(after(same, same).lines).toEqual(['Same.']);
});
