import { Node, callOrReturn, getExtensionField, type ParentConfig } from '@tiptap/core';
import type { Node as ProseMirrorNode, Schema } from '@tiptap/pm/model';
import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  goToNextCell,
  mergeCells,
  splitCell,
  tableEditing,
  toggleHeaderColumn,
  toggleHeaderRow,
} from '@tiptap/pm/tables';
import { blockId } from './identity.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    table: {
      /** A figure with an empty caption. Rows and columns are at least 1; the first row is the header. */
      insertTable: (size: { rows: number; columns: number }) => ReturnType;
      /** Removes the figure: caption and table. */
      deleteTable: () => ReturnType;
      addRowBefore: () => ReturnType;
      addRowAfter: () => ReturnType;
      deleteRow: () => ReturnType;
      addColumnBefore: () => ReturnType;
      addColumnAfter: () => ReturnType;
      deleteColumn: () => ReturnType;
      mergeCells: () => ReturnType;
      splitCell: () => ReturnType;
      toggleHeaderRow: () => ReturnType;
      toggleHeaderColumn: () => ReturnType;
      goToNextCell: () => ReturnType;
      goToPreviousCell: () => ReturnType;
    };
  }

  interface NodeConfig<Options, Storage> {
    /** What prosemirror-tables takes the node for. */
    tableRole?:
      | string
      | ((this: {
          name: string;
          options: Options;
          storage: Storage;
          parent: ParentConfig<NodeConfig<Options>>['tableRole'];
        }) => string);
  }
}

export const TableFigure = Node.create({
  name: 'tableFigure',
  group: 'block',
  content: 'tableCaption table',
  isolating: true,
  addAttributes: () => ({ id: blockId }),
  parseHTML: () => [{ tag: 'figure[data-table]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', { ...HTMLAttributes, 'data-table': '' }, 0],
  addCommands() {
    const wrapped = (command: Command) => () => (props: { state: EditorState; dispatch: Dispatch }) =>
      command(props.state, props.dispatch);
    return {
      insertTable:
        (size) =>
        ({ tr, state, dispatch }) => {
          const figure = emptyFigure(state.schema, size);
          const at = tr.selection.$from.depth === 0 ? tr.selection.from : tr.selection.$from.after(1);
          if (dispatch) {
            tr.insert(at, figure);
            tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView();
          }
          return true;
        },
      deleteTable:
        () =>
        ({ tr, dispatch }) => {
          const { $from } = tr.selection;
          for (let depth = $from.depth; depth > 0; depth -= 1) {
            if ($from.node(depth).type.name !== this.name) continue;
            if (dispatch) tr.delete($from.before(depth), $from.after(depth)).scrollIntoView();
            return true;
          }
          return false;
        },
      addRowBefore: wrapped(addRowBefore),
      addRowAfter: wrapped(addRowAfter),
      deleteRow: wrapped(deleteRow),
      addColumnBefore: wrapped(addColumnBefore),
      addColumnAfter: wrapped(addColumnAfter),
      deleteColumn: wrapped(deleteColumn),
      mergeCells: wrapped(mergeCells),
      splitCell: wrapped(splitCell),
      toggleHeaderRow: wrapped(toggleHeaderRow),
      toggleHeaderColumn: wrapped(toggleHeaderColumn),
      goToNextCell: wrapped(goToNextCell(1)),
      goToPreviousCell: wrapped(goToNextCell(-1)),
    };
  },
  addKeyboardShortcuts() {
    return {
      Tab: () =>
        this.editor.commands.goToNextCell() ||
        (this.editor.can().addRowAfter() && this.editor.chain().addRowAfter().goToNextCell().run()),
      'Shift-Tab': () => this.editor.commands.goToPreviousCell(),
    };
  },
  addProseMirrorPlugins: () => [tableEditing()],
  extendNodeSchema(extension) {
    const role: unknown = callOrReturn(getExtensionField(extension, 'tableRole', { name: extension.name }));
    return { tableRole: role };
  },
});

type Dispatch = Parameters<Command>[1];

function emptyFigure(schema: Schema, size: { rows: number; columns: number }): ProseMirrorNode {
  const node = (name: string, content?: ProseMirrorNode[]) => schema.node(name, null, content);
  const rows = Array.from({ length: Math.max(1, size.rows) }, (_, row) =>
    node(
      'tableRow',
      Array.from({ length: Math.max(1, size.columns) }, () =>
        node(row === 0 ? 'tableHeader' : 'tableCell', [node('paragraph')]),
      ),
    ),
  );
  return node('tableFigure', [node('tableCaption'), node('table', rows)]);
}

export const TableCaption = Node.create({
  name: 'tableCaption',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'figcaption' }],
  renderHTML: ({ HTMLAttributes }) => ['figcaption', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { $from } = this.editor.state.selection;
        if ($from.parent.type !== this.type) return false;
        return this.editor.commands.command(({ tr, dispatch }) => {
          if (dispatch)
            tr.setSelection(TextSelection.near(tr.doc.resolve($from.after()), 1)).scrollIntoView();
          return true;
        });
      },
    };
  },
});

export const Table = Node.create({
  name: 'table',
  content: 'tableRow+',
  tableRole: 'table',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
});

export const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  tableRole: 'row',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
});

const cell = {
  content: 'paragraph+',
  isolating: true,
  addAttributes: () => ({
    colspan: { default: 1, parseHTML: span('colspan'), renderHTML: rendered('colspan') },
    rowspan: { default: 1, parseHTML: span('rowspan'), renderHTML: rendered('rowspan') },
    // prosemirror-tables expects it; column widths are never stored.
    colwidth: { default: null, rendered: false },
    align: {
      default: null,
      parseHTML: (element: HTMLElement) => alignment(element.style.textAlign),
      renderHTML: ({ align }: Record<string, unknown>) =>
        typeof align === 'string' ? { style: `text-align: ${align}` } : {},
    },
  }),
};

export const TableCell = Node.create({
  ...cell,
  name: 'tableCell',
  tableRole: 'cell',
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0],
});

export const TableHeader = Node.create({
  ...cell,
  name: 'tableHeader',
  tableRole: 'header_cell',
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: ({ HTMLAttributes }) => ['th', HTMLAttributes, 0],
});

function span(name: 'colspan' | 'rowspan') {
  return (element: HTMLElement) => {
    const value = Number.parseInt(element.getAttribute(name) ?? '1', 10);
    return value >= 1 && value <= 1000 ? value : 1;
  };
}

function rendered(name: 'colspan' | 'rowspan') {
  return (attributes: Record<string, unknown>) =>
    attributes[name] === 1 ? {} : { [name]: Number(attributes[name]) };
}

function alignment(value: string): string | null {
  return value === 'left' || value === 'center' || value === 'right' ? value : null;
}
