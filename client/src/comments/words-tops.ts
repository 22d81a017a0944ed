import { BLOCK, rangesIn } from '../profiles';
import type { MarginItem } from './margin';

type Measured = {
  /** What was there and how wide, when the tops were measured. */
  readonly text: string | null;
  readonly width: number;
  /** From the top of the block, by place in it. */
  readonly tops: Map<string, number>;
};

/**
 * How high the words of notes stand, from the top of the text. A block whose words and width are as they were is not
 * measured again: after an edit of one paragraph that is all the others.
 */
export function wordsTops(): (
  text: HTMLElement,
  items: readonly MarginItem[],
) => (item: MarginItem) => number {
  let known = new Map<string, Measured>();
  return (text, items) => {
    const origin = text.getBoundingClientRect().top;
    const elements = new Map(
      [...text.querySelectorAll<HTMLElement>(`[${BLOCK}]`)].map((block) => [
        block.getAttribute(BLOCK),
        block,
      ]),
    );
    const next = new Map<string, Measured>();
    const places = new Map<
      string,
      { top: number; within: Measured; ranges: () => ReturnType<typeof rangesIn> }
    >();
    for (const { blockId } of items) {
      const block = elements.get(blockId);
      if (!block || places.has(blockId)) continue;
      const { top, width } = block.getBoundingClientRect();
      const before = known.get(blockId);
      const same = before?.text === block.textContent && before.width === width;
      const within = same ? before : { text: block.textContent, width, tops: new Map<string, number>() };
      let ranges: ReturnType<typeof rangesIn> | null = null;
      places.set(blockId, { top: top - origin, within, ranges: () => (ranges ??= rangesIn(block)) });
      next.set(blockId, within);
    }
    known = next;
    return ({ blockId, span }) => {
      const place = places.get(blockId);
      if (!place) return 0;
      if (!span) return place.top;
      const key = `${span.start}-${span.end}`;
      let top = place.within.tops.get(key);
      if (top === undefined) {
        const words = place.ranges()(span.start, span.end)?.getClientRects()[0];
        top = words ? words.top - origin - place.top : 0;
        place.within.tops.set(key, top);
      }
      return place.top + top;
    };
  };
}
