/** Beyond so many rows only those near what is in view are on the page. */
export const MANY_ROWS = 150;

/** Rows come and go by the stretch. */
export const STRETCH = 50;

/**
 * Which stretches of a list are on the page: those `near` what is in view, and wherever they are those of rows that are
 * `kept` (chosen, with focus) with the stretches beside them, so that keys find a next row. All of them where there are few.
 */
export function stretchesOnPage(
  rows: number,
  near: ReadonlySet<number>,
  kept: readonly number[],
): ReadonlySet<number> {
  const all = Array.from({ length: Math.ceil(rows / STRETCH) }, (_, stretch) => stretch);
  if (rows <= MANY_ROWS) return new Set(all);
  const wanted = kept.filter((row) => row >= 0).map((row) => Math.floor(row / STRETCH));
  return new Set(
    all.filter((stretch) => near.has(stretch) || wanted.some((one) => Math.abs(one - stretch) <= 1)),
  );
}

/** The room of a stretch that is not on the page: as it was when it left, else like the others. */
export function roomOf(stretch: number, rows: number, heights: ReadonlyMap<number, number>): number {
  const known = heights.get(stretch);
  if (known !== undefined) return known;
  const usual = heights.size === 0 ? 0 : [...heights.values()].reduce((sum, one) => sum + one) / heights.size;
  const inIt = Math.min(STRETCH, rows - stretch * STRETCH);
  return usual === 0 ? inIt * ROW : (usual / STRETCH) * inIt;
}

/** Pixels of a row, until some were measured. */
const ROW = 28;
