import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { blockById, blockIdOf, rangeOf, renderedText } from './positions';
import { pickWords } from './word-picking';
import type { PickStep, WordRange } from './word-picking';

type BlockKeys = {
  readonly language: string;
  readonly onEnter: (blockId: string) => void;
  /** Words were chosen by keyboard: to be said aloud. */
  readonly onPicked: (words: string) => void;
};

const steps: Readonly<Record<string, PickStep>> = {
  'Shift+ArrowRight': 'longer',
  'Shift+ArrowLeft': 'shorter',
  'Shift+Alt+ArrowRight': 'later',
  'Shift+Alt+ArrowLeft': 'earlier',
};

/**
 * The text by keyboard: one stop in the Tab order, arrows from block to block, Shift with arrows chooses words of the
 * focused block (as an ordinary selection, so that everything else treats it as one).
 */
export function useBlockKeys(root: RefObject<HTMLElement | null>, text: unknown, keys: BlockKeys): void {
  const latest = useRef(keys);
  const current = useRef<string | null>(null);
  useEffect(() => {
    latest.current = keys;
  });

  useLayoutEffect(() => {
    if (root.current) makeStop(root.current, current.current);
  }, [root, text]);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let range: WordRange | null = null;
    const focus = (event: FocusEvent) => {
      if (!isBlock(event.target)) return;
      range = null;
      current.current = blockIdOf(event.target);
      makeStop(element, current.current);
    };
    const press = (event: KeyboardEvent) => {
      if (!isBlock(event.target) || event.ctrlKey || event.metaKey) return;
      const block = event.target;
      const step = steps[`${event.shiftKey ? 'Shift+' : ''}${event.altKey ? 'Alt+' : ''}${event.key}`];
      if (step) {
        event.preventDefault();
        range = pickWords(renderedText(block), latest.current.language, range, step);
        const words = range && rangeOf(block, range.start, range.end);
        if (!words) return;
        document
          .getSelection()
          ?.setBaseAndExtent(words.startContainer, words.startOffset, words.endContainer, words.endOffset);
        latest.current.onPicked(words.toString());
      } else if (!event.shiftKey && !event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        const next = neighbour(element, block, event.key === 'ArrowDown' ? 1 : -1);
        if (!next) return;
        event.preventDefault();
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'Enter') {
        latest.current.onEnter(blockIdOf(block));
      }
    };
    element.addEventListener('focusin', focus);
    element.addEventListener('keydown', press);
    return () => {
      element.removeEventListener('focusin', focus);
      element.removeEventListener('keydown', press);
    };
  }, [root, text]);
}

function isBlock(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.hasAttribute('data-block');
}

/** The wished block, or the first one, takes part in the Tab order; the others are reached from it. */
function makeStop(root: HTMLElement, blockId: string | null): void {
  root.querySelectorAll<HTMLElement>('[data-block][tabindex="0"]').forEach((block) => (block.tabIndex = -1));
  const stop =
    (blockId !== null && blockById(root, blockId)) || root.querySelector<HTMLElement>('[data-block]');
  if (stop) stop.tabIndex = 0;
}

function neighbour(root: HTMLElement, block: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const blocks = [...root.querySelectorAll<HTMLElement>('[data-block]')];
  return blocks[blocks.indexOf(block) + step];
}
