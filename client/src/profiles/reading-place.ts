import { blockById, blockIdOf } from './positions';

/** What a person has in view: the block at the reading line, and where the line crosses it. */
export type ReadingPlace = {
  readonly blockId: string;
  /** Pixels from the reading line down to the block's top, when the block begins below the line; else 0. */
  readonly below: number;
  /** How much of the block has passed the line, 0…1. */
  readonly passed: number;
};

/** The block that a reader looks at: the first one that is not wholly above `line` (pixels from the window's top). */
export function placeAt(root: ParentNode, line: number): ReadingPlace | null {
  for (const block of root.querySelectorAll<HTMLElement>('[data-block]')) {
    const { top, bottom, height } = block.getBoundingClientRect();
    if (bottom > line) {
      const passed = height > 0 ? Math.max(0, line - top) / height : 0;
      return { blockId: blockIdOf(block), below: Math.max(0, top - line), passed };
    }
  }
  return null;
}

/** How far to scroll so that the place is where it was, whatever happened to the text around it. */
export function driftOf(root: ParentNode, place: ReadingPlace, line: number): number {
  const block = blockById(root, place.blockId);
  if (!block) return 0;
  const { top, height } = block.getBoundingClientRect();
  return top - line - place.below + place.passed * height;
}
