/** Beyond so many notes only those near what is in view are on the page. */
export const MANY = 150;

/** What is in view, in pixels of the margin, with as much again above and below; in steps, so that scrolling is calm. */
export type View = { readonly from: number; readonly to: number };

const STEP = 200;
const AROUND = 800;

export const viewOf = (top: number, height: number): View => ({
  from: Math.floor((top - AROUND) / STEP) * STEP,
  to: Math.ceil((top + height + AROUND) / STEP) * STEP,
});

/** How many on each side of a note that is kept, so that Tab and `n` find a next one. */
const NEIGHBOURS = 3;

/** On the first look, before anything has its place. */
const FIRST = 40;

/**
 * Which of the notes are on the page: those in view, and wherever they are those that are `kept` (open, lit, with focus)
 * with their neighbours. In the order of the text; all of them where there are few.
 */
export function notesInView(
  keys: readonly string[],
  tops: ReadonlyMap<string, number>,
  view: View,
  kept: readonly (string | null)[],
): ReadonlySet<number> {
  if (keys.length <= MANY) return new Set(keys.keys());
  const shown = new Set<number>();
  keys.forEach((key, index) => {
    const top = tops.get(key);
    if (top === undefined ? tops.size === 0 && index < FIRST : top >= view.from && top <= view.to)
      shown.add(index);
    if (!kept.includes(key)) return;
    for (let near = index - NEIGHBOURS; near <= index + NEIGHBOURS; near += 1)
      if (near >= 0 && near < keys.length) shown.add(near);
  });
  return shown;
}
