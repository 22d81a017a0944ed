import {
  placeIn,
  read,
  wasWrittenBefore,
  type Block,
  type Reading,
  type StateVector,
} from '@concord/document';
import type * as Y from 'yjs';
import { CONTEXT, cutsCharacter, isWholeBlock } from './describe.js';
import { findQuote, occurrences, type Match } from './find-quote.js';
import type { PinnedTarget, Resolution } from './model.js';
import { relativePosition, stateVector } from './pin.js';

/** Where the words of a target are now. Never throws; never claims other words to be the quoted ones. */
export function resolve(target: PinnedTarget, doc: Y.Doc): Resolution {
  return resolveIn(target, read(doc));
}

/** The same for many targets, reading the document once. */
export function resolveAll(targets: readonly PinnedTarget[], doc: Y.Doc): Resolution[] {
  const reading = read(doc);
  return targets.map((target) => resolveIn(target, reading));
}

function resolveIn(target: PinnedTarget, reading: Reading): Resolution {
  if (target.quote.exact === '') return emptyBlock(target, reading);
  const remains = remainsOf(target, reading);
  const found =
    remains && wordsAt(remains) === target.quote.exact
      ? homeOf(remains, target, reading)
      : (completed(remains, target) ?? reinserted(target, reading));
  if (found) return stands(found, target);
  const rest =
    remains && !belongsToContext(remains, target)
      ? remains
      : (replaced(target, reading) ?? wholeBlock(target, reading));
  return rest ? { status: 'text_changed', ...described(rest) } : ORPHANED;
}

const ORPHANED: Resolution = { status: 'orphaned', blockId: null, start: null, end: null, words: null };

type Range = { readonly block: Block; readonly start: number; readonly end: number };

function wordsAt({ block, start, end }: Range): string {
  return block.text.slice(start, end);
}

function described(range: Range): Omit<Resolution, 'status'> {
  return { blockId: range.block.id, start: range.start, end: range.end, words: wordsAt(range) };
}

function stands(range: Range, target: PinnedTarget): Resolution {
  const same = range.block.id === target.blockId && range.start === target.position.start;
  return { status: same ? 'exact' : 'moved', ...described(range) };
}

/** What is left between the two positions: null when nothing is. */
function remainsOf(target: PinnedTarget, reading: Reading): Range | null {
  const first = placeOf(target.relative.start, reading);
  const last = placeOf(target.relative.end, reading);
  if (first && last && first.block === last.block) return rangeOf(first.block, first.offset, last.offset);
  const { exact } = target.quote;
  if (first) {
    // The end is elsewhere or gone: what still reads like the beginning is left.
    const length = last
      ? first.block.text.length - first.offset
      : sharedStart(first.block.text.slice(first.offset), exact);
    const range = rangeOf(first.block, first.offset, first.offset + length);
    if (range) return range;
  }
  if (last) {
    const length = first ? last.offset : sharedEnd(last.block.text.slice(0, last.offset), exact);
    return rangeOf(last.block, last.offset - length, last.offset);
  }
  return null;
}

function placeOf(encoded: string, reading: Reading): { block: Block; offset: number } | null {
  const position = relativePosition(encoded);
  const place = position && placeIn(reading, position);
  const block = place && reading.block(place.blockId);
  return block ? { block, offset: place.offset } : null;
}

/** Whole characters only; null when empty. */
function rangeOf(block: Block, from: number, to: number): Range | null {
  const start = cutsCharacter(block.text, from) ? from - 1 : from;
  const end = cutsCharacter(block.text, to) ? to + 1 : to;
  return start < end ? { block, start, end } : null;
}

function sharedStart(some: string, other: string): number {
  let length = 0;
  while (length < Math.min(some.length, other.length) && some[length] === other[length]) length += 1;
  return length;
}

function sharedEnd(some: string, other: string): number {
  let length = 0;
  while (length < Math.min(some.length, other.length) && some.at(-1 - length) === other.at(-1 - length))
    length += 1;
  return length;
}

/**
 * The words themselves stand at the position. An editor that swaps two blocks may rewrite one into the other and let
 * common letters stay: then these stand in the wrong block, and the block they were quoted from has them anew.
 */
function homeOf(remains: Range, target: PinnedTarget, reading: Reading): Range {
  const home = reading.block(target.blockId);
  if (!home || remains.block === home) return remains;
  const matches = findQuote(reading.blocks, target).filter((match) => match.sameContext);
  if (matches.some((match) => match.blockId === remains.block.id && match.start === remains.start))
    return remains;
  const [own, ...others] = matches.filter((match) => match.blockId === home.id);
  return own && others.length === 0 ? { block: home, start: own.start, end: own.end } : remains;
}

/**
 * An editor that compares texts to find what was deleted may take a letter of the quote for the same letter beside it
 * ("two three" without "two " is "t" + "hree"). Then most of the quote is left and the missing letters stand next to it.
 */
function completed(remains: Range | null, { quote: { exact } }: PinnedTarget): Range | null {
  if (!remains || (remains.end - remains.start) * 2 < exact.length) return null;
  const { block, start, end } = remains;
  const at = occurrences(block.text, exact).find(
    (first) =>
      (first === start && first + exact.length >= end) || (first + exact.length === end && first <= start),
  );
  return at === undefined ? null : { block, start: at, end: at + exact.length };
}

/**
 * The same words in the same context, written anew: an editor moves, splits and joins blocks by deleting and
 * inserting. Words that were there all along are a twin, not the quoted ones.
 */
function reinserted(target: PinnedTarget, reading: Reading): Range | null {
  const seen = stateVector(target.relative.seen);
  const matches = findQuote(reading.blocks, target).filter((match) => isNew(match, reading, seen));
  const own = matches.filter((match) => match.blockId === target.blockId);
  const [match, ...others] = own.length === 1 ? own : matches;
  const block = match && others.length === 0 ? reading.block(match.blockId) : undefined;
  return block && match ? { block, start: match.start, end: match.end } : null;
}

function isNew(match: Match, reading: Reading, seen: StateVector | null): boolean {
  const block = reading.block(match.blockId);
  return !block || !seen || !wasWrittenBefore(block, match.start, match.end, seen);
}

/**
 * What remains may only look like the beginning or the end of the quote: when all of it was deleted, an editor that
 * compares texts keeps a letter of it for the same letter of what stood beside it. Then the text from here on reads
 * as the text beside the quote did.
 */
function belongsToContext(remains: Range, { quote }: PinnedTarget): boolean {
  const { block, start, end } = remains;
  const after = squeezed(block.text.slice(start));
  const before = squeezed(block.text.slice(0, end));
  const length = squeezed(wordsAt(remains)).length;
  const suffix = squeezed(quote.suffix);
  const prefix = squeezed(quote.prefix);
  return (
    (suffix.length > length && after.startsWith(suffix) && quote.exact.length > end - start) ||
    (prefix.length > length && before.endsWith(prefix) && quote.exact.length > end - start)
  );
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, '');
}

/**
 * All the words were replaced by others, which an editor puts beside the remains, not among them: what now stands
 * between the unchanged surroundings, where the words were.
 */
function replaced(target: PinnedTarget, reading: Reading): Range | null {
  const place = placeOf(target.relative.start, reading) ?? placeOf(target.relative.end, reading);
  const { prefix, suffix } = target.quote;
  if (!place || prefix.length + suffix.length < CONTEXT / 2) return null;
  const { block, offset } = place;
  const before = block.text.slice(0, offset);
  const after = block.text.slice(offset);
  // A context that reached the border of its block has to reach it still.
  const from =
    prefix.length < CONTEXT - 1 ? (before.startsWith(prefix) ? 0 : -1) : before.lastIndexOf(prefix);
  const to =
    suffix.length < CONTEXT - 1
      ? after.endsWith(suffix)
        ? after.length - suffix.length
        : -1
      : after.indexOf(suffix);
  return from < 0 || to < 0 ? null : rangeOf(block, from + prefix.length, offset + to);
}

/** Who pointed at a block as a whole still does when all its words are others. */
function wholeBlock(target: PinnedTarget, reading: Reading): Range | null {
  const block = isWholeBlock(target) ? reading.block(target.blockId) : undefined;
  return block ? rangeOf(block, 0, block.text.length) : null;
}

/** A block without words is its id. */
function emptyBlock(target: PinnedTarget, reading: Reading): Resolution {
  const block = reading.block(target.blockId);
  if (!block) return ORPHANED;
  const range = { block, start: 0, end: block.text.length };
  return { status: block.text === '' ? 'exact' : 'text_changed', ...described(range) };
}
