import type { InlineNode } from '@concord/document/model';
import { boxOf } from './boxes.js';
import { isDroppedControl } from './content-controls.js';
import { visibleChildren } from './drawings.js';
import { readInline } from './inline.js';
import type { Alignment, Bookmarks, ParagraphPiece, Piece, TablePiece } from './pieces.js';
import { flatParagraphs, inlineText, isBlank } from './pieces.js';
import type { Reading } from './reading.js';
import type { ParagraphRole } from './style-roles.js';
import type { ParagraphStyle, Toggles } from './styles.js';
import { levelNumber } from './styles.js';
import { readTable } from './tables.js';
import { Words } from './words.js';
import type { XmlElement } from './xml.js';
import { child, childFlag, childValue } from './xml.js';

const DEEPEST_HEADING = 4;
const TRANSPARENT = new Set(['w:customXml', 'w:smartTag', 'w:ins', 'w:moveTo', 'w:sdtContent']);
/** The look of these comes from what they are; their style's bold is no emphasis. */
const WITH_LOOK: ReadonlySet<ParagraphRole> = new Set(['body', 'list_continuation']);

/** The paragraphs and tables of a story in reading order. `container` is a body, a cell, a box or a note. */
export function readBlocks(container: XmlElement, reading: Reading): Piece[] {
  const reader = new BlockReader(reading);
  reader.readAll(container);
  return reader.finish();
}

class BlockReader {
  readonly #reading: Reading;
  readonly #pieces: Piece[] = [];
  /** Names that began between blocks and belong to the next one. */
  #pending: string[] = [];
  /** Names whose block vanished. */
  #former: string[] = [];
  /** Words of a paragraph whose end was deleted (or of a drop cap): they open the next paragraph. */
  #carried: { nodes: readonly InlineNode[]; bookmarks: readonly string[] } | null = null;
  #inContents = false;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  readAll(container: XmlElement): void {
    for (const element of visibleChildren(container)) this.#element(element);
  }

  finish(): Piece[] {
    const carried = this.#carried;
    if (carried && !isBlank(carried.nodes)) {
      const words = new Words();
      words.append(carried.nodes);
      this.#pieces.push(bodyParagraph(words.finish(), { names: carried.bookmarks, former: [] }));
    }
    return this.#pieces;
  }

  #element(element: XmlElement): void {
    switch (element.name) {
      case 'w:p':
        return this.#paragraph(element);
      case 'w:tbl':
        return this.#table(element);
      case 'w:bookmarkStart':
        this.#pending.push(element.attributes['w:name'] ?? '');
        return;
      case 'w:sdt': {
        if (isDroppedControl(element, this.#reading.losses)) return;
        const content = child(element, 'w:sdtContent');
        return content && this.readAll(content);
      }
      case 'w:altChunk':
        this.#reading.losses.add('embedded_object');
        return;
      case 'm:oMath':
      case 'm:oMathPara':
        return this.#paragraph({ name: 'w:p', attributes: {}, children: [element], text: '' });
      default:
        if (TRANSPARENT.has(element.name)) this.readAll(element);
    }
  }

  #paragraph(xml: XmlElement): void {
    const { styles, fields, losses } = this.#reading;
    const properties = child(xml, 'w:pPr');
    const style = styles.paragraph(childValue(properties, 'w:pStyle'));
    const { role, level } = meaningHere(properties, style);
    if (role === 'heading' && fields.hidden) fields.closeAll();
    if (child(properties, 'w:pPrChange')) losses.add('tracked_formatting');

    const read = readInline(xml, this.#reading, baseLook(role, style));
    const words = new Words();
    words.append(this.#carried?.nodes ?? []);
    words.append(read.nodes);
    const inline = words.finish();
    const bookmarks = [...(this.#carried?.bookmarks ?? []), ...read.bookmarks];
    this.#carried = null;

    if (role === 'contents') this.#contents(style, inline);
    else if (joinsNext(properties)) this.#carry(words.all(), bookmarks);
    else {
      const list = this.#list(properties, style, role, inline);
      if (isBlank(inline) && !inline.some((node) => node.type === 'footnoteRef'))
        this.#former.push(...bookmarks);
      else {
        this.#pieces.push({
          kind: 'paragraph',
          role,
          level: this.#headingLevel(role, level, inline),
          list,
          framed: isFramed(properties),
          alignment: alignment(properties, style),
          inline,
          bookmarks: this.#takeBookmarks(bookmarks),
        });
      }
    }
    if (role !== 'contents') this.#inContents = false;
    for (const box of read.textBoxes) this.#textBox(box);
  }

  #carry(inline: readonly InlineNode[], bookmarks: readonly string[]): void {
    if (isBlank(inline)) this.#former.push(...bookmarks);
    else this.#carried = { nodes: inline, bookmarks };
  }

  #list(
    properties: XmlElement | undefined,
    style: ParagraphStyle,
    role: ParagraphRole,
    inline: readonly InlineNode[],
  ): ParagraphPiece['list'] {
    const direct = child(properties, 'w:numPr');
    const numId = childValue(direct, 'w:numId') ?? style.numbering.numId;
    const level = levelNumber(childValue(direct, 'w:ilvl')) ?? style.numbering.level;
    const place = this.#reading.numbering.place(numId, level, style.id);
    const isHeading = role === 'heading' || role === 'title' || role === 'subtitle';
    if (place?.kind === 'label' || (place?.kind === 'ordered' && isHeading)) {
      if (!isBlank(inline)) this.#reading.losses.add('automatic_number', inlineText(inline));
      return null;
    }
    if (isHeading) return null;
    // Where no list is open, it is a plain paragraph; the list builder sees to that.
    const goesOn = role === 'list_continuation' || isUnmarkedItem(properties);
    return place ?? (goesOn ? { kind: 'continuation', level: level ?? 0 } : null);
  }

  #headingLevel(role: ParagraphRole, level: number, inline: readonly InlineNode[]): number {
    if (role === 'title') return 1;
    if (role !== 'heading') return 0;
    if (level > DEEPEST_HEADING) this.#reading.losses.add('deep_heading', inlineText(inline));
    return Math.min(level, DEEPEST_HEADING);
  }

  /** Lines of a table of contents that are no field: one loss for the lot. */
  #contents(style: ParagraphStyle, inline: readonly InlineNode[]): void {
    const isTitle = !/\d/u.test(this.#reading.styles.nameOf(style.id));
    if (isBlank(inline) || isTitle) return;
    if (!this.#inContents) this.#reading.losses.add('table_of_contents', inlineText(inline));
    this.#inContents = true;
  }

  #table(xml: XmlElement): void {
    const names = this.#takeBookmarks([]);
    const table = readTable(xml, (cell) => readBlocks(cell, this.#reading));
    if (!table) {
      this.#former.push(...names.names, ...names.former);
      return;
    }
    const inside = table.rows.flat().flatMap((cell) => flatParagraphs(cell.pieces));
    const bookmarks: Bookmarks = {
      names: [...names.names, ...inside.flatMap((paragraph) => paragraph.bookmarks.names)],
      former: [...names.former, ...inside.flatMap((paragraph) => paragraph.bookmarks.former)],
    };
    this.#pieces.push({ ...table, bookmarks } satisfies TablePiece);
  }

  #textBox(content: XmlElement): void {
    this.#pieces.push(...boxOf(readBlocks(content, this.#reading), this.#reading.losses));
  }

  #takeBookmarks(own: readonly string[]): Bookmarks {
    const bookmarks = { names: [...this.#pending, ...own], former: this.#former };
    this.#pending = [];
    this.#former = [];
    return bookmarks;
  }
}

function bodyParagraph(inline: readonly InlineNode[], bookmarks: Bookmarks): ParagraphPiece {
  const plain = { role: 'body', level: 0, list: null, framed: false, alignment: null } as const;
  return { kind: 'paragraph', ...plain, inline, bookmarks };
}

/** A paragraph may carry an outline level of its own, or take the one of its style away. */
function meaningHere(
  properties: XmlElement | undefined,
  style: ParagraphStyle,
): { role: ParagraphRole; level: number } {
  const outline = levelNumber(childValue(properties, 'w:outlineLvl'));
  if (outline === undefined) return style;
  if (outline === 9) return style.role === 'heading' ? { role: 'body', level: 0 } : style;
  return style.role === 'body' || style.role === 'heading' ? { role: 'heading', level: outline + 1 } : style;
}

function baseLook(role: ParagraphRole, style: ParagraphStyle): Toggles | null {
  if (WITH_LOOK.has(role)) return style.toggles;
  return style.toggles.hidden === undefined ? null : { ...NO_LOOK, hidden: style.toggles.hidden };
}

const NO_LOOK: Toggles = {
  bold: undefined,
  italic: undefined,
  hidden: undefined,
  strike: undefined,
  underline: undefined,
  vertical: undefined,
  highlight: undefined,
  font: undefined,
};

/** Its end is deleted (as if accepted), or it is the big first letter of the next paragraph. */
function joinsNext(properties: XmlElement | undefined): boolean {
  const mark = child(properties, 'w:rPr');
  const dropCap = child(properties, 'w:framePr')?.attributes['w:dropCap'];
  if (dropCap === 'drop' || dropCap === 'margin') return true;
  return child(mark, 'w:del') !== undefined || child(mark, 'w:moveFrom') !== undefined;
}

/** Numbering taken away by hand while the indent of the list stayed: a second paragraph of an item. */
function isUnmarkedItem(properties: XmlElement | undefined): boolean {
  const indent = child(properties, 'w:ind')?.attributes ?? {};
  const left = Number(indent['w:left'] ?? indent['w:start'] ?? 0);
  return childValue(child(properties, 'w:numPr'), 'w:numId') === '0' && left > 0;
}

function isFramed(properties: XmlElement | undefined): boolean {
  const borders = child(properties, 'w:pBdr');
  return ['w:top', 'w:left', 'w:bottom', 'w:right'].every((side) => {
    const value = childValue(borders, side);
    return value !== undefined && value !== 'nil' && childFlag(borders, side) === true;
  });
}

function alignment(properties: XmlElement | undefined, style: ParagraphStyle): Alignment | null {
  const direct = childValue(properties, 'w:jc');
  if (direct === undefined) {
    const styled = alignmentOf(style.alignment);
    // Left is what every style says; only a deliberate one is worth keeping.
    return styled === 'left' ? null : styled;
  }
  return alignmentOf(direct);
}

function alignmentOf(value: string | undefined): Alignment | null {
  if (value === 'left' || value === 'start') return 'left';
  if (value === 'right' || value === 'end') return 'right';
  return value === 'center' ? 'center' : null;
}
