import type { BlockText } from '@concord/document/model';
import { cutsCharacter } from './describe.js';
import type { Selectors } from './model.js';

export type Suggestion = {
  readonly blockId: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
  /** 1: the same words; 0: nothing in common. */
  readonly likeness: number;
};

/** Quotes are compared up to here: the time grows with quote × text. */
const LONGEST = 400;
const LEAST_LIKENESS = 0.6;
const MOST = 5;

/**
 * Places that read like the quote, the likeliest first, at most one per block and five in all. Only ever shown to a
 * person to choose from: likeness proves nothing.
 */
export function suggest(blocks: readonly BlockText[], selectors: Selectors): Suggestion[] {
  const words = selectors.quote.exact.slice(0, LONGEST);
  if (words.trim() === '') return [];
  return blocks
    .flatMap((block) => {
      const best = likest(block.text, words);
      return best.likeness < LEAST_LIKENESS ? [] : [suggestion(block, best)];
    })
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, MOST);
}

type Stretch = { readonly start: number; readonly end: number; readonly likeness: number };

function suggestion(block: BlockText, { start, end, likeness }: Stretch): Suggestion {
  const from = cutsCharacter(block.text, start) ? start - 1 : start;
  const to = cutsCharacter(block.text, end) ? end + 1 : end;
  return { blockId: block.id, start: from, end: to, words: block.text.slice(from, to), likeness };
}

/** The stretch of the text with the fewest letters to change, add or take away (Sellers). */
function likest(text: string, words: string): Stretch {
  const size = words.length;
  let costs = Array.from({ length: size + 1 }, (_, index) => index);
  let starts = Array.from({ length: size + 1 }, () => 0);
  let best = { start: 0, end: 0, cost: size };
  for (let at = 1; at <= text.length; at += 1) {
    const nextCosts = [0];
    const nextStarts = [at];
    for (let nth = 1; nth <= size; nth += 1) {
      const changed = (costs[nth - 1] ?? 0) + (words[nth - 1] === text[at - 1] ? 0 : 1);
      const added = (costs[nth] ?? 0) + 1;
      const missing = (nextCosts[nth - 1] ?? 0) + 1;
      const cost = Math.min(changed, added, missing);
      nextCosts.push(cost);
      const from = cost === changed ? starts[nth - 1] : cost === added ? starts[nth] : nextStarts[nth - 1];
      nextStarts.push(from ?? 0);
    }
    costs = nextCosts;
    starts = nextStarts;
    const cost = costs[size] ?? size;
    if (cost < best.cost) best = { start: starts[size] ?? 0, end: at, cost };
  }
  return { start: best.start, end: best.end, likeness: 1 - best.cost / size };
}
