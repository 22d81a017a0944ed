import { positionIn, read } from '@concord/document';
import * as Y from 'yjs';
import { bytesOf, textOf } from './base64.js';
import { describe } from './describe.js';
import type { PinnedTarget } from './model.js';

/**
 * The target for the words from `start` to `end` of a block, taken from the document as it is now: for a comment, from
 * the state its author saw. Throws `RangeError` like `describe`, or when there is no such block.
 */
export function pin(doc: Y.Doc, blockId: string, start: number, end: number): PinnedTarget {
  const reading = read(doc);
  const block = reading.block(blockId);
  if (!block) throw new RangeError(`no block ${blockId}`);
  const selectors = describe(block.text, start, end);
  // The first position stays with the first word, the second with the last: typing beside them changes nothing.
  const first = positionIn(reading, blockId, start, 0);
  const last = positionIn(reading, blockId, end, -1);
  if (!first || !last) throw new RangeError(`no words from ${start} to ${end} in block ${blockId}`);
  return {
    blockId,
    ...selectors,
    relative: {
      start: textOf(Y.encodeRelativePosition(first)),
      end: textOf(Y.encodeRelativePosition(last)),
      seen: textOf(Y.encodeStateVector(doc)),
    },
  };
}

/** Null when the bytes are not a position: then only the quote is left to go by. */
export function relativePosition(text: string): Y.RelativePosition | null {
  try {
    const position = Y.decodeRelativePosition(bytesOf(text));
    return (position.item ?? position.type ?? position.tname) ? position : null;
  } catch {
    return null;
  }
}

/** Null when unknown or not readable. */
export function stateVector(text: string | undefined): Map<number, number> | null {
  if (text === undefined) return null;
  try {
    return Y.decodeStateVector(bytesOf(text));
  } catch {
    return null;
  }
}
