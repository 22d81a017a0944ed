import type { InlineNode } from '@concord/document/model';
import type { Numbered } from './numbering.js';
import type { ParagraphRole } from './style-roles.js';

/** The text between Word and our document: its blocks in reading order, before ids, lists and sections. */
export type Piece = ParagraphPiece | TablePiece | BoxPiece;

export type Bookmarks = {
  /** Names that stand at this block; one of them may be its id. */
  readonly names: readonly string[];
  /** Names of blocks that vanished just before it: links may still lead here, but they are not its id. */
  readonly former: readonly string[];
};

export type ParagraphPiece = {
  readonly kind: 'paragraph';
  readonly role: ParagraphRole;
  /** Of a heading, 1 to 4; else 0. */
  readonly level: number;
  readonly list: Exclude<Numbered, { readonly kind: 'label' }>;
  /** Drawn with a border on all sides. */
  readonly framed: boolean;
  readonly alignment: Alignment | null;
  /** Links to places in the text still carry the bookmark's name. */
  readonly inline: readonly InlineNode[];
  readonly bookmarks: Bookmarks;
};

export type Alignment = 'left' | 'center' | 'right';

export type TablePiece = {
  readonly kind: 'table';
  readonly caption: ParagraphPiece | null;
  readonly rows: readonly (readonly CellPiece[])[];
  readonly bookmarks: Bookmarks;
};

export type CellPiece = {
  readonly colspan: number;
  readonly rowspan: number;
  readonly header: boolean;
  readonly pieces: readonly Piece[];
};

export type BoxPiece = { readonly kind: 'box'; readonly pieces: readonly ParagraphPiece[] };

/** Reading text: what `@concord/document` counts offsets in. */
export function inlineText(inline: readonly InlineNode[]): string {
  return inline
    .map((node) => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? '\n' : ''))
    .join('');
}

export function isBlank(inline: readonly InlineNode[]): boolean {
  return inline.every(
    (node) => node.type === 'hardBreak' || (node.type === 'text' && node.text.trim() === ''),
  );
}

/** The blocks a comment can point at, in reading order. Paragraphs of a table belong to the table. */
export function* addressable(pieces: readonly Piece[]): Generator<ParagraphPiece | TablePiece> {
  for (const piece of pieces) {
    if (piece.kind === 'box') yield* piece.pieces;
    else yield piece;
  }
}

/** Every paragraph below, also in tables and boxes, as a plain sequence. */
export function flatParagraphs(pieces: readonly Piece[]): ParagraphPiece[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'paragraph') return [piece];
    if (piece.kind === 'box') return [...piece.pieces];
    const caption = piece.caption ? [piece.caption] : [];
    return [...caption, ...piece.rows.flat().flatMap((cell) => flatParagraphs(cell.pieces))];
  });
}
