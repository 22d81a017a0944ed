import type { InlineNode } from '@concord/document/model';
import type { LossLedger } from './losses.js';
import type { XmlElement } from './xml.js';

export type NoteKind = 'footnote' | 'endnote';
export type Note = { readonly id: string; readonly inline: readonly InlineNode[] };
/** Reads the words of a note; given from outside, because a note is read like the text itself. */
export type NoteReader = (note: XmlElement, kind: NoteKind) => readonly InlineNode[];

/**
 * Notes in the order in which the text refers to them: `fn-001`, `fn-002` … through the whole file, so that
 * the same note has the same id in every language.
 */
export class Notes {
  readonly #sources: ReadonlyMap<string, XmlElement>;
  readonly #read: NoteReader;
  readonly #losses: LossLedger;
  readonly #referred = new Map<string, Note>();

  constructor(
    parts: Readonly<Record<NoteKind, XmlElement | undefined>>,
    read: NoteReader,
    losses: LossLedger,
  ) {
    this.#sources = new Map([...sources('footnote', parts.footnote), ...sources('endnote', parts.endnote)]);
    this.#read = read;
    this.#losses = losses;
  }

  /** The id for one more reference, or null when the file has no such note. */
  refer(kind: NoteKind, wordId: string): string | null {
    const source = this.#sources.get(`${kind}/${wordId}`);
    if (!source) return null;
    const id = `fn-${String(this.#referred.size + 1).padStart(3, '0')}`;
    this.#referred.set(id, { id, inline: [] });
    const note = { id, inline: this.#read(source, kind) };
    this.#referred.set(id, note);
    if (kind === 'endnote') this.#losses.add('endnote');
    return id;
  }

  note(id: string): Note | undefined {
    return this.#referred.get(id);
  }

  all(): Note[] {
    return [...this.#referred.values()];
  }
}

function sources(kind: NoteKind, part: XmlElement | undefined): [string, XmlElement][] {
  return (part?.children ?? [])
    .filter((xml) => xml.name === `w:${kind}`)
    .map((xml) => [`${kind}/${xml.attributes['w:id'] ?? ''}`, xml]);
}
