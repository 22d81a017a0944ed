/** What a comment covers of a block's text; `start..end` are UTF-16 offsets, never empty. */
export type Span = { readonly key: string; readonly start: number; readonly end: number };

/** A stretch of text covered by the same spans throughout. */
export type Segment = { readonly start: number; readonly end: number; readonly keys: readonly string[] };

/** How many levels of density are told apart: 1, 2, and 3 or more comments on the same words. */
export const densities = 3;

/** Cuts overlapping spans into stretches that do not overlap, in text order; each names the spans over it. */
export function segmentsOf(spans: readonly Span[]): Segment[] {
  const usable = spans.filter((span) => span.end > span.start);
  const borders = [...new Set(usable.flatMap((span) => [span.start, span.end]))].toSorted((a, b) => a - b);
  return borders.flatMap((start, index) => {
    const end = borders[index + 1];
    if (end === undefined) return [];
    const keys = usable.filter((span) => span.start <= start && span.end >= end).map((span) => span.key);
    return keys.length > 0 ? [{ start, end, keys }] : [];
  });
}

export function density(segment: Segment): number {
  return Math.min(segment.keys.length, densities);
}

/** The spans over one offset, the shortest first: a tap on nested quotes means the innermost. */
export function spansAt(spans: readonly Span[], offset: number): Span[] {
  return spans
    .filter((span) => span.start <= offset && offset < span.end)
    .toSorted((a, b) => a.end - a.start - (b.end - b.start));
}
