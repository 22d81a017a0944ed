import { FRAGMENT, read, repairIds, seedUpdate, type DocumentJson } from '@concord/document';
import * as Y from 'yjs';

/** `client:clock` of a character in Yjs. */
export type YjsId = string;

/** A paragraph of a document as its Yjs items have it. */
export type Line = {
  readonly id: string;
  readonly element: Y.XmlElement;
  readonly text: string;
  /** One per UTF-16 unit of `text`. */
  readonly ids: readonly YjsId[];
};

export function paragraphs(...texts: string[]): DocumentJson {
  return {
    type: 'doc',
    content: texts.map((text, nth) => ({
      type: 'paragraph',
      attrs: { id: `b-${nth + 1}` },
      ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
    })),
  };
}

export function seeded(json: DocumentJson, options: { gc: boolean } = { gc: true }): Y.Doc {
  const doc = new Y.Doc(options);
  Y.applyUpdate(doc, seedUpdate(json, 1));
  return doc;
}

export function linesOf(doc: Y.Doc): Line[] {
  return read(doc).blocks.map(({ id, element, text }) => ({ id, element, text, ids: idsIn(element) }));
}

function idsIn(element: Y.XmlElement): YjsId[] {
  return element.toArray().flatMap((child) => (child instanceof Y.XmlText ? idsOf(child) : []));
}

export function idsOf(text: Y.XmlText): YjsId[] {
  const ids: YjsId[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    for (let nth = 0; nth < item.length; nth += 1) ids.push(`${item.id.client}:${item.id.clock + nth}`);
  }
  return ids;
}

/**
 * Edits the Yjs types themselves, so that which characters go and stay is certain, and keeps track of what is a copy
 * of what: a character that was inserted again (by a move, a split, a join, a paste) has the origin of the first.
 */
export class Section {
  constructor(
    readonly doc: Y.Doc,
    private readonly origins: Map<YjsId, YjsId>,
  ) {}

  origin(id: YjsId): YjsId {
    return this.origins.get(id) ?? id;
  }

  lines(): Line[] {
    return linesOf(this.doc);
  }

  insert(nth: number, offset: number, words: string): void {
    const line = this.line(nth);
    if (!line) return;
    const caret = this.caret(line, offset);
    caret.text.insert(caret.index, words, {});
  }

  delete(nth: number, from: number, to: number): void {
    const line = this.line(nth);
    if (!line) return;
    for (let offset = to; offset > from; offset -= 1) {
      const { text, index } = this.caret(line, offset);
      text.delete(index - 1, 1);
    }
  }

  split(nth: number, offset: number): void {
    const line = this.line(nth);
    if (!line) return;
    const copy = this.element('', null);
    this.fragment.insertAfter(line.element, [copy]);
    this.write(copy, line.text.slice(offset), line.ids.slice(offset));
    this.delete(nth, offset, line.text.length);
  }

  join(nth: number): void {
    const line = this.line(nth);
    const next = this.line(nth + 1);
    if (!line || !next) return;
    this.write(line.element, next.text, next.ids);
    this.remove(next.element);
  }

  move(from: number, to: number): void {
    const line = this.line(from);
    if (!line || from === to) return;
    const target = this.line(to);
    const copy = this.element('', line.id);
    this.fragment.insertAfter(target?.element ?? null, [copy]);
    this.write(copy, line.text, line.ids);
    this.remove(line.element);
  }

  copy(from: number, to: number): void {
    const line = this.line(from);
    if (!line) return;
    const target = this.line(to);
    const copy = this.element('', line.id);
    this.fragment.insertAfter(target?.element ?? null, [copy]);
    this.write(copy, line.text, line.ids);
  }

  deleteBlock(nth: number): void {
    const line = this.line(nth);
    if (line && this.lines().length > 1) this.remove(line.element);
  }

  repair(): void {
    repairIds(this.doc);
  }

  private get fragment(): Y.XmlFragment {
    return this.doc.getXmlFragment(FRAGMENT);
  }

  private line(nth: number): Line | undefined {
    return this.lines()[nth];
  }

  private element(words: string, id: string | null): Y.XmlElement {
    const element = new Y.XmlElement('paragraph');
    if (id !== null) element.setAttribute('id', id);
    element.insert(0, [new Y.XmlText(words)]);
    return element;
  }

  /** Appends words that are copies of others. */
  private write(element: Y.XmlElement, words: string, of: readonly YjsId[]): void {
    if (words === '') return;
    const { text } = this.caret({ element, text: '', id: '', ids: [] }, 0);
    const before = text.length;
    text.insert(before, words, {});
    idsOf(text)
      .slice(before)
      .forEach((id, nth) => this.origins.set(id, this.origin(of[nth] ?? id)));
  }

  /** Merges may leave several texts in an element, or none. */
  private caret({ element }: Line, offset: number): { text: Y.XmlText; index: number } {
    let rest = offset;
    let found: Y.XmlText | null = null;
    for (const child of element.toArray()) {
      if (!(child instanceof Y.XmlText)) continue;
      found = child;
      if (rest <= child.length) return { text: child, index: rest };
      rest -= child.length;
    }
    if (found) return { text: found, index: found.length };
    const text = new Y.XmlText();
    element.insert(0, [text]);
    return { text, index: 0 };
  }

  private remove(element: Y.XmlElement): void {
    this.fragment.delete(this.fragment.toArray().indexOf(element), 1);
  }
}
