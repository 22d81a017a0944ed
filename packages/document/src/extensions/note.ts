import { Node } from '@tiptap/core';
import { blockId } from './identity.js';

export const Footnotes = Node.create({
  name: 'footnotes',
  content: 'footnote*',
  isolating: true,
  parseHTML: () => [{ tag: 'section[data-footnotes]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', { ...HTMLAttributes, 'data-footnotes': '' }, 0],
});

export const Footnote = Node.create({
  name: 'footnote',
  content: '(text | hardBreak)*',
  defining: true,
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => [{ tag: 'div[data-footnote]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-footnote': '' }, 0],
});

export const FootnoteRef = Node.create({
  name: 'footnoteRef',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    note: {
      default: null,
      parseHTML: (element) => element.getAttribute('data-note'),
      renderHTML: ({ note }) => (typeof note === 'string' ? { 'data-note': note } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'sup[data-note]' }],
  renderHTML: ({ HTMLAttributes }) => ['sup', HTMLAttributes],
});
