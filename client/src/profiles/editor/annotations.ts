import { Extension } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** What the editor says about the text, in the language of the interface. */
export type AnnotationWords = {
  readonly finding: (kind: string) => string;
  readonly note: (number: number) => string;
  readonly emptyNote: string;
  readonly emptyCaption: string;
};

/**
 * What readers see and nobody types: numbers of notes in the order in which the text refers to them, and what kind of
 * finding a paragraph is. Attributes for the style sheet only: the document has none of it.
 */
export const Annotations = Extension.create<{ words: AnnotationWords }>({
  name: 'annotations',
  addOptions: () => ({
    words: { finding: () => '', note: () => '', emptyNote: '', emptyCaption: '' },
  }),
  addProseMirrorPlugins() {
    const { words } = this.options;
    return [
      new Plugin<DecorationSet>({
        key: new PluginKey('annotations'),
        state: {
          init: (_, { doc }) => annotate(doc, words),
          apply: (transaction, annotations) =>
            transaction.docChanged ? annotate(transaction.doc, words) : annotations,
        },
        props: {
          decorations(state) {
            return this.getState(state);
          },
        },
      }),
    ];
  },
});

function annotate(doc: ProseMirrorNode, words: AnnotationWords): DecorationSet {
  const numbers = noteNumbers(doc);
  const decorations: Decoration[] = [];
  const mark = (node: ProseMirrorNode, position: number, attributes: Record<string, string>) =>
    decorations.push(Decoration.node(position, position + node.nodeSize, attributes));
  doc.descendants((node, position) => {
    const { attrs } = node;
    switch (node.type.name) {
      case 'footnoteRef': {
        const number = numbers.get(String(attrs['note']));
        if (number) mark(node, position, { 'data-number': String(number), title: words.note(number) });
        return false;
      }
      case 'footnote': {
        const number = numbers.get(String(attrs['id']));
        // Without a reference nobody reads it; it comes back when the reference is pasted.
        if (!number) mark(node, position, { class: 'note-unused' });
        else {
          mark(node, position, {
            'data-number': String(number),
            style: `order: ${number}`,
            ...(node.content.size === 0 && { 'data-placeholder': words.emptyNote }),
          });
        }
        return false;
      }
      case 'tableCaption':
        if (node.content.size === 0) mark(node, position, { 'data-placeholder': words.emptyCaption });
        return true;
      case 'paragraph':
        if (typeof attrs['finding'] === 'string') {
          const code = typeof attrs['findingCode'] === 'string' ? attrs['findingCode'] : '';
          mark(node, position, {
            class: 'document-finding',
            'data-finding-label': [words.finding(attrs['finding']), code].filter(Boolean).join(' · '),
          });
        }
        return true;
      default:
        return true;
    }
  });
  return DecorationSet.create(doc, decorations);
}

/** Numbers of notes by id, in the order of their first reference. */
export function noteNumbers(doc: ProseMirrorNode): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  doc.descendants((node) => {
    const note: unknown = node.type.name === 'footnoteRef' ? node.attrs['note'] : null;
    if (typeof note === 'string' && !numbers.has(note)) numbers.set(note, numbers.size + 1);
  });
  return numbers;
}
