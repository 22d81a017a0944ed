import fc from 'fast-check';
import type {
  BlockNode,
  BulletListNode,
  DocumentJson,
  FootnoteNode,
  InlineNode,
  ListItemNode,
  Mark,
  OrderedListNode,
  ParagraphNode,
  TableCellNode,
} from '../src/model.js';

/** Words in the scripts of the three languages, with combining marks and characters of two units. */
export const word: fc.Arbitrary<string> = fc.constantFrom(
  'law',
  'Article 14',
  '9/2017',
  ' ',
  'ə',
  'hüquqları',
  'İşçi',
  'ığıl',
  'миграция',
  'й',
  'e\u0301',
  '😀',
  '👩‍👩‍👧',
  '\u00a0',
  '𐐷',
);

export const words: fc.Arbitrary<string> = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

const marks: fc.Arbitrary<readonly Mark[]> = fc
  .record({
    link: fc.option(fc.constantFrom('https://a.example/', '#b-0001', 'mailto:a@b.example'), { freq: 6 }),
    bold: fc.boolean(),
    italic: fc.boolean(),
    underline: fc.boolean(),
    script: fc.constantFrom(null, null, null, 'superscript' as const, 'subscript' as const),
  })
  .map(({ link, bold, italic, underline, script }) => [
    ...(link === null ? [] : [{ type: 'link' as const, attrs: { href: link } }]),
    ...(bold ? [{ type: 'bold' as const }] : []),
    ...(italic ? [{ type: 'italic' as const }] : []),
    ...(underline ? [{ type: 'underline' as const }] : []),
    ...(script === null ? [] : [{ type: script }]),
  ]);

type Part = { text: string; marks: readonly Mark[] } | 'break' | { note: number };

const part = (references: boolean): fc.Arbitrary<Part> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ text: words, marks: fc.oneof(fc.constant([]), marks) }) },
    { weight: 1, arbitrary: fc.constant('break' as const) },
    ...(references ? [{ weight: 1, arbitrary: fc.record({ note: fc.nat({ max: 3 }) }) }] : []),
  );

const inline = (references = true): fc.Arbitrary<Part[]> => fc.array(part(references), { maxLength: 4 });

type Shape =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; parts: Part[] }
  | {
      kind: 'paragraph';
      parts: Part[];
      finding: Pick<ParagraphNode['attrs'], 'finding' | 'findingCode' | 'indicators'>;
    }
  | { kind: 'list'; start: number | null; items: { parts: Part[]; nested: Part[][] }[] }
  | {
      kind: 'table';
      caption: Part[];
      rows: { header: boolean; align: 'right' | null; paragraphs: Part[][] }[][];
    }
  | { kind: 'box'; inner: Part[][] };

const finding = fc.oneof(
  fc.constant({}),
  fc.constant({ finding: 'gap' as const, findingCode: 'F01', indicators: ['1.01', '1.02'] }),
);

const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1, 2, 3, 4), parts: inline() }),
  fc.record({ kind: fc.constant('paragraph' as const), parts: inline(), finding }),
  fc.record({ kind: fc.constant('paragraph' as const), parts: inline(), finding }),
  fc.record({
    kind: fc.constant('list' as const),
    start: fc.option(fc.nat({ max: 9 })),
    items: fc.array(fc.record({ parts: inline(), nested: fc.array(inline(), { maxLength: 2 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    caption: inline(),
    rows: fc.array(
      fc.array(
        fc.record({
          header: fc.boolean(),
          align: fc.constantFrom(null, 'right' as const),
          paragraphs: fc.array(inline(), { minLength: 1, maxLength: 2 }),
        }),
        { minLength: 2, maxLength: 2 },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ kind: fc.constant('box' as const), inner: fc.array(inline(), { minLength: 1, maxLength: 2 }) }),
);

/** Canonical content: what `project` gives back unchanged. */
export const content: fc.Arbitrary<DocumentJson> = fc
  .tuple(
    fc.array(shape, { minLength: 1, maxLength: 6 }),
    fc.array(inline(false), { minLength: 4, maxLength: 4 }),
  )
  .map(([shapes, notes]) => build(shapes, notes));

function build(shapes: readonly Shape[], notes: readonly Part[][]): DocumentJson {
  let count = 0;
  const id = () => `b-${String((count += 1)).padStart(4, '0')}`;
  const used: number[] = [];
  const text = (parts: readonly Part[]) => {
    const nodes = inlineOf(parts, (note) => {
      if (!used.includes(note)) used.push(note);
    });
    return nodes.length > 0 ? { content: nodes } : {};
  };
  const paragraph = (parts: readonly Part[], extra: object = {}): ParagraphNode => ({
    type: 'paragraph',
    attrs: { id: id(), ...extra },
    ...text(parts),
  });
  const list = (
    items: readonly { parts: Part[]; nested: Part[][] }[],
    start: number | null,
  ): BulletListNode | OrderedListNode => {
    const item = ({ parts, nested }: { parts: Part[]; nested: Part[][] }): ListItemNode => {
      const first = paragraph(parts);
      const inner = nested.map((own) => ({ parts: own, nested: [] }));
      return { type: 'listItem', content: inner.length > 0 ? [first, list(inner, null)] : [first] };
    };
    return start === null
      ? { type: 'bulletList', content: items.map(item) }
      : { type: 'orderedList', attrs: { start }, content: items.map(item) };
  };
  const cell = (from: { header: boolean; align: 'right' | null; paragraphs: Part[][] }): TableCellNode => ({
    type: from.header ? 'tableHeader' : 'tableCell',
    attrs: { colspan: 1, rowspan: 1, ...(from.align ? { align: from.align } : {}) },
    content: from.paragraphs.map((parts) => ({ type: 'paragraph', attrs: { id: null }, ...text(parts) })),
  });
  const blocks = shapes.map((from): BlockNode => {
    switch (from.kind) {
      case 'heading':
        return { type: 'heading', attrs: { id: id(), level: from.level }, ...text(from.parts) };
      case 'paragraph':
        return paragraph(from.parts, from.finding);
      case 'list':
        return list(from.items, from.start);
      case 'box':
        return { type: 'box', content: from.inner.map((parts) => paragraph(parts)) };
      case 'table':
        return {
          type: 'tableFigure',
          attrs: { id: id() },
          content: [
            { type: 'tableCaption', ...text(from.caption) },
            {
              type: 'table',
              content: from.rows.map((row) => ({ type: 'tableRow', content: row.map(cell) })),
            },
          ],
        };
      default:
        return from;
    }
  });
  const written = used.map((note): FootnoteNode => {
    const nodes = inlineOf(notes[note] ?? [], () => undefined);
    return { type: 'footnote', attrs: { id: `fn-${note}` }, ...(nodes.length > 0 ? { content: nodes } : {}) };
  });
  if (written.length > 0) blocks.push({ type: 'footnotes', content: written });
  return { type: 'doc', content: blocks };
}

function inlineOf(parts: readonly Part[], refer: (note: number) => void): InlineNode[] {
  const nodes: InlineNode[] = [];
  for (const from of parts) {
    if (from === 'break') nodes.push({ type: 'hardBreak' });
    else if ('note' in from) {
      refer(from.note);
      nodes.push({ type: 'footnoteRef', attrs: { note: `fn-${from.note}` } });
    } else {
      const last = nodes.at(-1);
      const same = last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(from.marks);
      if (same && last.type === 'text') nodes[nodes.length - 1] = { ...last, text: last.text + from.text };
      else
        nodes.push({
          type: 'text',
          text: from.text,
          ...(from.marks.length > 0 ? { marks: from.marks } : {}),
        });
    }
  }
  return nodes;
}

/** A paragraph with an id; `text` becomes one run. */
export function paragraph(id: string | null, text: string): ParagraphNode {
  return { type: 'paragraph', attrs: { id }, ...(text === '' ? {} : { content: [{ type: 'text', text }] }) };
}

export function documentOf(...blocks: BlockNode[]): DocumentJson {
  return { type: 'doc', content: blocks };
}
