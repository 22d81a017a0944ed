import { visibleChildren } from './drawings.js';
import type { Bookmarks, CellPiece, Piece, TablePiece } from './pieces.js';
import { flatParagraphs } from './pieces.js';
import type { XmlElement } from './xml.js';
import { child, childFlag, childValue } from './xml.js';

/** Word allows 63 columns; a larger span in a file is nonsense or an attack on memory. */
const MOST_COLUMNS = 63;
const NO_BOOKMARKS: Bookmarks = { names: [], former: [] };

type Growing = { colspan: number; rowspan: number; header: boolean; pieces: Piece[] };
type Row = {
  readonly xml: XmlElement;
  readonly cells: Growing[];
  readonly above: Set<Growing>;
  width: number;
};

/**
 * A table as a grid: horizontal and vertical merges become spans, short rows are filled, so that every row has
 * the same width. Null when the table has no words (pictures laid out side by side).
 */
export function readTable(table: XmlElement, readCell: (cell: XmlElement) => Piece[]): TablePiece | null {
  const rows = gridRows(table, readCell);
  const width = Math.max(0, ...rows.map((row) => row.width));
  for (const row of rows) if (row.width < width) row.cells.push(emptyCell(width - row.width));
  const kept = withoutHollowRows(rows);
  markHeaders(table, kept);
  const hasWords = kept.some((row) => row.cells.some((cell) => flatParagraphs(cell.pieces).length > 0));
  if (!hasWords) return null;
  return {
    kind: 'table',
    caption: null,
    rows: kept.map((row): CellPiece[] => row.cells),
    bookmarks: NO_BOOKMARKS,
  };
}

function gridRows(table: XmlElement, readCell: (cell: XmlElement) => Piece[]): Row[] {
  const rows: Row[] = [];
  /** By column: the cell that is merged downwards there. */
  let open = new Map<number, Growing>();
  for (const xml of elementsIn(table, 'w:tr')) {
    const properties = child(xml, 'w:trPr');
    if (child(properties, 'w:del')) continue;
    const row: Row = { xml, cells: [], above: new Set(), width: 0 };
    const next = new Map<number, Growing>();
    const put = (cell: Growing): void => {
      row.cells.push(cell);
      row.width += cell.colspan;
    };
    const before = span(childValue(properties, 'w:gridBefore'), 0);
    if (before > 0) put(emptyCell(before));
    for (const cellXml of elementsIn(xml, 'w:tc')) {
      const cellProperties = child(cellXml, 'w:tcPr');
      if (child(cellProperties, 'w:cellDel')) continue;
      const colspan = span(childValue(cellProperties, 'w:gridSpan'), 1);
      const merge = mergeOf(cellProperties, 'w:vMerge');
      const pieces = readCell(cellXml);
      const last = row.cells.at(-1);
      if (mergeOf(cellProperties, 'w:hMerge') === 'continue' && last) {
        last.colspan += colspan;
        last.pieces.push(...pieces);
        row.width += colspan;
        continue;
      }
      const upper = merge === 'continue' ? open.get(row.width) : undefined;
      if (upper && upper.colspan === colspan) {
        upper.rowspan += 1;
        upper.pieces.push(...pieces);
        row.above.add(upper);
        next.set(row.width, upper);
        row.width += colspan;
        continue;
      }
      const cell: Growing = { colspan, rowspan: 1, header: false, pieces };
      if (merge !== null) next.set(row.width, cell);
      put(cell);
    }
    open = next;
    rows.push(row);
  }
  return rows;
}

/** A row in which every cell continues the one above has no cell of its own: it goes, and the spans shrink. */
function withoutHollowRows(rows: readonly Row[]): Row[] {
  return rows.filter((row) => {
    if (row.cells.length > 0) return true;
    for (const cell of row.above) cell.rowspan -= 1;
    return false;
  });
}

/**
 * Header rows are the leading rows marked to repeat on each page; without a mark, the first row of a table
 * whose style treats it as one.
 */
function markHeaders(table: XmlElement, rows: readonly Row[]): void {
  let marked = 0;
  for (const row of rows) {
    if (childFlag(child(row.xml, 'w:trPr'), 'w:tblHeader') !== true) break;
    marked += 1;
  }
  const [first] = rows;
  const isHeading = first?.cells.every((cell) => flatParagraphs(cell.pieces).length > 0) === true;
  if (marked === 0 && rows.length > 1 && isHeading && firstRowIsSpecial(table)) marked = 1;
  for (const row of rows.slice(0, marked)) for (const cell of row.cells) cell.header = true;
}

function firstRowIsSpecial(table: XmlElement): boolean {
  const look = child(child(table, 'w:tblPr'), 'w:tblLook')?.attributes ?? {};
  const named = look['w:firstRow'];
  if (named !== undefined) return named === '1' || named === 'true' || named === 'on';
  return (Number.parseInt(look['w:val'] ?? '0', 16) & 0x20) !== 0;
}

function* elementsIn(container: XmlElement, name: 'w:tr' | 'w:tc'): Generator<XmlElement> {
  for (const inner of visibleChildren(container)) {
    if (inner.name === name) yield inner;
    else if (WRAPPERS.has(inner.name)) yield* elementsIn(inner, name);
  }
}
const WRAPPERS = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo']);

function mergeOf(properties: XmlElement | undefined, name: string): 'restart' | 'continue' | null {
  const merge = child(properties, name);
  if (!merge) return null;
  return merge.attributes['w:val'] === 'restart' ? 'restart' : 'continue';
}

function span(value: string | undefined, fallback: number): number {
  const number = Number(value ?? fallback);
  return Number.isInteger(number) && number >= fallback ? Math.min(number, MOST_COLUMNS) : fallback;
}

function emptyCell(colspan: number): Growing {
  return { colspan, rowspan: 1, header: false, pieces: [] };
}
