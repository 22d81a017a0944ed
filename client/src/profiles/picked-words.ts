import { blockAround, blockIdOf, offsetOf, OUTSIDE, renderedText } from './positions';

/** Words of one block that somebody chose to speak about. */
export type PickedWords = {
  readonly blockId: string;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  /** The selection went on into further blocks and was cut at the end of the first one. */
  readonly clipped: boolean;
};

/** What a selection means as the target of a comment: words of its first block, without white space around them. */
export function pickedIn(selection: Selection | null, root: HTMLElement): PickedWords | null {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer)) return null;
  const block = blockOfStart(range, root);
  if (!block) return null;
  const text = renderedText(block);
  const from = block.contains(range.startContainer)
    ? offsetOf(block, range.startContainer, range.startOffset)
    : 0;
  const endsInside = block.contains(range.endContainer);
  const to = endsInside ? offsetOf(block, range.endContainer, range.endOffset) : text.length;
  const picked = trimmed(block, text, from, to);
  return picked && { ...picked, clipped: !endsInside && hasWordsAfter(range, block) };
}

/** The whole block, as chosen by a tap or by the keyboard. */
export function pickBlock(block: HTMLElement): PickedWords | null {
  const text = renderedText(block);
  const picked = trimmed(block, text, 0, text.length);
  return picked && { ...picked, clipped: false };
}

/** A selection made from the end of one block (after its last word) is about the next one. */
function blockOfStart(range: Range, root: HTMLElement): HTMLElement | null {
  const blocks = [...root.querySelectorAll<HTMLElement>('[data-block]')];
  const first = blockAround(range.startContainer);
  const reached = blocks.filter((block) => range.intersectsNode(block));
  const candidates = first ? [first, ...reached.filter((block) => block !== first)] : reached;
  return (
    candidates.find((block) => {
      const text = renderedText(block);
      const from = block.contains(range.startContainer)
        ? offsetOf(block, range.startContainer, range.startOffset)
        : 0;
      const to = block.contains(range.endContainer)
        ? offsetOf(block, range.endContainer, range.endOffset)
        : text.length;
      return text.slice(from, to).trim() !== '';
    }) ?? null
  );
}

/** Whole words, without white space around them: a hand that slips by a letter does not quote half a word. */
function trimmed(block: HTMLElement, text: string, from: number, to: number) {
  const words = text.slice(from, to).trim();
  if (words === '') return null;
  let start = from + text.slice(from, to).indexOf(words);
  let end = start + words.length;
  while (start > 0 && isInsideWord(text, start)) start -= 1;
  while (end < text.length && isInsideWord(text, end)) end += 1;
  return { blockId: blockIdOf(block), start, end, exact: text.slice(start, end) };
}

const letter = /[\p{L}\p{N}\p{M}\p{Cs}]/u;

function isInsideWord(text: string, at: number): boolean {
  return letter.test(text.charAt(at - 1)) && letter.test(text.charAt(at));
}

/** A triple click ends at the start of the next block without a word of it: nothing was cut then. */
function hasWordsAfter(range: Range, block: HTMLElement): boolean {
  const rest = range.cloneRange();
  rest.setStartAfter(block);
  const fragment = rest.cloneContents();
  fragment.querySelectorAll(`[${OUTSIDE}]`).forEach((element) => element.remove());
  return (fragment.textContent ?? '').trim() !== '';
}

/** The block that has the focus, for those who work by keys. */
export function pickFocused(root: HTMLElement | null): PickedWords | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !root?.contains(focused)) return null;
  const block = focused.closest<HTMLElement>('[data-block]');
  return block && pickBlock(block);
}
