/**
 * The shape of a section's text as plain data: what `project` writes, what the reading view renders, what an
 * import produces. It is ProseMirror JSON of `documentSchema`, spelled out so that readers need neither
 * ProseMirror nor Yjs.
 */

export type DocumentJson = { readonly type: 'doc'; readonly content: readonly BlockNode[] };

export type BlockNode =
  | HeadingNode
  | ParagraphNode
  | BulletListNode
  | OrderedListNode
  | TableFigureNode
  | BoxNode
  | FootnotesNode;

/** An addressable block: comments point at its `id`, which is unique in the section. */
export type HeadingNode = {
  readonly type: 'heading';
  readonly attrs: { readonly id: string; readonly level: 1 | 2 | 3 | 4 };
  readonly content?: readonly InlineNode[];
};

/** Addressable, except inside a table cell, where `id` is null and the table is the block. */
export type ParagraphNode = {
  readonly type: 'paragraph';
  readonly attrs: ParagraphAttributes;
  readonly content?: readonly InlineNode[];
};

export type ParagraphAttributes = {
  readonly id: string | null;
  /** A finding of the profile: a well-developed area or a gap; null for ordinary text. */
  readonly finding?: 'good_practice' | 'gap' | null;
  /** `F01`, as printed in the profile. */
  readonly findingCode?: string | null;
  /** `["1.01"]` */
  readonly indicators?: readonly string[] | null;
};

export type BulletListNode = { readonly type: 'bulletList'; readonly content: readonly ListItemNode[] };
export type OrderedListNode = {
  readonly type: 'orderedList';
  readonly attrs: { readonly start: number };
  readonly content: readonly ListItemNode[];
};
/** `content` begins with a paragraph, which is the addressable block. */
export type ListItemNode = {
  readonly type: 'listItem';
  readonly content: readonly (ParagraphNode | BulletListNode | OrderedListNode)[];
};

/** Addressable. Its text is the caption, then one line per row with tab-separated cells. */
export type TableFigureNode = {
  readonly type: 'tableFigure';
  readonly attrs: { readonly id: string };
  readonly content: readonly [TableCaptionNode, TableNode];
};
export type TableCaptionNode = { readonly type: 'tableCaption'; readonly content?: readonly InlineNode[] };
export type TableNode = { readonly type: 'table'; readonly content: readonly TableRowNode[] };
export type TableRowNode = { readonly type: 'tableRow'; readonly content: readonly TableCellNode[] };
export type TableCellNode = {
  readonly type: 'tableCell' | 'tableHeader';
  readonly attrs: {
    readonly colspan: number;
    readonly rowspan: number;
    readonly align?: 'left' | 'center' | 'right' | null;
  };
  readonly content: readonly ParagraphNode[];
};

/** A framed aside. Its paragraphs and lists are the addressable blocks. */
export type BoxNode = {
  readonly type: 'box';
  readonly content: readonly (ParagraphNode | BulletListNode | OrderedListNode)[];
};

/** At most one, last in the document: the notes that `footnoteRef`s point at. */
export type FootnotesNode = { readonly type: 'footnotes'; readonly content: readonly FootnoteNode[] };
/** Addressable by its `id`. */
export type FootnoteNode = {
  readonly type: 'footnote';
  readonly attrs: { readonly id: string };
  readonly content?: readonly InlineNode[];
};

export type InlineNode = TextNode | HardBreakNode | FootnoteRefNode;
export type TextNode = { readonly type: 'text'; readonly text: string; readonly marks?: readonly Mark[] };
/** Counts as one character, a line feed, in the block's text. */
export type HardBreakNode = { readonly type: 'hardBreak' };
/** Counts as nothing in the block's text. `note` is the id of a footnote. */
export type FootnoteRefNode = { readonly type: 'footnoteRef'; readonly attrs: { readonly note: string } };

export type Mark =
  | { readonly type: 'bold' | 'italic' | 'underline' | 'superscript' | 'subscript' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } };

/** The marks a text may carry, in the order they are written. */
export const MARK_NAMES = ['link', 'bold', 'italic', 'underline', 'superscript', 'subscript'] as const;

/** Plain reading text of one addressable block. Offsets into `text` are UTF-16 units. */
export type BlockText = {
  readonly id: string;
  readonly type: 'heading' | 'paragraph' | 'table' | 'footnote';
  readonly text: string;
};

export type OutlineEntry = {
  readonly blockId: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly text: string;
};

/** The addressable blocks in document order, notes last. */
export function blockTexts(content: DocumentJson): BlockText[] {
  return content.content.flatMap(blocksOf);
}

function blocksOf(node: BlockNode | ListItemNode): BlockText[] {
  switch (node.type) {
    case 'heading':
      return [{ id: node.attrs.id, type: 'heading', text: inlineText(node.content) }];
    case 'paragraph':
      return node.attrs.id === null
        ? []
        : [{ id: node.attrs.id, type: 'paragraph', text: inlineText(node.content) }];
    case 'tableFigure':
      return [{ id: node.attrs.id, type: 'table', text: tableText(node) }];
    case 'footnotes':
      return node.content.map((note) => ({
        id: note.attrs.id,
        type: 'footnote' as const,
        text: inlineText(note.content),
      }));
    case 'bulletList':
    case 'orderedList':
      return node.content.flatMap(blocksOf);
    case 'listItem':
    case 'box':
      return node.content.flatMap(blocksOf);
    default:
      return [];
  }
}

const tableText = (table: TableFigureNode): string => tableParts(table).text;

/**
 * The stretches of a block's text that hold its words: of a table its caption and the paragraphs of its cells, for what
 * stands between them is no word. Null: all of it, or no such block.
 */
export function hostsOf(content: DocumentJson, blockId: string): readonly Host[] | null {
  const table = content.content.find((node) => node.type === 'tableFigure' && node.attrs.id === blockId);
  return table?.type === 'tableFigure' ? tableParts(table).hosts : null;
}

type Host = { readonly start: number; readonly end: number };

function tableParts({ content: [caption, table] }: TableFigureNode): { text: string; hosts: Host[] } {
  let text = inlineText(caption.content);
  const hosts = [{ start: 0, end: text.length }];
  for (const row of table.content) {
    text += '\n';
    for (const [nth, cell] of row.content.entries()) {
      if (nth > 0) text += '\t';
      for (const [at, paragraph] of cell.content.entries()) {
        if (at > 0) text += ' ';
        const start = text.length;
        text += inlineText(paragraph.content);
        hosts.push({ start, end: text.length });
      }
    }
  }
  return { text, hosts };
}

function inlineText(content: readonly InlineNode[] = []): string {
  return content
    .map((node) => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? '\n' : ''))
    .join('');
}

/** The headings in document order. */
export function outline(content: DocumentJson): OutlineEntry[] {
  return content.content.flatMap((node) =>
    node.type === 'heading'
      ? [{ blockId: node.attrs.id, level: node.attrs.level, text: inlineText(node.content) }]
      : [],
  );
}

/** Words a reader reads: everything between white space that holds a letter or a digit, notes included. */
export function wordCount(content: DocumentJson): number {
  return blockTexts(content)
    .flatMap((block) => block.text.split(/\s+/u))
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Addresses a reader may be sent to. Anything else (`javascript:`, `data:`) is no link. */
export function isSafeHref(href: unknown): href is string {
  return typeof href === 'string' && href.length <= 2000 && /^(https?:\/\/|mailto:|#)/i.test(href);
}
