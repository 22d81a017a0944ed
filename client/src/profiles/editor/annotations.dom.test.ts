import { editorExtensions } from '@concord/document/extensions';
import { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import { Annotations } from './annotations';
import { jumpTarget, NoteJumps } from './note-jumps';

// An editor looks at its page a little later once more; by then the page of the tests is gone.
const open: Editor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

let made = 0;
const words = {
  finding: (kind: string) => `finding:${kind}`,
  note: (number: number) => `note ${number}`,
  emptyNote: 'write the note',
  emptyCaption: 'write the caption',
};

function editorWith(content: string): Editor {
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [
      ...editorExtensions({ newId: () => `n-${(made += 1)}` }),
      Annotations.configure({ words }),
      NoteJumps,
    ],
    content,
  });
  open.push(editor);
  return editor;
}

const numbers = (editor: Editor, selector: string) =>
  [...editor.view.dom.querySelectorAll(selector)].map((element) => element.getAttribute('data-number'));

const twoNotes =
  '<p data-block="b-1">One<sup data-note="n-b"></sup> two<sup data-note="n-a"></sup></p>' +
  '<section data-footnotes><div data-footnote data-block="n-a">A</div><div data-footnote data-block="n-b">B</div></section>';

test('[ED12] notes are numbered in the order in which the text refers to them, wherever they stand', () => {
  const editor = editorWith(twoNotes);
  expect(numbers(editor, 'sup[data-note]')).toEqual(['1', '2']);
  expect(numbers(editor, '[data-footnote]')).toEqual(['2', '1']);
  expect(editor.view.dom.querySelector<HTMLElement>('[data-footnote]')?.style.order).toBe('2');
});

test('[ED12] a new note before the others renumbers them, and is empty with a hint', () => {
  const editor = editorWith(twoNotes);
  editor.chain().setTextSelection(2).insertFootnote().run();
  expect(numbers(editor, 'sup[data-note]')).toEqual(['1', '2', '3']);
  expect(numbers(editor, '[data-footnote]')).toEqual(['3', '2', '1']);
  expect(editor.view.dom.querySelector('[data-placeholder]')?.getAttribute('data-placeholder')).toBe(
    words.emptyNote,
  );
});

test('[ED12] a note whose reference was cut is hidden and comes back with it', () => {
  const editor = editorWith(twoNotes);
  editor.commands.deleteRange({ from: 4, to: 5 });
  expect(editor.view.dom.querySelectorAll('.note-unused')).toHaveLength(1);
  expect(editor.view.dom.querySelector('.note-unused')?.textContent).toBe('B');
});

test('[ED12] from the reference to the note and back', () => {
  const editor = editorWith(twoNotes);
  editor.commands.setTextSelection(5);
  expect(jumpTarget(editor.state)).toBe('note');
  editor.commands.jumpAlongNote();
  expect(editor.state.selection.$from.parent.textContent).toBe('B');
  expect(jumpTarget(editor.state)).toBe('text');
  editor.commands.jumpAlongNote();
  expect(editor.state.selection.from).toBe(5);
  editor.commands.setTextSelection(2);
  expect(jumpTarget(editor.state)).toBe(null);
  expect(editor.can().jumpAlongNote()).toBe(false);
});

test('[ED13] the kind of a finding is shown and is no part of the text', () => {
  const editor = editorWith('<p data-block="b-1" data-finding="gap" data-finding-code="F04">Words</p>');
  const paragraph = editor.view.dom.querySelector('p');
  expect(paragraph?.getAttribute('data-finding-label')).toBe('finding:gap · F04');
  expect(paragraph?.textContent).toBe('Words');
  editor.commands.insertContentAt(1, 'More ');
  expect(editor.getHTML()).toBe(
    '<p data-block="b-1" data-finding="gap" data-finding-code="F04">More Words</p>',
  );
});
