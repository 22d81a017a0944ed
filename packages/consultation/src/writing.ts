/** How wordings are written into the text of a block: what goes, what comes, and the text that results. */
import { minimal, overlap } from './operations.js';

type Stretch = { readonly start: number; readonly end: number };

/** The text of a block, and the stretches of it that hold its words; null = all of it. */
export type WritableText = { readonly text: string; readonly hosts: readonly Stretch[] | null };

/** Words of a block and what is to stand in their place; '' = nothing. */
export type Rewording = Stretch & { readonly wording: string };

/**
 * [PO2][PO14] What each wording of one stroke takes the place of, in the order of the text. Quotes that overlap are cut to
 * what they change. Whoever leaves nothing takes a space along, where nothing else of the stroke is written.
 */
export function placed<R extends Rewording>(block: WritableText, rewordings: readonly R[]): R[] {
  const { text } = block;
  const cut = collide(rewordings);
  const ordered = rewordings
    .map((one) => ({ one: cut ? least(text, one) : one, leavesNothing: one.wording === '' }))
    .toSorted((a, b) => a.one.start - b.one.start || a.one.end - b.one.end);
  const done: R[] = [];
  for (const [index, { one, leavesNothing }] of ordered.entries()) {
    const space = leavesNothing ? spaceBeside(block, one, done) : null;
    const others = [...done, ...ordered.slice(index + 1).map((later) => later.one)];
    const free = space && !others.some((other) => overlap(other, space));
    done.push(
      free ? { ...one, start: Math.min(one.start, space.start), end: Math.max(one.end, space.end) } : one,
    );
  }
  return done;
}

/** The text with these wordings in it, as a decision writes it. */
export const textWith = (block: WritableText, rewordings: readonly Rewording[]): string =>
  written(block.text, placed(block, rewordings), whole(block.text));

const whole = (text: string): Stretch => ({ start: 0, end: text.length });

/** A part of the text with changes in it, which are in the order of the text and apart from each other. */
function written(text: string, changes: readonly Rewording[], { start, end }: Stretch): string {
  const inside = changes.filter((change) => start <= change.start && change.end <= end);
  return inside.reduceRight(
    (now, change) => now.slice(0, change.start - start) + change.wording + now.slice(change.end - start),
    text.slice(start, end),
  );
}

/**
 * [PO14] The space that goes with words that leave nothing, where it would be left over: the one before them if nothing, a
 * space or what closes follows; else the one after if they begin a line or what opens stands before.
 */
function spaceBeside(
  { text, hosts }: WritableText,
  { start, end }: Stretch,
  done: readonly Rewording[],
): Stretch | null {
  const host = (hosts ?? [whole(text)]).find((one) => one.start <= start && end <= one.end);
  if (!host || start >= end) return null;
  // What is before them by then: of two words that go side by side, the second follows what the first followed.
  const lead = written(text, done, { start: host.start, end: start });
  const trail = text.slice(end, host.end);
  if (ENDS_WITH_SPACE.test(lead) && CLOSES.test(trail)) return { start: start - 1, end: start };
  return BEGINS_WITH_SPACE.test(trail) && OPENS.test(lead) ? { start: end, end: end + 1 } : null;
}

// No-break spaces are spaces; a tab is the border of a cell, and a line feed ends a line.
const ENDS_WITH_SPACE = /\p{Zs}$/u;
const BEGINS_WITH_SPACE = /^\p{Zs}/u;
// A mark that closes in one language opens in another: then the letters on its other side tell.
const CLOSES = /^(?:$|[\p{Zs}\n.,;:!?…)\]}»”’›]|["'“‘`](?![\p{L}\p{N}]))/u;
const OPENS = /(?:^|[\n([{«„‚‹]|(?:^|[^\p{L}\p{N}])["'“‘`])$/u;

const collide = (rewordings: readonly Stretch[]): boolean =>
  rewordings.some((one, index) => rewordings.slice(index + 1).some((other) => overlap(one, other)));

/** The change on the fewest words. */
function least<R extends Rewording>(text: string, one: R): R {
  const { start, end, wording } = one;
  const original = text.slice(start, end);
  const { replacement, ...range } = minimal({ start, end, original, replacement: wording });
  return { ...one, start: range.start, end: range.end, wording: replacement };
}
