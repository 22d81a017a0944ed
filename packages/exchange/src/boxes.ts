import type { LossLedger } from './losses.js';
import type { BoxPiece, ParagraphPiece, Piece, TablePiece } from './pieces.js';
import { flatParagraphs, inlineText } from './pieces.js';

/**
 * Finds the framed asides that Word has no word for: tables of a single cell, and runs of paragraphs in a
 * quotation style or with a border around them.
 */
export function findBoxes(pieces: readonly Piece[], losses: LossLedger): Piece[] {
  const found: Piece[] = [];
  let quoted: ParagraphPiece[] = [];
  const close = (): void => {
    if (quoted.length > 0) found.push({ kind: 'box', pieces: quoted });
    quoted = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'paragraph' && (piece.role === 'quote' || (piece.framed && piece.level === 0))) {
      quoted.push(piece);
      continue;
    }
    close();
    if (isSingleCell(piece)) found.push(...boxOf(cellContents(piece), losses));
    else found.push(piece);
  }
  close();
  return found;
}

/**
 * A box of anything: it holds paragraphs and lists only, so headings, tables and boxes in it become
 * paragraphs, and that is reported. Nothing in, nothing out.
 */
export function boxOf(pieces: readonly Piece[], losses: LossLedger): BoxPiece[] {
  const paragraphs = pieces.flatMap((piece) => {
    const inside = flatParagraphs([piece]);
    const isPlain = piece.kind === 'paragraph' && piece.level === 0;
    if (!isPlain) losses.add('box_structure', inside[0] ? inlineText(inside[0].inline) : '');
    return inside.map((paragraph) =>
      paragraph.level === 0 ? paragraph : { ...paragraph, role: 'body' as const, level: 0 },
    );
  });
  return paragraphs.length === 0 ? [] : [{ kind: 'box', pieces: paragraphs }];
}

function isSingleCell(piece: Piece): piece is TablePiece {
  return (
    piece.kind === 'table' && piece.caption === null && piece.rows.length === 1 && piece.rows[0]?.length === 1
  );
}

/** Names that stood before the table go to its first paragraph. */
function cellContents(table: TablePiece): Piece[] {
  const pieces = table.rows.flat().flatMap((cell) => cell.pieces);
  const inside = new Set(flatParagraphs(pieces).flatMap((paragraph) => paragraph.bookmarks.names));
  const before = table.bookmarks.names.filter((name) => !inside.has(name));
  const [first, ...rest] = pieces;
  if (first?.kind !== 'paragraph' || before.length === 0) return pieces;
  return [
    { ...first, bookmarks: { ...first.bookmarks, names: [...before, ...first.bookmarks.names] } },
    ...rest,
  ];
}
