import { Editor, getSchema, type Extensions } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import { documentOf, paragraph } from '../testing/content.js';
import { documentExtensions, editorExtensions } from './extensions.js';
import { MARK_NAMES, type BlockNode, type DocumentJson, type ParagraphNode } from './model.js';
import { documentSchema } from './schema.js';

let made = 0;
const extensions: Extensions = editorExtensions({ newId: () => `fn-new-${(made += 1)}` });

/** An editor without a browser, with the caret in front of the first occurrence of `|`, which is taken out. */
function editing(...blocks: BlockNode[]): Editor {
  const editor = new Editor({ element: null, extensions, content: documentOf(...blocks) as object });
  // Without a view, TipTap leaves the plugins out of the state.
  editor.view.updateState(editor.state.reconfigure({ plugins: editor.extensionManager.plugins }));
  caretAt(editor, '|');
  return editor;
}

function caretAt(editor: Editor, mark: string): void {
  editor.state.doc.descendants((node, position) => {
    const at = node.text?.indexOf(mark) ?? -1;
    if (at < 0) return true;
    const { tr } = editor.state;
    editor.view.dispatch(tr.delete(position + at, position + at + mark.length));
    const { doc } = editor.state;
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(doc, position + at)));
    return false;
  });
}

/** `type#id text` of every block that may have an id. */
function blocks(editor: Editor): string[] {
  const found: string[] = [];
  editor.state.doc.descendants((node: ProseMirrorNode) => {
    const id = node.attrs['id'] as string | null | undefined;
    if (id !== undefined) found.push(`${node.type.name}#${id} ${node.textContent}`);
  });
  return found;
}

/** Gives a key to the plugins, as the view does; there is no browser to make an event. */
function press(editor: Editor, combination: string): void {
  const keys = combination.split('-');
  const event = {
    key: keys.at(-1) ?? '',
    ctrlKey: keys.includes('Mod'),
    altKey: keys.includes('Alt'),
    shiftKey: keys.includes('Shift'),
    metaKey: false,
  } as KeyboardEvent;
  for (const plugin of editor.state.plugins) {
    if (plugin.props.handleKeyDown?.call(plugin, editor.view, event)) return;
  }
}

const items = (...paragraphs: ParagraphNode[]): BlockNode => ({
  type: 'bulletList',
  content: paragraphs.map((content) => ({ type: 'listItem', content: [content] })),
});
const finding = (text: string): ParagraphNode => ({
  ...paragraph('b-1', text),
  attrs: { id: 'b-1', finding: 'gap', findingCode: 'F01', indicators: ['1.01'] },
});

describe('the schema', () => {
  test('[DO19] needs no browser and writes marks in the order of the model', () => {
    expect(globalThis).not.toHaveProperty('document');
    expect(Object.keys(documentSchema.marks)).toEqual([...MARK_NAMES]);
    expect(Object.keys(getSchema(documentExtensions).nodes)).toEqual(Object.keys(documentSchema.nodes));
  });

  test('[DO19] has the roles that table commands look for', () => {
    const roles = ['table', 'tableRow', 'tableCell', 'tableHeader'].map(
      (name) => documentSchema.nodes[name]?.spec['tableRole'] as unknown,
    );
    expect(roles).toEqual(['table', 'row', 'cell', 'header_cell']);
  });
});

describe('an Enter', () => {
  test('[DO20] in a paragraph leaves the id, and the finding, with the first half', () => {
    const editor = editing(finding('one| two'));
    press(editor, 'Enter');
    expect(blocks(editor)).toEqual(['paragraph#b-1 one', 'paragraph#null  two']);
    expect(editor.state.doc.child(0).attrs['findingCode']).toBe('F01');
    expect(editor.state.doc.child(1).attrs).toEqual({
      id: null,
      finding: null,
      findingCode: null,
      indicators: null,
    });
  });

  test('[DO20] at the start of a block leaves the id with the text', () => {
    const editor = editing(finding('|one'));
    press(editor, 'Enter');
    expect(blocks(editor)).toEqual(['paragraph#null ', 'paragraph#b-1 one']);
    expect(editor.state.doc.child(1).attrs['findingCode']).toBe('F01');
  });

  test('[DO20] at the end of a heading begins a paragraph without id', () => {
    const editor = editing({
      type: 'heading',
      attrs: { id: 'b-1', level: 2 },
      content: [{ type: 'text', text: 'one|' }],
    });
    press(editor, 'Enter');
    expect(blocks(editor)).toEqual(['heading#b-1 one', 'paragraph#null ']);
  });

  test('[DO20] at the start of a heading leaves the heading and its id as they are', () => {
    const editor = editing({
      type: 'heading',
      attrs: { id: 'b-1', level: 2 },
      content: [{ type: 'text', text: '|one' }],
    });
    press(editor, 'Enter');
    expect(blocks(editor)).toEqual(['paragraph#null ', 'heading#b-1 one']);
  });

  test.each([
    ['one| two', ['paragraph#b-1 one', 'paragraph#null  two']],
    ['|one two', ['paragraph#null ', 'paragraph#b-1 one two']],
    ['one two|', ['paragraph#b-1 one two', 'paragraph#null ']],
  ])('[DO20] in a list item (%s) makes the next item', (text, expected) => {
    const editor = editing(items(paragraph('b-1', text)));
    press(editor, 'Enter');
    expect(blocks(editor)).toEqual(expected);
    expect(editor.state.doc.firstChild?.childCount).toBe(2);
  });

  test('[DO20] a join keeps the id of the first block', () => {
    const editor = editing(paragraph('b-1', 'one'), paragraph('b-2', '|two'));
    press(editor, 'Backspace');
    editor.commands.joinBackward();
    expect(blocks(editor)).toEqual(['paragraph#b-1 onetwo']);
  });

  test('[DO20] in a caption goes on to the first cell, in a note makes a line', () => {
    const editor = editing(paragraph('b-1', 'one'));
    editor.commands.insertTable({ rows: 2, columns: 2 });
    press(editor, 'Enter');
    expect(editor.state.selection.$from.node(-1).type.name).toBe('tableHeader');
    editor.commands.setTextSelection(3);
    editor.commands.insertFootnote();
    editor.view.dispatch(editor.state.tr.insertText('a'));
    press(editor, 'Enter');
    expect(editor.state.doc.lastChild?.childCount).toBe(1);
    expect(editor.state.selection.$from.parent.type.name).toBe('footnote');
    expect(editor.state.selection.$from.parent.childCount).toBe(2);
  });
});

describe('a paste', () => {
  const pasted = (editor: Editor, id: string) => editor.schema.nodeFromJSON(paragraph(id, 'one'));

  test.each([0, 5])('[DO21] leaves the id with the block that had it, wherever the copy lands (%s)', (at) => {
    const editor = editing(paragraph('b-1', 'one'), paragraph('b-2', 'two'));
    editor.view.dispatch(editor.state.tr.insert(at, pasted(editor, 'b-1')));
    const expected = at === 0 ? ['null', 'b-1', 'b-2'] : ['b-1', 'null', 'b-2'];
    expect(blocks(editor).map((block) => block.split(/[# ]/)[1])).toEqual(expected);
  });

  test('[DO21] of a block that was cut keeps its id', () => {
    const editor = editing(paragraph('b-1', 'one'), paragraph('b-2', 'two'));
    editor.view.dispatch(editor.state.tr.delete(0, 5));
    editor.view.dispatch(editor.state.tr.insert(5, pasted(editor, 'b-1')));
    expect(blocks(editor)).toEqual(['paragraph#b-2 two', 'paragraph#b-1 one']);
  });

  test('[DO21] a block moved in one step keeps its id', () => {
    const editor = editing(paragraph('b-1', 'one'), paragraph('b-2', 'two'));
    editor.view.dispatch(editor.state.tr.insert(10, pasted(editor, 'b-1')).delete(0, 5));
    expect(blocks(editor)).toEqual(['paragraph#b-2 two', 'paragraph#b-1 one']);
  });
});

describe('headings, lists and boxes', () => {
  test('[DO22] a shortcut makes a heading and back, keeping the id', () => {
    const editor = editing(paragraph('b-1', 'on|e'));
    press(editor, 'Mod-Alt-2');
    expect(blocks(editor)).toEqual(['heading#b-1 one']);
    expect(editor.state.doc.firstChild?.attrs['level']).toBe(2);
    press(editor, 'Mod-Alt-2');
    expect(blocks(editor)).toEqual(['paragraph#b-1 one']);
  });

  test('[DO22] Tab and Shift-Tab move list items in and out, keeping ids', () => {
    const editor = editing(items(paragraph('b-1', 'one'), paragraph('b-2', 'tw|o')));
    press(editor, 'Tab');
    expect(editor.state.doc.firstChild?.childCount).toBe(1);
    expect(editor.state.selection.$from.depth).toBe(5);
    press(editor, 'Shift-Tab');
    expect(editor.state.doc.firstChild?.childCount).toBe(2);
    expect(blocks(editor)).toEqual(['paragraph#b-1 one', 'paragraph#b-2 two']);
  });

  test('[DO22] lists and boxes wrap and unwrap without touching ids', () => {
    const editor = editing(paragraph('b-1', 'on|e'));
    editor.commands.toggleOrderedList();
    expect(editor.state.doc.firstChild?.type.name).toBe('orderedList');
    editor.commands.toggleBulletList();
    expect(editor.state.doc.firstChild?.type.name).toBe('bulletList');
    editor.commands.toggleBulletList();
    editor.commands.toggleBox();
    expect(editor.state.doc.firstChild?.type.name).toBe('box');
    expect(blocks(editor)).toEqual(['paragraph#b-1 one']);
  });

  test('[DO22] a link is set only to where a reader may be sent', () => {
    const editor = editing(paragraph('b-1', 'one'));
    editor.commands.selectAll();
    expect(editor.commands.setLink('javascript:alert(1)')).toBe(false);
    expect(editor.commands.setLink('https://a.example/')).toBe(true);
    expect(editor.getJSON()).toMatchObject({
      content: [{ content: [{ marks: [{ type: 'link', attrs: { href: 'https://a.example/' } }] }] }],
    });
  });
});

describe('footnotes', () => {
  const notes = (editor: Editor) => blocks(editor).filter((block) => block.startsWith('footnote#'));

  test('[DO23] are inserted as a reference and a note with a fresh id, with the caret in the note', () => {
    const editor = editing(paragraph('b-1', 'one| two'));
    expect(editor.commands.insertFootnote()).toBe(true);
    editor.view.dispatch(editor.state.tr.insertText('source'));
    expect(notes(editor)).toEqual([expect.stringMatching(/^footnote#fn-new-\d+ source$/)]);
    expect(editor.state.doc.firstChild?.child(1).type.name).toBe('footnoteRef');
    expect(() => documentSchema.nodeFromJSON(editor.getJSON()).check()).not.toThrow();
  });

  test('[DO23] go into the list of notes that is there, and never into a note', () => {
    const editor = editing(paragraph('b-1', 'one|'));
    editor.commands.insertFootnote();
    expect(editor.commands.insertFootnote()).toBe(false);
    editor.commands.setTextSelection(2);
    editor.commands.insertFootnote();
    expect(notes(editor)).toHaveLength(2);
    expect(editor.state.doc.childCount).toBe(2);
  });

  test('[DO23] are removed with every reference to them', () => {
    const editor = editing(paragraph('b-1', 'one|'));
    editor.commands.insertFootnote();
    expect(editor.commands.removeFootnote()).toBe(true);
    expect(notes(editor)).toEqual([]);
    expect(editor.state.doc.firstChild?.childCount).toBe(1);
    expect(editor.commands.removeFootnote()).toBe(false);
  });

  test('[DO23] are not joined by Backspace or Delete', () => {
    const editor = editing(paragraph('b-1', 'one|'));
    editor.commands.insertFootnote();
    editor.commands.setTextSelection(2);
    editor.commands.insertFootnote();
    press(editor, 'Backspace');
    expect(notes(editor)).toHaveLength(2);
  });
});

describe('tables', () => {
  test('[DO24] grow, shrink, merge and split by commands, and go whole', () => {
    const editor = editing(paragraph('b-1', 'one|'));
    editor.commands.insertTable({ rows: 2, columns: 2 });
    press(editor, 'Enter');
    const size = () => {
      const table = editor.state.doc.child(1).child(1);
      return [table.childCount, table.firstChild?.childCount];
    };
    expect(size()).toEqual([2, 2]);
    editor.commands.addRowAfter();
    editor.commands.addColumnBefore();
    expect(size()).toEqual([3, 3]);
    editor.commands.deleteRow();
    editor.commands.deleteColumn();
    expect(size()).toEqual([2, 2]);
    expect(() => editor.state.doc.check()).not.toThrow();
    editor.commands.deleteTable();
    expect(blocks(editor)).toEqual(['paragraph#b-1 one']);
  });

  test('[DO24] Tab walks through the cells and adds a row at the end', () => {
    const editor = editing(paragraph('b-1', 'one|'));
    editor.commands.insertTable({ rows: 1, columns: 2 });
    press(editor, 'Enter');
    press(editor, 'Tab');
    press(editor, 'Tab');
    expect(editor.state.doc.child(1).child(1).childCount).toBe(2);
  });

  test('[DO24] a paragraph in a cell never has an id', () => {
    const editor = editing(paragraph('b-1', 'one|'));
    editor.commands.insertTable({ rows: 1, columns: 1 });
    press(editor, 'Enter');
    const { from } = editor.state.selection;
    editor.view.dispatch(
      editor.state.tr.insert(from - 1, editor.schema.nodeFromJSON(paragraph('b-9', 'pasted'))),
    );
    expect(blocks(editor).filter((block) => block.includes('b-9'))).toEqual([]);
  });
});

test('[DO19] the extensions of the schema refuse to invent ids', () => {
  const content: DocumentJson = documentOf(paragraph('b-1', 'one'));
  const editor = new Editor({ element: null, extensions: documentExtensions, content: content as object });
  expect(() => editor.commands.insertFootnote()).toThrow(/newId/);
});
