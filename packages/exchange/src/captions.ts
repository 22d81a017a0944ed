import type { ParagraphPiece, Piece, TablePiece } from './pieces.js';
import { inlineText } from './pieces.js';

const OF_A_FIGURE =
  /^(fig(ure|\.)|chart|diagram|map|picture|photo|рис(унок|\.)|график|диаграмма|карта|şəkil|qrafik|diaqram|xəritə)/iu;

/** Typed by hand: "Table 3. …", but not the sentence "Table 3 shows …". */
const LIKE_A_CAPTION = /^(?:table|cədvəl|таблица|tablo)\s*№?\s*\d+(?:\.\d+)*\s*(?:[.:–—-]|$)/iu;
const LONGEST_TYPED = 300;

/**
 * Gives each table its caption. Captions stand above in one house style and below in another, so a run of
 * neighbouring captions and tables is read the way it begins.
 */
export function attachCaptions(given: readonly Piece[]): Piece[] {
  const pieces = withTypedCaptions(given);
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

/** Makes captions of plain paragraphs that read like one and stand right above a table. */
function withTypedCaptions(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== 'paragraph' || piece.role !== 'body' || piece.list !== null) return piece;
    const text = inlineText(piece.inline);
    const isCaption = isTable(pieces[index + 1]) && text.length <= LONGEST_TYPED && LIKE_A_CAPTION.test(text);
    return isCaption ? { ...piece, role: 'caption' } : piece;
  });
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
