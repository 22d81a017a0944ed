import { isSafeHref } from '@concord/document/model';
import type { DocumentJson, InlineNode, Mark } from '@concord/document/model';
import type { ReactNode } from 'react';
import { NoteMark } from './note-mark';
import { density } from './segments';
import type { Segment } from './segments';

/** Footnotes are numbered in the order in which the text refers to them; `block` holds the first reference. */
export type NoteNumbers = ReadonlyMap<string, { readonly number: number; readonly block: string }>;

/** `at` walks through the block's text while its content is rendered. */
export type Inlines = {
  at: number;
  readonly block: string;
  readonly notes: NoteNumbers;
  readonly segments: readonly Segment[];
};

/** Id of the first mark of a footnote: where its back link leads. */
export function startOf(noteId: string): string {
  return `ref-${noteId}`;
}

export function noteNumbersOf(content: DocumentJson): NoteNumbers {
  const numbers = new Map<string, { number: number; block: string }>();
  const visit = (node: AnyNode, around: string) => {
    const id = node.attrs?.['id'];
    const block = typeof id === 'string' ? id : around;
    const note = node.type === 'footnoteRef' ? node.attrs?.['note'] : undefined;
    if (typeof note === 'string' && !numbers.has(note))
      numbers.set(note, { number: numbers.size + 1, block });
    node.content?.forEach((child) => visit(child, block));
  };
  content.content.forEach((node) => visit(node, ''));
  return numbers;
}

/** What all nodes of the model have in common, as far as finding references needs it. */
type AnyNode = {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AnyNode[];
};

export function inlineContent(nodes: readonly InlineNode[] | undefined, inlines: Inlines): ReactNode {
  const firstMarks = new Set<string>();
  return (nodes ?? []).map((node, index) => {
    switch (node.type) {
      case 'hardBreak':
        inlines.at += 1;
        return <br key={index} />;
      case 'footnoteRef': {
        const { note } = node.attrs;
        const known = inlines.notes.get(note);
        const first = known?.block === inlines.block && !firstMarks.has(note);
        firstMarks.add(note);
        return (
          <NoteMark
            key={index}
            id={first ? startOf(note) : undefined}
            note={note}
            number={known?.number ?? 0}
          />
        );
      }
      case 'text': {
        const from = inlines.at;
        inlines.at += node.text.length;
        return (
          <Marked key={index} marks={node.marks ?? []}>
            {marked(node.text, from, inlines.segments)}
          </Marked>
        );
      }
    }
  });
}

/** The text cut at the borders of segments, each stretch in an element of its own; untouched without segments. */
function marked(text: string, from: number, segments: readonly Segment[]): ReactNode {
  const here = segments.filter(({ start, end }) => start < from + text.length && end > from);
  if (here.length === 0) return text;
  const parts: ReactNode[] = [];
  let at = from;
  for (const segment of here) {
    const start = Math.max(segment.start, from);
    const end = Math.min(segment.end, from + text.length);
    if (start > at) parts.push(text.slice(at - from, start - from));
    parts.push(
      <span
        key={start}
        className="document-commented"
        data-density={density(segment)}
        data-comments={segment.keys.join(' ')}
      >
        {text.slice(start - from, end - from)}
      </span>,
    );
    at = end;
  }
  if (at < from + text.length) parts.push(text.slice(at - from));
  return parts;
}

/** From the outermost to the innermost. */
const nesting = ['link', 'bold', 'italic', 'underline', 'superscript', 'subscript'] as const;

function Marked({ marks, children }: { readonly marks: readonly Mark[]; readonly children: ReactNode }) {
  return nesting.toReversed().reduce<ReactNode>((inside, type) => {
    const mark = marks.find((candidate) => candidate.type === type);
    return mark ? wrap(mark, inside) : inside;
  }, children);
}

function wrap(mark: Mark, inside: ReactNode): ReactNode {
  switch (mark.type) {
    case 'link':
      return isSafeHref(mark.attrs.href) ? (
        <a href={mark.attrs.href} rel="noopener noreferrer">
          {inside}
        </a>
      ) : (
        inside
      );
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'underline':
      return <u>{inside}</u>;
    case 'superscript':
      return <sup>{inside}</sup>;
    case 'subscript':
      return <sub>{inside}</sub>;
  }
}
