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
