/** Clocks from `start` up to, not including, `end`. */
export type Range = { start: number; end: number };

/** Sorted, without overlap, neighbours merged, empty ones left out. */
export function normalise(ranges: readonly Range[]): Range[] {
  const sorted = ranges.filter((range) => range.end > range.start).sort((a, b) => a.start - b.start);
  const merged: Range[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** What is in `ranges` but not in `taken`; both normalised, so one pass is enough. */
export function subtract(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  const rest: Range[] = [];
  let next = 0;
  for (const range of ranges) {
    let { start } = range;
    for (let hole = taken[next]; hole && hole.start < range.end; hole = taken[next]) {
      if (hole.start > start) rest.push({ start, end: hole.start });
      start = Math.max(start, hole.end);
      if (hole.end > range.end) break; // it may reach into the next range
      next += 1;
    }
    if (start < range.end) rest.push({ start, end: range.end });
  }
  return rest;
}
