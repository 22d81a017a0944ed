import type {
  BlockNode,
  DocumentJson,
  FootnotesNode,
  ListItemNode,
  ParagraphNode,
  TableFigureNode,
} from '@concord/document/model';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/provider';
import { FindingBadge } from './finding-badge';
import { inlineContent, noteNumbersOf, startOf } from './inline-content';
import type { Inlines, NoteNumbers } from './inline-content';
import type { Segment } from './segments';
import './document.css';

type DocumentViewProps = {
  readonly content: DocumentJson;
  readonly language: string;
  /** What is said of a block right after it (how many comments it has). */
  readonly after?: (blockId: string) => ReactNode;
  /** Stretches to mark by elements, where the browser cannot paint ranges (see highlights.ts). */
  readonly segments?: ReadonlyMap<string, readonly Segment[]>;
};

type Rendering = {
  readonly notes: NoteNumbers;
  readonly after: (blockId: string) => ReactNode;
  readonly segments: ReadonlyMap<string, readonly Segment[]>;
};

const nothing = () => null;
const none: ReadonlyMap<string, readonly Segment[]> = new Map();

/** A section as plain semantic HTML: what a screen reader, a printer and a search engine expect of a report. */
export const DocumentView = memo(function DocumentView(props: DocumentViewProps) {
  const rendering: Rendering = {
    notes: noteNumbersOf(props.content),
    after: props.after ?? nothing,
    segments: props.segments ?? none,
  };
  return (
    <div className="document" lang={props.language}>
      {keyed(props.content.content).map(([key, node]) => (
        <Block key={key} node={node} rendering={rendering} />
      ))}
    </div>
  );
});

function Block({ node, rendering }: { readonly node: BlockNode; readonly rendering: Rendering }): ReactNode {
  switch (node.type) {
    case 'heading':
      return <Heading node={node} rendering={rendering} />;
    case 'paragraph':
      return <Paragraph node={node} rendering={rendering} />;
    case 'bulletList':
      return <ul>{items(node.content, rendering)}</ul>;
    case 'orderedList':
      return <ol start={node.attrs.start}>{items(node.content, rendering)}</ol>;
    case 'tableFigure':
      return <TableFigure node={node} rendering={rendering} />;
    case 'box':
      return (
        <aside className="document-box">
          {keyed(node.content).map(([key, child]) => (
            <Block key={key} node={child} rendering={rendering} />
          ))}
        </aside>
      );
    case 'footnotes':
      return <Footnotes node={node} rendering={rendering} />;
  }
}

function Heading(props: { readonly node: BlockNode & { type: 'heading' }; readonly rendering: Rendering }) {
  const { node, rendering } = props;
  const Tag = `h${node.attrs.level}` as const;
  return (
    <>
      <Tag {...block(node.attrs.id)}>{inlineContent(node.content, inlines(node.attrs.id, rendering))}</Tag>
      {rendering.after(node.attrs.id)}
    </>
  );
}

function Paragraph({ node, rendering }: { readonly node: ParagraphNode; readonly rendering: Rendering }) {
  const { id, finding } = node.attrs;
  if (id === null) return <p>{inlineContent(node.content, inlines('', rendering))}</p>;
  const words = inlineContent(node.content, inlines(id, rendering));
  return (
    <>
      {finding ? (
        <p {...block(id)} className="document-finding" data-finding={finding}>
          <FindingBadge finding={finding} code={node.attrs.findingCode} indicators={node.attrs.indicators} />
          {words}
        </p>
      ) : (
        <p {...block(id)}>{words}</p>
      )}
      {rendering.after(id)}
    </>
  );
}

function items(nodes: readonly ListItemNode[], rendering: Rendering) {
  return nodes.map((item, index) => (
    <li key={blockIdIn(item) ?? index}>
      {keyed(item.content).map(([key, child]) => (
        <Block key={key} node={child} rendering={rendering} />
      ))}
    </li>
  ));
}

function TableFigure({ node, rendering }: { readonly node: TableFigureNode; readonly rendering: Rendering }) {
  const t = useText();
  const { id } = node.attrs;
  const [caption, table] = node.content;
  const words = inlines(id, rendering);
  const captionId = `${id}-caption`;
  // The text of a table is one string; the cells are rendered in its order, each after its separator.
  const shown = {
    caption: inlineContent(caption.content, words),
    rows: table.content.map((row) => {
      words.at += 1;
      return row.content.map((cell, column) => {
        if (column > 0) words.at += 1;
        return cell.content.map((paragraph, index) => {
          if (index > 0) words.at += 1;
          return inlineContent(paragraph.content, words);
        });
      });
    }),
  };
  const heads = table.content.findIndex((row) => row.content.some((cell) => cell.type !== 'tableHeader'));
  const headRows = heads === -1 ? table.content.length : heads;
  const row = (index: number) => (
    <tr key={index}>
      {table.content[index]?.content.map((cell, column) => {
        const spans = {
          colSpan: cell.attrs.colspan > 1 ? cell.attrs.colspan : undefined,
          rowSpan: cell.attrs.rowspan > 1 ? cell.attrs.rowspan : undefined,
          'data-align': cell.attrs.align ?? undefined,
        };
        const inside = paragraphs(shown.rows[index]?.[column] ?? []);
        if (cell.type === 'tableCell') return <td key={column} {...spans} children={inside} />;
        const scope = index < headRows ? (cell.attrs.colspan > 1 ? 'colgroup' : 'col') : 'row';
        return <th key={column} scope={scope} {...spans} children={inside} />;
      })}
    </tr>
  );
  const all = table.content.map((_, index) => index);
  return (
    <div className="document-table">
      <div
        className="document-table-scroll"
        role="region"
        tabIndex={0}
        aria-label={t('profiles.table.scroll')}
        aria-describedby={captionId}
      >
        <table {...block(id)}>
          <caption id={captionId}>{shown.caption}</caption>
          {headRows > 0 && <thead>{all.slice(0, headRows).map(row)}</thead>}
          {headRows < all.length && <tbody>{all.slice(headRows).map(row)}</tbody>}
        </table>
      </div>
      {rendering.after(id)}
    </div>
  );
}

/** A cell with one paragraph needs none. */
function paragraphs(contents: readonly ReactNode[]): ReactNode {
  if (contents.length < 2) return contents[0];
  return contents.map((content, index) => <p key={index}>{content}</p>);
}

function Footnotes({ node, rendering }: { readonly node: FootnotesNode; readonly rendering: Rendering }) {
  const t = useText();
  const numbered = node.content
    .map((note) => ({ note, number: rendering.notes.get(note.attrs.id)?.number ?? 0 }))
    .toSorted((a, b) => a.number - b.number);
  return (
    <section className="document-notes" role="doc-endnotes" aria-labelledby="document-notes">
      <h2 id="document-notes" className="document-notes-title">
        {t('profiles.notes')}
      </h2>
      <ol>
        {numbered.map(({ note, number }) => (
          <li key={note.attrs.id} value={number || undefined}>
            <p {...block(note.attrs.id)}>
              {inlineContent(note.content, inlines(note.attrs.id, rendering))}
              <a
                data-outside=""
                className="document-note-back"
                role="doc-backlink"
                href={`#${startOf(note.attrs.id)}`}
                aria-label={t('profiles.notes.back', { number })}
              >
                ↩
              </a>
            </p>
            {rendering.after(note.attrs.id)}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Focus moves among blocks with the arrow keys (block-keys.ts decides which one takes part in the Tab order). */
function block(id: string) {
  return { id, 'data-block': id, tabIndex: -1 };
}

function inlines(blockId: string, rendering: Rendering): Inlines {
  return { at: 0, block: blockId, notes: rendering.notes, segments: rendering.segments.get(blockId) ?? [] };
}

function blockIdIn(item: ListItemNode): string | null {
  const first = item.content[0];
  return first?.type === 'paragraph' ? first.attrs.id : null;
}

/** Blocks keep their element while others come and go; what has no id of its own is known by its first block. */
function keyed<Node extends BlockNode>(nodes: readonly Node[]): [string, Node][] {
  return nodes.map((node, index) => [keyOf(node) ?? `${node.type}-${index}`, node]);
}

function keyOf(node: BlockNode): string | null {
  if ('attrs' in node && 'id' in node.attrs) return node.attrs.id;
  if (node.type === 'footnotes') return 'footnotes';
  const first: BlockNode | ListItemNode | undefined = 'content' in node ? nodeAt(node) : undefined;
  if (!first) return null;
  const inner = first.type === 'listItem' ? blockIdIn(first) : keyOf(first);
  return inner && `${node.type}-${inner}`;
}

function nodeAt(node: BlockNode): BlockNode | ListItemNode | undefined {
  return node.type === 'bulletList' || node.type === 'orderedList' || node.type === 'box'
    ? node.content[0]
    : undefined;
}
