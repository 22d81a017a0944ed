import { FRAGMENT } from '@concord/document';
import { editorExtensions } from '@concord/document/extensions';
import { Extension, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import { Annotations, type AnnotationWords } from './annotations';
import { NoteJumps } from './note-jumps';
import { PastedNotes } from './pasted-notes';
import type { Presence } from '../../platform/sync/presence';
import { RemoteCursors } from '../../platform/sync/remote-cursors';

type Options = {
  readonly doc: Y.Doc;
  readonly presence: Presence;
  readonly words: AnnotationWords;
  readonly newId: () => string;
  /** Asked for by a key: the toolbar, or the dialog of a link. */
  readonly onToolbar: () => void;
  readonly onLink: () => void;
};

/** The section's schema, bound to its Y.Doc: shared text, one's own undo, the others' cursors. */
export function sectionExtensions({ doc, presence, words, newId, onToolbar, onLink }: Options): Extensions {
  return [
    ...editorExtensions({ newId }),
    Collaboration.configure({ document: doc, field: FRAGMENT }),
    RemoteCursors.configure({ presence }),
    Annotations.configure({ words }),
    NoteJumps,
    PastedNotes.configure({ newId }),
    Places,
    keys({ onToolbar, onLink }),
  ];
}

/** Where the caret may stand and dragged text may fall: also beside a table that begins or ends the text. */
const Places = Extension.create({
  name: 'places',
  addProseMirrorPlugins: () => [
    gapCursor(),
    dropCursor({ class: 'drop-cursor', color: false, width: 2 }),
    new Plugin({ key: new PluginKey('tableAtHand'), props: { decorations: markTableAtHand } }),
  ],
});

/** An empty table is hard to see: the one with the caret shows its cells. */
function markTableAtHand({ doc, selection: { $from } }: EditorState): DecorationSet | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== 'tableFigure') continue;
    const [from, to] = [$from.before(depth), $from.after(depth)];
    return DecorationSet.create(doc, [Decoration.node(from, to, { class: 'table-active' })]);
  }
  return null;
}

const keys = ({ onToolbar, onLink }: Pick<Options, 'onToolbar' | 'onLink'>) =>
  Extension.create({
    name: 'sectionKeys',
    addKeyboardShortcuts() {
      const call = (action: () => void) => () => {
        action();
        return true;
      };
      return {
        'Alt-F10': call(onToolbar),
        'Mod-k': call(onLink),
        'Mod-.': () => this.editor.commands.toggleSuperscript(),
        'Mod-,': () => this.editor.commands.toggleSubscript(),
      };
    },
  });

/** Ids of new notes: p- and ten characters, as everywhere in made-up text. */
export function newNoteId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `p-${[...bytes].map((byte) => (byte % 32).toString(32)).join('')}`;
}
