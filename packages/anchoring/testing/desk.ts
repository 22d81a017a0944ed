import { documentSchema, FRAGMENT, read, repairIds } from '@concord/document';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

/** A character as a person sees it: it stays the same one wherever it is moved. `ref` is a mark of a footnote. */
export type Letter = { readonly text: string; readonly identity: number };

type Paragraph = { readonly id: string | null; readonly letters: readonly Letter[] };

const REFERENCE = '\u0000';

/**
 * An editor bound by y-tiptap, which learns of an edit only by comparing texts, beside an account of what the person
 * did to which letter.
 */
export class Desk {
  private paragraphs: Paragraph[] = [];
  private next = 0;
  private readonly nodes = new WeakMap<Paragraph, ProseMirrorNode>();
  private meta!: ReturnType<typeof initProseMirrorDoc>['meta'];

  constructor(readonly doc: Y.Doc) {
    this.reload(read(doc).blocks.map(({ id, text }) => ({ id, letters: this.fresh(text) })));
  }

  get size(): number {
    return this.paragraphs.length;
  }

  letters(nth: number): readonly Letter[] {
    return this.paragraphs[nth]?.letters ?? [];
  }

  /** What stands in the paragraph at these offsets of its text. */
  range(nth: number, start: number, end: number): readonly Letter[] {
    let offset = 0;
    return this.letters(nth).filter((letter) => {
      const at = offset;
      offset += widthOf(letter);
      return widthOf(letter) > 0 && at >= start && offset <= end;
    });
  }

  text(nth: number): string {
    return this.letters(nth)
      .map((letter) => (letter.text === REFERENCE ? '' : letter.text))
      .join('');
  }

  /** Puts `text` in the place of letters. */
  type(nth: number, from: number, to: number, text: string): void {
    this.change(nth, ({ id, letters }) => [
      { id, letters: [...letters.slice(0, from), ...this.fresh(text), ...letters.slice(to)] },
    ]);
  }

  refer(nth: number, at: number): void {
    this.type(nth, at, at, REFERENCE);
  }

  split(nth: number, at: number): void {
    this.change(nth, ({ id, letters }) => [
      { id, letters: letters.slice(0, at) },
      { id: null, letters: letters.slice(at) },
    ]);
  }

  join(nth: number): void {
    const next = this.paragraphs[nth + 1];
    if (!next) return;
    this.paragraphs.splice(nth + 1, 1);
    this.change(nth, ({ id, letters }) => [{ id, letters: [...letters, ...next.letters] }]);
  }

  move(from: number, to: number): void {
    const [paragraph] = this.paragraphs.splice(from, 1);
    if (paragraph) this.paragraphs.splice(to, 0, paragraph);
    this.write();
  }

  drop(nth: number): void {
    if (this.size > 1) this.change(nth, () => []);
  }

  /** What the server does, and the editor then sees. */
  repair(): void {
    repairIds(this.doc);
    const ids = read(this.doc).blocks.map(({ id }) => id);
    this.reload(this.paragraphs.map(({ letters }, nth) => ({ id: ids[nth] ?? null, letters })));
  }

  private change(nth: number, by: (paragraph: Paragraph) => Paragraph[]): void {
    const paragraph = this.paragraphs[nth];
    if (!paragraph) return;
    this.paragraphs.splice(nth, 1, ...by(paragraph));
    this.write();
  }

  private fresh(text: string): Letter[] {
    return Array.from(text, (character) => ({ text: character, identity: (this.next += 1) }));
  }

  private reload(paragraphs: Paragraph[]): void {
    const { doc, meta } = initProseMirrorDoc(this.doc.getXmlFragment(FRAGMENT), documentSchema);
    this.meta = meta;
    this.paragraphs = paragraphs;
    doc.forEach((node, _, nth) => {
      const paragraph = paragraphs[nth];
      if (paragraph) this.nodes.set(paragraph, node);
    });
  }

  private write(): void {
    const content = documentSchema.node(
      'doc',
      null,
      this.paragraphs.map((paragraph) => this.nodeOf(paragraph)),
    );
    this.doc.transact(() => {
      updateYFragment(this.doc, this.doc.getXmlFragment(FRAGMENT), content, this.meta);
    }, ySyncPluginKey);
  }

  private nodeOf(paragraph: Paragraph): ProseMirrorNode {
    const known = this.nodes.get(paragraph);
    if (known) return known;
    const parts = paragraph.letters
      .map((letter) => letter.text)
      .join('')
      .split(REFERENCE);
    const content = parts.flatMap((text, nth) => [
      ...(nth === 0 ? [] : [documentSchema.node('footnoteRef', { note: 'fn-1' })]),
      ...(text === '' ? [] : [documentSchema.text(text)]),
    ]);
    const node = documentSchema.node('paragraph', { id: paragraph.id }, content);
    this.nodes.set(paragraph, node);
    return node;
  }
}

function widthOf({ text }: Letter): number {
  return text === REFERENCE ? 0 : text.length;
}
