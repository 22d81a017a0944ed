/** A note of the margin: where its words stand, and how tall it is; pixels from the top of the margin. */
export type Note = { readonly key: string; readonly wanted: number; readonly height: number };

/**
 * Where each note goes: never overlapping, in the given order (that of the text), as near to its words as the
 * others allow; the pinned note (the open one) exactly beside its words, as far as what stands above it fits.
 * Displacement is shared fairly (least squares), so a crowd spreads up and down around its paragraph.
 */
export function stackNotes(
  notes: readonly Note[],
  { gap, pinned }: { readonly gap: number; readonly pinned?: string | null },
): Map<string, number> {
  const index = pinned ? notes.findIndex((note) => note.key === pinned) : -1;
  const open = notes[index];
  if (!open) return new Map(spread(notes, gap, 0, Infinity));
  const above = notes.slice(0, index);
  const top = Math.max(open.wanted, totalHeight(above, gap));
  return new Map([
    ...spread(above, gap, 0, top),
    [open.key, top] as const,
    ...spread(notes.slice(index + 1), gap, top + open.height + gap, Infinity),
  ]);
}

function totalHeight(notes: readonly Note[], gap: number): number {
  return notes.reduce((sum, note) => sum + note.height + gap, 0);
}

/**
 * Isotonic regression: taking off what stands above each note turns "no overlap" into "not decreasing"; adjacent
 * notes that violate it are pooled at their mean. Clamping the result to bounds keeps it optimal.
 */
function spread(notes: readonly Note[], gap: number, from: number, to: number): [string, number][] {
  let filled = 0;
  const offsets = notes.map((note) => {
    const offset = filled;
    filled += note.height + gap;
    return offset;
  });
  const pools: { sum: number; count: number }[] = [];
  notes.forEach((note, index) => {
    pools.push({ sum: note.wanted - (offsets[index] ?? 0), count: 1 });
    for (;;) {
      const last = pools.at(-1);
      const before = pools.at(-2);
      if (!last || !before || before.sum / before.count <= last.sum / last.count) return;
      pools.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  });
  const highest = Math.max(from, to - filled);
  const placed = pools.flatMap(({ sum, count }) =>
    Array.from({ length: count }, () => Math.min(Math.max(sum / count, from), highest)),
  );
  return notes.map((note, index) => [note.key, Math.round((placed[index] ?? 0) + (offsets[index] ?? 0))]);
}
