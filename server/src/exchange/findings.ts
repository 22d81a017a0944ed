import type { BlockNode, DocumentJson, ParagraphNode } from '@concord/document/model';

type Marks = Pick<ParagraphNode['attrs'], 'finding' | 'findingCode' | 'indicators'>;

const uncarried = new Set(['finding', 'findingCode', 'indicators']);

/**
 * What a text says, without what Word can't carry: the same file gives the same text, also when PostgreSQL has
 * put the keys of its JSON into another order on the way.
 */
export const wordsOf = (content: DocumentJson): string =>
  JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !uncarried.has(key))
            .toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : value,
  );

/** A file says nothing of findings, so it takes none away: they stay with their paragraphs. */
export function keepFindings(now: DocumentJson, read: DocumentJson): DocumentJson {
  const kept = new Map<string, Marks>();
  each(now, ({ attrs: { id, finding, findingCode, indicators } }) => {
    if (id !== null && (finding || findingCode || indicators))
      kept.set(id, { finding, findingCode, indicators });
  });
  const copy = structuredClone(read);
  each(copy, (paragraph) => {
    const marks = paragraph.attrs.id === null ? undefined : kept.get(paragraph.attrs.id);
    if (marks) Object.assign(paragraph.attrs, marks);
  });
  return copy;
}

function each(node: DocumentJson | BlockNode, visit: (paragraph: ParagraphNode) => void): void {
  if (node.type === 'paragraph') visit(node);
  else if ('content' in node)
    for (const child of node.content ?? []) if (isBlock(child)) each(child as BlockNode, visit);
}

const isBlock = (child: unknown): boolean => typeof child === 'object' && child !== null && 'type' in child;
