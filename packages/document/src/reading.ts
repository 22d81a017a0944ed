import * as Y from 'yjs';
import { addressable, identify } from './identity.js';
import type { BlockText, Mark } from './model.js';
import { referredNotes } from './note.js';
import { readTree, type Branch } from './tree.js';

/**
 * One look at a document: its blocks, and the one mapping between offsets in their text and places in Yjs.
 * Valid until the document changes.
 */
export type Reading = {
  readonly doc: Y.Doc;
  readonly blocks: readonly Block[];
  readonly block: (id: string) => Block | undefined;
  /** The block that a Yjs type belongs to; undefined when the type is deleted or belongs to none. */
  readonly blockAround: (type: YType) => Block | undefined;
};

export type Block = BlockText & {
  readonly element: Y.XmlElement;
  /** What the text is made of, in order, without gaps. */
  readonly runs: readonly Run[];
  /** Offsets of the places between the children of the block's elements, in order. */
  readonly edges: readonly Edge[];
  /** The elements that hold the text: one, or a table's caption and the paragraphs of its cells. */
  readonly hosts: readonly Host[];
};

/** Holds the block's text from `start` to `end`. */
export type Host = { readonly element: Y.XmlElement; readonly start: number; readonly end: number };

/** `start` is the offset in the block's text, `index` the place in `within`. */
export type Run =
  | {
      readonly kind: 'words';
      readonly start: number;
      readonly text: string;
      readonly marks: readonly Mark[];
      readonly within: Y.XmlText;
      readonly index: number;
    }
  | {
      readonly kind: 'break';
      readonly start: number;
      readonly text: string;
      readonly within: Y.XmlElement;
      readonly index: number;
    }
  /** Stands before a row, a cell or a cell's next paragraph; exists in the text only. */
  | {
      readonly kind: 'separator';
      readonly start: number;
      readonly text: string;
      readonly within: Y.XmlElement;
      readonly index: number;
      readonly child: Y.XmlElement;
    };

// Yjs types its event handlers invariantly: no narrower argument accepts every type of the family.
// oxlint-disable-next-line typescript/no-explicit-any
export type YType = Y.AbstractType<any>;

type Edge = { readonly within: Y.XmlElement; readonly index: number; readonly offset: number };

export function read(doc: Y.Doc): Reading {
  const tree = readTree(doc);
  const identities = identify(tree);
  const notes = [...referredNotes(tree, identities).values()];
  const branches = [...addressable(tree).filter((branch) => branch.name !== 'footnote'), ...notes];
  const blocks = branches.map((branch) => readBlock(branch, identities.idOf(branch.element) ?? ''));
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const byElement = new Map<unknown, Block>(blocks.map((block) => [block.element, block]));
  return {
    doc,
    blocks,
    block: (id) => byId.get(id),
    blockAround: (type) => {
      for (let at: YType | null = type; at !== null; at = parentOf(at)) {
        if (at._item?.deleted) return undefined;
        const block = byElement.get(at);
        if (block) return block;
      }
      return undefined;
    },
  };
}

export function parentOf(type: YType): YType | null {
  const parent = type._item?.parent;
  return parent instanceof Y.AbstractType ? parent : null;
}

const TYPES = {
  heading: 'heading',
  paragraph: 'paragraph',
  tableFigure: 'table',
  footnote: 'footnote',
} as const;

function readBlock(branch: Branch, id: string): Block {
  const reader = new BlockReader();
  if (branch.name === 'tableFigure') reader.figure(branch);
  else reader.words(branch);
  const type = isAddressable(branch.name) ? TYPES[branch.name] : 'paragraph';
  const text = reader.runs.map((run) => run.text).join('');
  return {
    id,
    type,
    text,
    element: branch.element,
    runs: reader.runs,
    edges: reader.edges,
    hosts: reader.hosts,
  };
}

function isAddressable(name: string): name is keyof typeof TYPES {
  return name in TYPES;
}

class BlockReader {
  readonly runs: Run[] = [];
  readonly edges: Edge[] = [];
  readonly hosts: Host[] = [];
  private offset = 0;

  words({ element, pieces }: Branch): void {
    const start = this.offset;
    for (const piece of pieces) {
      this.edge(element, piece.child);
      if (piece.kind === 'words') {
        const { text, marks, within, index } = piece;
        this.push({ kind: 'words', start: this.offset, text, marks, within, index });
      } else if (piece.kind === 'break') {
        this.push({ kind: 'break', start: this.offset, text: '\n', within: element, index: piece.child });
      }
    }
    this.edge(element, Infinity);
    this.hosts.push({ element, start, end: this.offset });
  }

  figure(figure: Branch): void {
    const caption = figure.branches.find((branch) => branch.name === 'tableCaption');
    const table = figure.branches.find((branch) => branch.name === 'table');
    this.edge(figure.element, caption?.index ?? 0);
    if (caption) this.words(caption);
    if (table) {
      this.edge(figure.element, table.index);
      for (const row of table.branches) {
        this.separated('\n', table, row);
        row.branches.forEach((cell, nth) => {
          if (nth === 0) this.edge(row.element, cell.index);
          else this.separated('\t', row, cell);
          this.cell(cell);
        });
        this.edge(row.element, Infinity);
      }
      this.edge(table.element, Infinity);
    }
    this.edge(figure.element, Infinity);
  }

  private cell(cell: Branch): void {
    cell.branches.forEach((paragraph, nth) => {
      if (nth === 0) this.edge(cell.element, paragraph.index);
      else this.separated(' ', cell, paragraph);
      this.words(paragraph);
    });
    this.edge(cell.element, Infinity);
  }

  private separated(text: string, container: Branch, child: Branch): void {
    this.edge(container.element, child.index);
    const { element: within } = container;
    this.push({
      kind: 'separator',
      start: this.offset,
      text,
      within,
      index: child.index,
      child: child.element,
    });
  }

  private edge(within: Y.XmlElement, index: number): void {
    this.edges.push({ within, index, offset: this.offset });
  }

  private push(run: Run): void {
    this.runs.push(run);
    this.offset += run.text.length;
  }
}
