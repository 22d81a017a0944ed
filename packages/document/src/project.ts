import type * as Y from 'yjs';
import { identify, type Identities } from './identity.js';
import { referredNotes } from './note.js';
import {
  blockTexts,
  outline,
  type BlockNode,
  type BlockText,
  type BulletListNode,
  type DocumentJson,
  type FootnoteNode,
  type HeadingNode,
  type InlineNode,
  type ListItemNode,
  type OrderedListNode,
  type OutlineEntry,
  type ParagraphNode,
  type TableCellNode,
  type TableFigureNode,
} from './model.js';
import { inlineNodes, readTree, type Branch } from './tree.js';

export type Projection = {
  /** Canonical: the same state of the document gives the same bytes of JSON. */
  readonly content: DocumentJson;
  readonly blocks: readonly BlockText[];
  readonly outline: readonly OutlineEntry[];
  /** Text of the first heading; empty when there is none. */
  readonly title: string;
};

/**
 * The document as everything but an editor sees it. Never throws: content the schema does not know is left out.
 * Notes stand once, last, in the order in which the text refers to them; those nobody refers to are left out.
 * Missing and doubled ids are shown as `repairIds` will write them. Only reads.
 */
export function project(doc: Y.Doc): Projection {
  const content = contentOf(readTree(doc));
  const headings = outline(content);
  return { content, blocks: blockTexts(content), outline: headings, title: headings[0]?.text ?? '' };
}

function contentOf(tree: readonly Branch[]): DocumentJson {
  const identities = identify(tree);
  const notes = referredNotes(tree, identities);
  const writer = new Writer(identities, (id) => notes.has(id));
  const content = tree.flatMap((branch) => writer.block(branch));
  const written = [...notes.values()].map((branch) => writer.note(branch));
  if (written.length > 0) content.push({ type: 'footnotes', content: written });
  return { type: 'doc', content };
}

class Writer {
  constructor(
    private readonly identities: Identities,
    private readonly isNote: (id: string) => boolean,
  ) {}

  block(branch: Branch): BlockNode[] {
    switch (branch.name) {
      case 'heading':
        return [this.heading(branch)];
      case 'paragraph':
        return [this.paragraph(branch, this.id(branch))];
      case 'bulletList':
      case 'orderedList':
        return [this.list(branch)];
      case 'tableFigure':
        return [this.figure(branch)];
      case 'box':
        return [{ type: 'box', content: branch.branches.flatMap((child) => this.flow(child)) }];
      default:
        return [];
    }
  }

  note(branch: Branch): FootnoteNode {
    return { type: 'footnote', attrs: { id: this.id(branch) }, ...this.inline(branch) };
  }

  private heading(branch: Branch): HeadingNode {
    const level = levelOf(branch.element.getAttribute('level'));
    return { type: 'heading', attrs: { id: this.id(branch), level }, ...this.inline(branch) };
  }

  private paragraph(branch: Branch, id: string | null): ParagraphNode {
    const attrs = id === null ? { id } : { id, ...findingOf(branch.element) };
    return { type: 'paragraph', attrs, ...this.inline(branch) };
  }

  private flow(branch: Branch): (ParagraphNode | BulletListNode | OrderedListNode)[] {
    if (branch.name === 'paragraph') return [this.paragraph(branch, this.id(branch))];
    return branch.name === 'bulletList' || branch.name === 'orderedList' ? [this.list(branch)] : [];
  }

  private list(branch: Branch): BulletListNode | OrderedListNode {
    const content: ListItemNode[] = branch.branches.map((item) => ({
      type: 'listItem',
      content: item.branches.flatMap((child) => this.flow(child)),
    }));
    if (branch.name === 'bulletList') return { type: 'bulletList', content };
    return { type: 'orderedList', attrs: { start: startOf(branch.element.getAttribute('start')) }, content };
  }

  private figure(branch: Branch): TableFigureNode {
    const caption = branch.branches.find((child) => child.name === 'tableCaption');
    const rows = branch.branches.find((child) => child.name === 'table')?.branches ?? [];
    return {
      type: 'tableFigure',
      attrs: { id: this.id(branch) },
      content: [
        { type: 'tableCaption', ...(caption ? this.inline(caption) : {}) },
        {
          type: 'table',
          content: rows.map((row) => ({
            type: 'tableRow',
            content: row.branches.map((cell) => this.cell(cell)),
          })),
        },
      ],
    };
  }

  private cell(branch: Branch): TableCellNode {
    const paragraphs = branch.branches.map((child) => this.paragraph(child, null));
    const align = alignmentOf(branch.element.getAttribute('align'));
    return {
      type: branch.name === 'tableHeader' ? 'tableHeader' : 'tableCell',
      attrs: {
        colspan: spanOf(branch.element.getAttribute('colspan')),
        rowspan: spanOf(branch.element.getAttribute('rowspan')),
        ...(align ? { align } : {}),
      },
      content: paragraphs.length > 0 ? paragraphs : [{ type: 'paragraph', attrs: { id: null } }],
    };
  }

  private inline(branch: Branch): { content?: InlineNode[] } {
    const content = inlineNodes(branch.pieces, this.isNote);
    return content.length > 0 ? { content } : {};
  }

  private id(branch: Branch): string {
    return this.identities.idOf(branch.element) ?? '';
  }
}

function levelOf(value: unknown): 1 | 2 | 3 | 4 {
  const level = Number(value);
  return level === 2 || level === 3 || level === 4 ? level : 1;
}

function startOf(value: unknown): number {
  const start = Number(value);
  return Number.isSafeInteger(start) && start >= 0 ? start : 1;
}

function spanOf(value: unknown): number {
  const span = Number(value);
  return Number.isSafeInteger(span) && span >= 1 && span <= 1000 ? span : 1;
}

function alignmentOf(value: unknown): 'left' | 'center' | 'right' | null {
  return value === 'left' || value === 'center' || value === 'right' ? value : null;
}

type Finding = Pick<ParagraphNode['attrs'], 'finding' | 'findingCode' | 'indicators'>;

function findingOf(element: Y.XmlElement): Finding {
  const attributes: Record<string, unknown> = element.getAttributes();
  const { finding, findingCode, indicators } = attributes;
  return {
    ...(finding === 'good_practice' || finding === 'gap' ? { finding } : {}),
    ...(typeof findingCode === 'string' ? { findingCode } : {}),
    ...(isStrings(indicators) ? { indicators } : {}),
  };
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
