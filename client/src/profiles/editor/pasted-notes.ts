import { Extension } from '@tiptap/core';
import { Fragment, Slice, type Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { cleanPastedHtml } from './pasted-html';

/**
 * Pasted text comes with its notes: they go to the others at the end. A reference whose note is neither pasted nor in
 * the text would lead nowhere and stays out.
 */
export const PastedNotes = Extension.create<{ newId: () => string }>({
  name: 'pastedNotes',
  addOptions: () => ({
    newId: () => {
      throw new Error('pastedNotes needs newId');
    },
  }),
  addProseMirrorPlugins() {
    const { newId } = this.options;
    return [
      new Plugin({
        key: new PluginKey('pastedNotes'),
        props: {
          transformPastedHTML: (html) => cleanPastedHtml(html, newId),
          handlePaste(view, _event, slice) {
            const { tr, schema } = view.state;
            const notes = new Map<string, ProseMirrorNode>();
            let special = false;
            slice.content.descendants((node) => {
              if (node.type.name === 'footnote') notes.set(String(node.attrs['id']), node);
              special ||= node.type.name === 'footnote' || node.type.name === 'footnoteRef';
            });
            if (!special) return false;
            const known = noteIds(view.state.doc);
            const rest = without(slice.content, (node) => {
              if (node.type.name === 'footnotes' || node.type.name === 'footnote') return true;
              const note = String(node.attrs['note']);
              return node.type.name === 'footnoteRef' && !known.has(note) && !notes.has(note);
            });
            tr.replaceSelection(new Slice(rest, slice.openStart, Slice.maxOpen(rest, false).openEnd));
            const fresh = [...notes].filter(([id]) => !known.has(id)).map(([, node]) => node);
            if (fresh.length > 0) {
              const last = tr.doc.lastChild;
              const end = tr.doc.content.size;
              if (last?.type.name === 'footnotes') tr.insert(end - 1, fresh);
              else tr.insert(end, schema.node('footnotes', null, fresh));
            }
            view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
            return true;
          },
        },
      }),
    ];
  },
});

function noteIds(doc: ProseMirrorNode): ReadonlySet<string> {
  const ids = new Set<string>();
  doc.descendants((node) => {
    if (node.type.name === 'footnote') ids.add(String(node.attrs['id']));
  });
  return ids;
}

function without(content: Fragment, unwanted: (node: ProseMirrorNode) => boolean): Fragment {
  const kept: ProseMirrorNode[] = [];
  content.forEach((node) => {
    if (!unwanted(node)) kept.push(node.isLeaf ? node : node.copy(without(node.content, unwanted)));
  });
  return Fragment.from(kept);
}
