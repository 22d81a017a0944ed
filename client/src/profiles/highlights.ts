import { blockById, rangeOf, rangesIn } from './positions';
import { density, densities, segmentsOf } from './segments';
import type { Segment, Span } from './segments';

/** Words of one block to mark; `settled`: every comment on them has its decision. */
export type MarkedSpan = Span & { readonly settled: boolean };
export type MarkedBlocks = ReadonlyMap<string, readonly MarkedSpan[]>;
export type WordsAt = {
  readonly blockId: string;
  readonly start: number;
  readonly end: number;
  /** The comment they belong to. */
  readonly key?: string;
};

/** Painting ranges leaves the page's elements alone, so neither a selection nor a screen reader is disturbed. */
export const paintsRanges: boolean = typeof CSS !== 'undefined' && 'highlights' in CSS;

const names = ['settled', ...Array.from({ length: densities }, (_, index) => `density-${index + 1}`)];

/** Marks the words of all comments under `root`; returns how to take the marks away. */
export function paintComments(root: ParentNode, marked: MarkedBlocks): () => void {
  // Static: thousands of ranges that follow each keystroke would hold the page up, and it is painted anew anyway.
  const ranges = new Map<string, StaticRange[]>(names.map((name) => [name, []]));
  for (const [blockId, spans] of marked) {
    const block = blockById(root, blockId);
    if (!block) continue;
    const rangeAt = rangesIn(block);
    const settled = new Set(spans.filter((span) => span.settled).map(({ key }) => key));
    for (const segment of segmentsOf(spans)) {
      const range = rangeAt(segment.start, segment.end);
      if (range) ranges.get(nameOf(segment, settled))?.push(new StaticRange(range));
    }
  }
  for (const [name, list] of ranges) CSS.highlights.set(`concord-${name}`, new Highlight(...list));
  return () => names.forEach((name) => CSS.highlights.delete(`concord-${name}`));
}

function nameOf(segment: Segment, settled: ReadonlySet<string>): string {
  return segment.keys.every((key) => settled.has(key)) ? 'settled' : `density-${density(segment)}`;
}

/** Lights words above all other marks: those of the note at hand, or those that somebody is choosing. */
export function light(root: ParentNode, name: 'lit' | 'picked', words: WordsAt | null): () => void {
  const block = words && blockById(root, words.blockId);
  if (!block) return () => {};
  if (!paintsRanges) return lightElements(block, words.key);
  const range = rangeOf(block, words.start, words.end);
  if (!range) return () => {};
  const highlight = new Highlight(range);
  highlight.priority = 10;
  CSS.highlights.set(`concord-${name}`, highlight);
  return () => CSS.highlights.delete(`concord-${name}`);
}

function lightElements(block: HTMLElement, key: string | undefined): () => void {
  const marks = key === undefined ? [] : [...block.querySelectorAll(`[data-comments~="${CSS.escape(key)}"]`)];
  marks.forEach((mark) => mark.setAttribute('data-lit', ''));
  return () => marks.forEach((mark) => mark.removeAttribute('data-lit'));
}

/** The same marks as stretches for `DocumentView`, for browsers that cannot paint ranges. */
export function segmentsByBlock(marked: MarkedBlocks): ReadonlyMap<string, readonly Segment[]> {
  return new Map([...marked].map(([blockId, spans]) => [blockId, segmentsOf(spans)]));
}
