import * as Y from 'yjs';
import { parentOf, read, type Block, type Reading, type Run, type YType } from './reading.js';

/** A place in the text of a block; `offset` in UTF-16 units. */
export type Place = { readonly blockId: string; readonly offset: number };

/**
 * The Yjs position of an offset in a block's text. With `assoc` 0 it stays with the character after it, with -1 with
 * the character before it: a range from (start, 0) to (end, -1) does not grow when somebody types at its edges.
 * Null when there is no such block or offset.
 */
export function yPositionAt(
  doc: Y.Doc,
  blockId: string,
  offset: number,
  assoc: 0 | -1,
): Y.RelativePosition | null {
  return positionIn(read(doc), blockId, offset, assoc);
}

/** Where a Yjs position is in the text of its block; null when that place is gone. */
export function offsetOf(doc: Y.Doc, position: Y.RelativePosition): Place | null {
  return placeIn(read(doc), position);
}

export function positionIn(
  reading: Reading,
  blockId: string,
  offset: number,
  assoc: 0 | -1,
): Y.RelativePosition | null {
  const block = reading.block(blockId);
  if (!block || !Number.isInteger(offset) || offset < 0 || offset > block.text.length) return null;
  return assoc === 0 ? beforeCharacter(block, offset) : afterCharacter(block, offset);
}

function beforeCharacter(block: Block, offset: number): Y.RelativePosition {
  const run = runAt(block, offset);
  if (run) return at(run.within, run.index + offset - run.start, 0);
  const last = block.runs.at(-1);
  if (!last) return at(block.element, 0, 0);
  if (last.kind === 'separator') return at(last.child, 0, 0);
  return at(last.within, last.index + last.text.length, 0);
}

function afterCharacter(block: Block, offset: number): Y.RelativePosition {
  const run = runAt(block, offset - 1);
  if (run?.kind === 'separator') return at(run.child, 0, -1);
  if (run) return at(run.within, run.index + offset - run.start, -1);
  const first = block.runs[0];
  return at(first?.kind === 'words' ? first.within : block.element, 0, -1);
}

function runAt(block: Block, offset: number): Run | undefined {
  return block.runs.find((run) => run.start <= offset && offset < run.start + run.text.length);
}

function at(type: Y.XmlText | Y.XmlElement, index: number, assoc: 0 | -1): Y.RelativePosition {
  return Y.createRelativePositionFromTypeIndex(type, index, assoc);
}

export function placeIn(reading: Reading, position: Y.RelativePosition): Place | null {
  // Not following undone deletions: only the machine that undid knows of them, and all must answer alike.
  const absolute = Y.createAbsolutePositionFromRelativePosition(position, reading.doc, false);
  if (absolute === null) return null;
  const block = reading.blockAround(absolute.type);
  if (!block) return null;
  const offset = offsetIn(block, absolute.type, absolute.index);
  return offset === null ? null : { blockId: block.id, offset };
}

function offsetIn(block: Block, type: YType, index: number): number | null {
  if (type instanceof Y.XmlText) {
    const runs = block.runs.filter((run) => run.within === type);
    const run = runs.findLast((candidate) => candidate.index <= index) ?? runs[0];
    if (run) return run.start + Math.min(Math.max(index - run.index, 0), run.text.length);
    // A text without words: its place is that of the text among its neighbours.
    const parent = parentOf(type);
    return parent instanceof Y.XmlElement ? offsetIn(block, parent, parent.toArray().indexOf(type)) : null;
  }
  const edge = block.edges.find((candidate) => candidate.within === type && candidate.index >= index);
  return edge?.offset ?? null;
}

/** Yjs client → how many units of that client had been written. */
export type StateVector = ReadonlyMap<number, number>;

/**
 * Whether every character of the range had been written when `seen` was taken. Separators in a table count with
 * the row, cell or paragraph they stand before.
 */
export function wasWrittenBefore(block: Block, start: number, end: number, seen: StateVector): boolean {
  return block.runs
    .filter((run) => run.start < end && run.start + run.text.length > start)
    .every((run) => {
      const from = run.index + Math.max(start - run.start, 0);
      const to = run.index + Math.min(end - run.start, run.text.length);
      return itemsWrittenBefore(run.within, from, to, seen);
    });
}

function itemsWrittenBefore(type: YType, from: number, to: number, seen: StateVector): boolean {
  let index = 0;
  for (let item = type._start; item !== null && index < to; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const last = Math.min(to - index, item.length);
    if (index + item.length > from && item.id.clock + last > (seen.get(item.id.client) ?? 0)) return false;
    index += item.length;
  }
  return true;
}
