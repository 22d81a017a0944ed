import { placeIn, positionIn, read } from '@concord/document';
import * as Y from 'yjs';
import { textOf } from './base64.js';
import { CONTEXT } from './describe.js';
import type { PinnedTarget } from './model.js';
import { pin, relativePosition } from './pin.js';
import { resolve } from './resolve.js';

/** Where words stand; `start` equals `end` for a place between two letters. */
export type FoundPlace = {
  readonly blockId: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
};

/**
 * Like `pin`, for what was just written: also for the place between two letters that is left where words were deleted.
 * Throws `RangeError` when there is no such block or range.
 */
export function mark(doc: Y.Doc, blockId: string, start: number, end: number): PinnedTarget {
  if (start < end) return pin(doc, blockId, start, end);
  const reading = read(doc);
  const block = reading.block(blockId);
  // The first position stays with the letter before the place, the second with the one after: what is typed in between
  // makes a range of words, and that is no longer the place that was left.
  const before = positionIn(reading, blockId, start, -1);
  const after = positionIn(reading, blockId, end, 0);
  if (!block || !before || !after || start !== end)
    throw new RangeError(`no place from ${start} to ${end} in block ${blockId}`);
  return {
    blockId,
    quote: {
      exact: '',
      prefix: block.text.slice(Math.max(0, start - CONTEXT), start),
      suffix: block.text.slice(start, start + CONTEXT),
    },
    position: { start, end },
    relative: {
      start: textOf(Y.encodeRelativePosition(before)),
      end: textOf(Y.encodeRelativePosition(after)),
      seen: textOf(Y.encodeStateVector(doc)),
    },
  };
}

/** Where exactly these words are now, or the place between the same two letters; null when they have changed. */
export function find(target: PinnedTarget, doc: Y.Doc): FoundPlace | null {
  if (target.quote.exact !== '') {
    const { status, blockId, start, end, words } = resolve(target, doc);
    const stands = status === 'exact' || status === 'moved';
    return stands && blockId !== null && start !== null && end !== null && words !== null
      ? { blockId, start, end, words }
      : null;
  }
  const reading = read(doc);
  const [before, after] = [target.relative.start, target.relative.end].map((text) => {
    const position = relativePosition(text);
    return position && placeIn(reading, position);
  });
  if (!before || !after || before.blockId !== after.blockId || before.offset !== after.offset) return null;
  return { blockId: before.blockId, start: before.offset, end: before.offset, words: '' };
}
