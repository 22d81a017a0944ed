import { InputRule, Node } from '@tiptap/core';
import type { NodeType } from '@tiptap/pm/model';
import { blockId, pastedId } from './identity.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    heading: {
      /** Turns the selected paragraphs into headings of this level, or back. The block keeps its id. */
      toggleHeading: (level: 1 | 2 | 3 | 4) => ReturnType;
    };
    paragraph: { setParagraph: () => ReturnType };
    hardBreak: { setHardBreak: () => ReturnType };
  }
}

/**
 * Tolerant on purpose: the binding deletes, for everybody, an element whose children the schema refuses, so a
 * merge of two honest edits must never be refused. `project` brings the canonical order (notes once and last).
 */
export const Document = Node.create({ name: 'doc', topNode: true, content: '(block | footnotes)+' });

export const Text = Node.create({ name: 'text', group: 'inline' });

export const Paragraph = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  addAttributes: () => ({
    id: blockId,
    finding: {
      default: null,
      keepOnSplit: false,
      parseHTML: (element) => findingOf(element.getAttribute('data-finding')),
      renderHTML: ({ finding }) => (finding ? { 'data-finding': String(finding) } : {}),
    },
    findingCode: {
      default: null,
      keepOnSplit: false,
      parseHTML: (element) => pastedId(element.getAttribute('data-finding-code')),
      renderHTML: ({ findingCode }) => (findingCode ? { 'data-finding-code': String(findingCode) } : {}),
    },
    indicators: {
      default: null,
      keepOnSplit: false,
      parseHTML: (element) =>
        element.getAttribute('data-indicators')?.slice(0, 1000).split(' ').filter(Boolean) ?? null,
      renderHTML: ({ indicators }) =>
        Array.isArray(indicators) ? { 'data-indicators': indicators.join(' ') } : {},
    },
  }),
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
  addCommands() {
    return {
      setParagraph:
        () =>
        ({ commands }) =>
          commands.setNode(this.name),
    };
  },
  addKeyboardShortcuts() {
    return { 'Mod-Alt-0': () => this.editor.commands.setParagraph() };
  },
});

function findingOf(value: string | null): string | null {
  return value === 'good_practice' || value === 'gap' ? value : null;
}

const LEVELS = [1, 2, 3, 4] as const;

export const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({ id: blockId, level: { default: 1, rendered: false } }),
  parseHTML: () => [
    ...LEVELS.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    { tag: 'h5', attrs: { level: 4 } },
    { tag: 'h6', attrs: { level: 4 } },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [`h${Number(node.attrs['level'])}`, HTMLAttributes, 0],
  addCommands() {
    return {
      toggleHeading:
        (level) =>
        ({ commands }) =>
          commands.toggleNode(this.name, 'paragraph', { level }),
    };
  },
  addKeyboardShortcuts() {
    return Object.fromEntries(
      LEVELS.map((level) => [`Mod-Alt-${level}`, () => this.editor.commands.toggleHeading(level)]),
    );
  },
  addInputRules() {
    return LEVELS.map((level) => headingRule(new RegExp(`^#{${level}}\\s$`), this.type, level));
  },
});

/** `## ` at the start of a line. TipTap's own rule would drop the block's id, and its comments with it. */
function headingRule(find: RegExp, type: NodeType, level: number): InputRule {
  return new InputRule({
    find,
    handler: ({ state, range }) => {
      const $start = state.doc.resolve(range.from);
      if (!$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), type)) return null;
      const id: unknown = $start.parent.attrs['id'];
      state.tr.delete(range.from, range.to).setBlockType(range.from, range.from, type, { id, level });
      return undefined;
    },
  });
}

export const HardBreak = Node.create({
  name: 'hardBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
  addCommands() {
    return {
      setHardBreak:
        () =>
        ({ commands }) =>
          commands.insertContent({ type: this.name }),
    };
  },
  addKeyboardShortcuts() {
    const insert = () => this.editor.commands.setHardBreak();
    return { 'Shift-Enter': insert, 'Mod-Enter': insert };
  },
});
