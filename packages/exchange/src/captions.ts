import type { ParagraphPiece, Piece, TablePiece } from './pieces.js';
import { inlineText } from './pieces.js';

const OF_A_FIGURE =
  /^(fig(ure|\.)|chart|diagram|map|picture|photo|рис(унок|\.)|график|диаграмма|карта|şəkil|qrafik|diaqram|xəritə)/iu;

/**
 * Gives each table its caption. Captions stand above in one house style and below in another, so a run of
 * neighbouring captions and tables is read the way it begins.
 */
export function attachCaptions(pieces: readonly Piece[]): Piece[] {
  const attached: Piece[] = [];
  for (let at = 0; at < pieces.length;) {
    let end = at;
    while (end < pieces.length && (isTable(pieces[end]) || isTableCaption(pieces[end]))) end += 1;
    if (end === at) {
      const piece = pieces[at];
      if (piece) attached.push(piece);
      at += 1;
    } else {
      attached.push(...paired(pieces.slice(at, end)));
      at = end;
    }
  }
  return attached;
}

function paired(run: readonly Piece[]): Piece[] {
  const captionsAbove = isTableCaption(run[0]);
  const ordered = captionsAbove ? run : run.toReversed();
  const result: Piece[] = [];
  for (let index = 0; index < ordered.length; index += 1) {
    const piece = ordered[index];
    const next = ordered[index + 1];
    if (isTableCaption(piece) && isTable(next)) {
      result.push(withCaption(next, piece));
      index += 1;
    } else if (piece) {
      result.push(piece);
    }
  }
  return captionsAbove ? result : result.toReversed();
}

function withCaption(table: TablePiece, caption: ParagraphPiece): TablePiece {
  return {
    ...table,
    caption,
    bookmarks: {
      names: [...caption.bookmarks.names, ...table.bookmarks.names],
      former: [...caption.bookmarks.former, ...table.bookmarks.former],
    },
  };
}

function isTable(piece: Piece | undefined): piece is TablePiece {
  return piece?.kind === 'table';
}

function isTableCaption(piece: Piece | undefined): piece is ParagraphPiece {
  return (
    piece?.kind === 'paragraph' && piece.role === 'caption' && !OF_A_FIGURE.test(inlineText(piece.inline))
  );
}
