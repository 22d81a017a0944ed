import type { BlockText } from '@concord/document/model';
import { CONTEXT, cutsCharacter } from './describe.js';
import type { Selectors } from './model.js';

export type Match = {
  readonly blockId: string;
  readonly start: number;
  readonly end: number;
  /** Both sides are as they were, be it across the border of a block that was split. */
  readonly sameContext: boolean;
};

/**
 * Every place where the exact words stand in their context, in the order of the blocks. White space does not count in
 * the context. Where a block was cut beside the words, the context has to agree up to the cut. Words without enough
 * around them to tell them from other such words are not found: "9/2017" alone proves nothing.
 */
export function findQuote(blocks: readonly BlockText[], selectors: Selectors): Match[] {
  const { exact } = selectors.quote;
  if (exact === '') return [];
  return blocks.flatMap((block, nth) =>
    occurrences(block.text, exact).flatMap((start) => {
      const end = start + exact.length;
      const agreement = agreementAt(blocks, nth, start, end, selectors);
      return agreement === null ? [] : [{ blockId: block.id, start, end, sameContext: agreement === 'same' }];
    }),
  );
}

/** Where `words` stand in `text`, overlapping ones too, whole characters only. */
export function occurrences(text: string, words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!cutsCharacter(text, at) && !cutsCharacter(text, at + words.length)) found.push(at);
  }
  return found;
}

/** How many letters, the quote's own counted, must agree where one side is not as it was. */
const CONVINCING = 32;

/** How long a quote must be to be known by itself, where neither side is. */
const ALONE = 80;

function agreementAt(
  blocks: readonly BlockText[],
  nth: number,
  start: number,
  end: number,
  { quote }: Selectors,
): 'same' | 'cut' | null {
  const text = blocks[nth]?.text ?? '';
  const left = compareSide({
    stored: backwards(letters(quote.prefix)),
    toBorder: quote.prefix.length < CONTEXT - 1,
    here: backwards(letters(text.slice(0, start))),
    beyond: backwards(lettersAround(blocks, nth, -1)),
  });
  const right = compareSide({
    stored: letters(quote.suffix),
    toBorder: quote.suffix.length < CONTEXT - 1,
    here: letters(text.slice(end)),
    beyond: lettersAround(blocks, nth, 1),
  });
  if (!left || !right) return null;
  if (left.same && right.same) return 'same';
  const own = letters(quote.exact).length;
  const enough = left.same || right.same ? own + left.agreeing + right.agreeing >= CONVINCING : own >= ALONE;
  return enough ? 'cut' : null;
}

/** Letters read away from the words. */
type Surroundings = {
  readonly stored: string;
  /** The stored context reaches to the border of its block: then the border is context too. */
  readonly toBorder: boolean;
  /** Up to the border of the block. */
  readonly here: string;
  /** On the other side of the border. */
  readonly beyond: string;
};

/** Null when the surroundings disagree. */
function compareSide({ stored, toBorder, here, beyond }: Surroundings): Side | null {
  if (here.startsWith(stored)) return { same: !toBorder || here === stored, agreeing: stored.length };
  if (!stored.startsWith(here)) return null;
  return { same: (here + beyond).startsWith(stored), agreeing: here.length };
}

type Side = { readonly same: boolean; readonly agreeing: number };

/** The letters next to a block, in the blocks before or after it. */
function lettersAround(blocks: readonly BlockText[], nth: number, step: 1 | -1): string {
  let found = '';
  for (let at = nth + step; at in blocks && found.length < CONTEXT; at += step) {
    const more = letters(blocks[at]?.text ?? '');
    found = step === 1 ? found + more : more + found;
  }
  return found;
}

function letters(text: string): string {
  return text.replace(/\s+/gu, '');
}

/** By units: only ever compared with another text turned the same way. */
function backwards(text: string): string {
  return text.split('').toReversed().join('');
}
