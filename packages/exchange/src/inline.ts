import type { InlineNode, Mark } from '@concord/document/model';
import { readDrawing, visibleChildren } from './drawings.js';
import { hyperlinkHref } from './links.js';
import type { Reading } from './reading.js';
import { isDroppedControl } from './content-controls.js';
import { runLook } from './run-look.js';
import type { RunLook } from './run-look.js';
import type { Toggles } from './styles.js';
import { plainText, symbolCharacter } from './symbols.js';
import { Words } from './words.js';
import type { XmlElement } from './xml.js';
import { child, innerText } from './xml.js';

export type Inline = {
  /** With white space at both ends: the paragraph may be joined with the next. */
  readonly nodes: InlineNode[];
  readonly bookmarks: string[];
  /** Contents of text boxes that hang on this paragraph. */
  readonly textBoxes: XmlElement[];
};

/** Containers that change nothing about the words in them. */
const TRANSPARENT = new Set([
  'w:smartTag',
  'w:customXml',
  'w:dir',
  'w:bdo',
  'w:sdtContent',
  'w:rubyBase',
  'w:rt',
]);

/**
 * The words of one paragraph as if all tracked changes were accepted.
 * `base` is what the paragraph's style gives its runs; null where a style's look carries no meaning (headings).
 */
export function readInline(paragraph: XmlElement, reading: Reading, base: Toggles | null): Inline {
  return new InlineReader(reading, base).read(paragraph);
}

class InlineReader {
  readonly #reading: Reading;
  readonly #base: Toggles | null;
  readonly #words = new Words();
  readonly #bookmarks: string[] = [];
  readonly #textBoxes: XmlElement[] = [];
  /** Whose tracked change was read last, while no kept word stood in between: one replacement is one change. */
  #changeBy: string | null = null;
  #before: RunLook | null = null;

  constructor(reading: Reading, base: Toggles | null) {
    this.#reading = reading;
    this.#base = base;
  }

  read(paragraph: XmlElement): Inline {
    const mark = child(child(paragraph, 'w:pPr'), 'w:rPr');
    for (const property of mark?.children ?? []) {
      if (property.name === 'w:ins' || property.name === 'w:del') this.#change(property);
    }
    for (const element of visibleChildren(paragraph)) this.#element(element, null);
    return { nodes: this.#words.all(), bookmarks: this.#bookmarks, textBoxes: this.#textBoxes };
  }

  #element(element: XmlElement, href: string | null): void {
    const { fields, losses, relationships } = this.#reading;
    switch (element.name) {
      case 'w:r':
        return this.#run(element, href);
      case 'w:hyperlink': {
        const { 'r:id': id, 'w:anchor': anchor } = element.attributes;
        const address = hyperlinkHref(relationships, id, anchor);
        if (address === null && !fields.hidden) losses.add('link', innerText(element));
        return this.#inside(element, address);
      }
      case 'w:fldSimple': {
        const effect = fields.simple(element.attributes['w:instr'] ?? '');
        return effect.drop ? undefined : this.#inside(element, effect.href ?? href);
      }
      case 'w:ins':
      case 'w:moveTo':
        this.#change(element);
        this.#inside(element, href);
        this.#changeBy = element.attributes['w:author'] ?? '';
        return;
      case 'w:del':
        this.#change(element);
        return this.#bookmarksIn(element);
      case 'w:moveFrom':
        return;
      case 'w:sdt': {
        if (isDroppedControl(element, losses)) return;
        const content = child(element, 'w:sdtContent');
        return content && this.#inside(content, href);
      }
      case 'm:oMath':
      case 'm:oMathPara':
        return this.#equation(element);
      case 'w:bookmarkStart':
        this.#bookmarks.push(element.attributes['w:name'] ?? '');
        return;
      case 'w:subDoc':
        losses.add('embedded_object');
        return;
      default:
        if (TRANSPARENT.has(element.name)) this.#inside(element, href);
    }
  }

  #inside(element: XmlElement, href: string | null): void {
    for (const inner of visibleChildren(element)) this.#element(inner, href);
  }

  #run(run: XmlElement, href: string | null): void {
    const look = runLook(child(run, 'w:rPr'), this.#reading.styles, this.#base);
    if (child(child(run, 'w:rPr'), 'w:rPrChange'))
      this.#reading.losses.add('tracked_formatting', innerText(run));
    for (const element of visibleChildren(run)) this.#runElement(element, look, href);
  }

  #runElement(element: XmlElement, look: RunLook, href: string | null): void {
    const { fields, losses } = this.#reading;
    switch (element.name) {
      case 'w:t':
        return this.#typed(element, look, href);
      case 'w:tab':
      case 'w:ptab':
        return this.#say('\t', look, href);
      case 'w:br':
        if (['page', 'column'].includes(element.attributes['w:type'] ?? ''))
          return this.#say(' ', look, href);
        return fields.hidden || look.hidden ? undefined : this.#words.hardBreak();
      case 'w:cr':
        return fields.hidden || look.hidden ? undefined : this.#words.hardBreak();
      case 'w:noBreakHyphen':
        return this.#say('\u2011', look, href);
      case 'w:softHyphen':
        return this.#say('\u00AD', look, href);
      case 'w:sym':
        return this.#symbol(element, look, href);
      case 'w:instrText':
        return fields.instruction(element.text);
      case 'w:fldChar':
        return this.#fieldMark(element.attributes['w:fldCharType']);
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        return this.#noteReference(element);
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        if (!fields.hidden) this.#textBoxes.push(...readDrawing(element, losses));
        return;
      case 'w:ruby':
        return this.#inside(child(element, 'w:rubyBase') ?? element, href);
      default:
    }
  }

  #typed(element: XmlElement, look: RunLook, href: string | null): void {
    const spaced = element.text.replace(/[\t\n\r]/gu, ' ');
    const kept = element.attributes['xml:space'] === 'preserve' ? spaced : spaced.trim();
    this.#say(
      plainText(kept, look.font, () => this.#reading.losses.add('symbol', kept)),
      look,
      href,
    );
  }

  #symbol(element: XmlElement, look: RunLook, href: string | null): void {
    const code = Number.parseInt(element.attributes['w:char'] ?? '', 16);
    const found = symbolCharacter(element.attributes['w:font'], code);
    if (found === null) this.#reading.losses.add('symbol', `${element.attributes['w:font'] ?? ''} ${code}`);
    this.#say(found ?? '\uFFFD', look, href);
  }

  #fieldMark(type: string | undefined): void {
    if (type === 'begin') this.#reading.fields.begin();
    if (type === 'separate') this.#reading.fields.separate();
    if (type === 'end') this.#reading.fields.end();
  }

  #noteReference(element: XmlElement): void {
    if (this.#reading.fields.hidden) return;
    const kind = element.name === 'w:endnoteReference' ? 'endnote' : 'footnote';
    const id = this.#reading.notes?.refer(kind, element.attributes['w:id'] ?? '') ?? null;
    if (id !== null) this.#words.footnoteRef(id);
  }

  #equation(element: XmlElement): void {
    if (this.#reading.fields.hidden) return;
    const text = innerText(element);
    this.#reading.losses.add('equation', text);
    this.#say(text, runLook(undefined, this.#reading.styles, null), null);
  }

  #say(text: string, look: RunLook, href: string | null): void {
    const { fields, losses, spend } = this.#reading;
    if (text === '' || fields.hidden) return;
    const before = this.#before;
    this.#before = look;
    if (look.hidden) {
      if (before?.hidden !== true) losses.add('hidden_text', text);
      return;
    }
    if (look.strike && before?.strike !== true) losses.add('strikethrough', text);
    if (look.highlight && before?.highlight !== true) losses.add('highlight', text);
    this.#changeBy = null;
    spend(text.length);
    this.#words.text(text, marksOf(look, href ?? fields.href));
  }

  #change(element: XmlElement): void {
    const author = element.attributes['w:author'] ?? '';
    if (this.#changeBy !== author) this.#reading.losses.add('tracked_change', innerText(element));
    this.#changeBy = author;
  }

  /** A deleted passage may still hold the bookmark of its paragraph. */
  #bookmarksIn(element: XmlElement): void {
    for (const inner of element.children) {
      if (inner.name === 'w:bookmarkStart') this.#bookmarks.push(inner.attributes['w:name'] ?? '');
    }
  }
}

function marksOf(look: RunLook, href: string | null): Mark[] {
  const marks: Mark[] = [];
  if (href !== null) marks.push({ type: 'link', attrs: { href } });
  if (look.bold) marks.push({ type: 'bold' });
  if (look.italic) marks.push({ type: 'italic' });
  // Word underlines links by their style; that is their look, not an emphasis.
  if (look.underline && href === null) marks.push({ type: 'underline' });
  if (look.vertical !== null) marks.push({ type: look.vertical });
  return marks;
}
