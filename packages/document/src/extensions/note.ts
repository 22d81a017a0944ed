import { Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { TextSelection, type EditorState } from '@tiptap/pm/state';
import { blockId, pastedId } from './identity.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    footnotes: {
      /** A reference behind the selection and an empty note at the end, with the caret in it. */
      insertFootnote: () => ReturnType;
      /** Removes a note and all references to it: the given one, or the one the caret is in or on. */
      removeFootnote: (id?: string) => ReturnType;
    };
  }
}

export const Footnotes = Node.create({
  name: 'footnotes',
  content: 'footnote*',
  isolating: true,
  parseHTML: () => [{ tag: 'section[data-footnotes]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', { ...HTMLAttributes, 'data-footnotes': '' }, 0],
});

/** A note is never split in two or joined with its neighbour: the other half would have no reference. */
export const Footnote = Node.create({
  name: 'footnote',
  priority: 1100,
  content: '(text | hardBreak)*',
  defining: true,
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => [{ tag: 'div[data-footnote]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-footnote': '' }, 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => isInNote(this.editor.state) && this.editor.commands.setHardBreak(),
      Backspace: () => isAtEdge(this.editor.state, 'start'),
      'Mod-Backspace': () => isAtEdge(this.editor.state, 'start'),
      Delete: () => isAtEdge(this.editor.state, 'end'),
      'Mod-Delete': () => isAtEdge(this.editor.state, 'end'),
    };
  },
});

function isInNote({ selection: { $from, $to } }: EditorState): boolean {
  return $from.parent.type.name === 'footnote' && $from.sameParent($to);
}

function isAtEdge(state: EditorState, edge: 'start' | 'end'): boolean {
  const { $from, empty } = state.selection;
  const offset = edge === 'start' ? 0 : $from.parent.content.size;
  return empty && isInNote(state) && $from.parentOffset === offset;
}

export type FootnoteOptions = {
  /** Makes the id of a new note: unique in the section, 1–64 of `A-Z a-z 0-9 _ -`. */
  readonly newId: () => string;
};

export const FootnoteRef = Node.create<FootnoteOptions>({
  name: 'footnoteRef',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addOptions: () => ({
    newId: () => {
      throw new Error('footnoteRef needs newId to insert notes: use editorExtensions({ newId })');
    },
  }),
  addAttributes: () => ({
    note: {
      default: null,
      parseHTML: (element) => pastedId(element.getAttribute('data-note')),
      renderHTML: ({ note }) => (typeof note === 'string' ? { 'data-note': note } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'sup[data-note]' }],
  renderHTML: ({ HTMLAttributes }) => ['sup', HTMLAttributes],
  addCommands() {
    return {
      insertFootnote:
        () =>
        ({ tr, state, dispatch }) => {
          const { $to } = tr.selection;
          const { footnote, footnotes } = state.schema.nodes;
          if (!footnote || !footnotes) return false;
          if (!$to.parent.inlineContent || !$to.parent.contentMatchAt($to.index()).matchType(this.type))
            return false;
          if (!dispatch) return true;
          const id = this.options.newId();
          tr.insert($to.pos, this.type.create({ note: id }));
          const note = footnote.create({ id });
          const last = lastChild(tr.doc, 'footnotes');
          const place = last === null ? tr.doc.content.size : last - 1;
          tr.insert(place, last === null ? footnotes.create(null, note) : note);
          tr.setSelection(TextSelection.near(tr.doc.resolve(place + 1))).scrollIntoView();
          return true;
        },
      removeFootnote:
        (id) =>
        ({ tr, dispatch }) => {
          const note = id ?? noteAt(tr.selection.$from.parent, tr.selection.$from.nodeAfter);
          const places = note === null ? [] : placesOf(tr.doc, note);
          if (dispatch) for (const { from, to } of places.reverse()) tr.delete(from, to);
          return places.length > 0;
        },
    };
  },
  addKeyboardShortcuts() {
    return { 'Mod-Alt-f': () => this.editor.commands.insertFootnote() };
  },
});

/** Where the last child of that name ends; null when there is none. */
function lastChild(doc: ProseMirrorNode, name: string): number | null {
  let end: number | null = null;
  doc.forEach((node, offset) => {
    if (node.type.name === name) end = offset + node.nodeSize;
  });
  return end;
}

function noteAt(parent: ProseMirrorNode, after: ProseMirrorNode | null): string | null {
  const id: unknown = parent.type.name === 'footnote' ? parent.attrs['id'] : after?.attrs['note'];
  return typeof id === 'string' ? id : null;
}

function placesOf(doc: ProseMirrorNode, note: string): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  doc.descendants((node, from) => {
    const { name } = node.type;
    const named: unknown =
      name === 'footnote' ? node.attrs['id'] : name === 'footnoteRef' ? node.attrs['note'] : null;
    if (named === note) places.push({ from, to: from + node.nodeSize });
  });
  return places;
}
