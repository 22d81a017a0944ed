import { Extension } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    noteJumps: {
      /** From a reference to its note, from a note back to its first reference. */
      jumpAlongNote: () => ReturnType;
    };
  }
}

/** Jumps between a note and the text: by key, by command, by a press on the number. */
export const NoteJumps = Extension.create({
  name: 'noteJumps',
  addCommands() {
    return {
      jumpAlongNote:
        () =>
        ({ tr, dispatch }) => {
          const target = targetFrom(tr);
          if (target === null) return false;
          if (dispatch) select(tr, target);
          return true;
        },
    };
  },
  addKeyboardShortcuts() {
    return { 'Mod-Alt-g': () => this.editor.commands.jumpAlongNote() };
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('noteJumps'),
      props: {
        handleClickOn(view, _position, node, at, event) {
          const target =
            node.type.name === 'footnoteRef'
              ? noteOf(view.state.doc, String(node.attrs['note']))
              : node.type.name === 'footnote' && isOnNumber(event)
                ? referenceTo(view.state.doc, String(node.attrs['id']))
                : null;
          if (target === null || at < 0) return false;
          view.dispatch(select(view.state.tr, target));
          view.focus();
          return true;
        },
      },
    }),
  ],
});

/** Where the caret would go: into the note, or behind the reference; null when it is at neither. */
export function jumpTarget(state: EditorState): 'note' | 'text' | null {
  const { $from } = state.selection;
  if ($from.parent.type.name === 'footnote') return 'text';
  return referenceAt(state.selection.$from) === null ? null : 'note';
}

function targetFrom({ doc, selection }: Transaction): number | null {
  const { parent } = selection.$from;
  if (parent.type.name === 'footnote') return referenceTo(doc, String(parent.attrs['id']));
  const note = referenceAt(selection.$from);
  return note === null ? null : noteOf(doc, note);
}

function referenceAt($from: EditorState['selection']['$from']): string | null {
  for (const node of [$from.nodeBefore, $from.nodeAfter]) {
    if (node?.type.name === 'footnoteRef') return String(node.attrs['note']);
  }
  return null;
}

/** The end of the note's words. */
function noteOf(doc: ProseMirrorNode, id: string): number | null {
  return find(doc, (node, position) =>
    node.type.name === 'footnote' && node.attrs['id'] === id ? position + node.nodeSize - 1 : null,
  );
}

function referenceTo(doc: ProseMirrorNode, id: string): number | null {
  return find(doc, (node, position) =>
    node.type.name === 'footnoteRef' && node.attrs['note'] === id ? position + node.nodeSize : null,
  );
}

function find(
  doc: ProseMirrorNode,
  match: (node: ProseMirrorNode, position: number) => number | null,
): number | null {
  let found: number | null = null;
  doc.descendants((node, position) => {
    found ??= match(node, position);
    return found === null;
  });
  return found;
}

function select(tr: Transaction, position: number): Transaction {
  return tr.setSelection(TextSelection.near(tr.doc.resolve(position), -1)).scrollIntoView();
}

/** The number stands in the margin before the note's words. */
function isOnNumber(event: MouseEvent): boolean {
  const note = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-footnote]') : null;
  if (!note) return false;
  const start = Number.parseFloat(getComputedStyle(note).paddingInlineStart);
  return event.clientX < note.getBoundingClientRect().left + start;
}
