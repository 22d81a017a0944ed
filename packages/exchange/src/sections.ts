import type { BlockNode, DocumentJson, FootnoteNode, InlineNode } from '@concord/document/model';
import type { Assembled } from './assemble.js';
import { inlineText } from './pieces.js';

export type ImportedSection = {
  /** Id of the heading that begins it; `front` for what stands before the first. */
  readonly key: string;
  /** Empty when a front section has no heading. */
  readonly title: string;
  /** 1 to 6 when the heading names a domain of the profile. */
  readonly domain: number | null;
  readonly content: DocumentJson;
};

const DOMAIN_HEADINGS = [
  /^(?:domain|area)\s+([1-6])(?!\d)/iu,
  /^([1-6])-?\s?c[iıuü]\s+(?:sahə|istiqamət|domen)/iu,
  /^(?:sahə|istiqamət|domen)\s+([1-6])(?!\d)/iu,
  /^(?:область|домен|сфера|направление)\s+([1-6])(?!\d)/iu,
] as const;

/** Cuts the text at its headings of the first level; each section gets the notes it refers to. */
export function splitSections(
  assembled: readonly Assembled[],
  noteOf: (id: string) => readonly InlineNode[] | undefined,
): ImportedSection[] {
  const groups: BlockNode[][] = [[]];
  for (const { node, opensSection } of assembled) {
    if (opensSection) groups.push([]);
    groups.at(-1)?.push(node);
  }
  return groups
    .map((nodes, index) => ({ nodes, isFront: index === 0 }))
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ nodes, isFront }) => section(nodes, isFront, noteOf));
}

function section(
  nodes: readonly BlockNode[],
  isFront: boolean,
  noteOf: (id: string) => readonly InlineNode[] | undefined,
): ImportedSection {
  const heading = nodes.find((node) => node.type === 'heading');
  const title = heading ? inlineText(heading.content ?? []) : '';
  const notes = noteReferences(nodes).map((id): FootnoteNode => {
    const inline = noteOf(id) ?? [];
    return { type: 'footnote', attrs: { id }, ...(inline.length > 0 ? { content: inline } : {}) };
  });
  const content: BlockNode[] =
    notes.length > 0 ? [...nodes, { type: 'footnotes', content: notes }] : [...nodes];
  return {
    key: isFront || !heading ? 'front' : heading.attrs.id,
    title,
    domain: domainOf(title),
    content: { type: 'doc', content },
  };
}

export function domainOf(title: string): number | null {
  for (const pattern of DOMAIN_HEADINGS) {
    const number = pattern.exec(title)?.[1];
    if (number !== undefined) return Number(number);
  }
  return null;
}

type AnyNode = { readonly type: string; readonly content?: readonly AnyNode[]; readonly attrs?: object };

function noteReferences(nodes: readonly AnyNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'footnoteRef' && node.attrs && 'note' in node.attrs) return [String(node.attrs.note)];
    return noteReferences(node.content ?? []);
  });
}
