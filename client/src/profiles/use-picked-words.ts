import { useCallback, useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { pickedIn } from './picked-words';
import type { PickedWords } from './picked-words';

/** A selection by touch has no end that one could hear: it counts once it has rested. */
const rest = 250;

export type Picking = {
  readonly picked: PickedWords | null;
  readonly pick: (words: PickedWords | null) => void;
};

/** The words that somebody has selected in the text, by mouse, touch or keyboard, once they let go. */
export function usePickedWords(root: RefObject<HTMLElement | null>): Picking {
  const [picked, setPicked] = useState<PickedWords | null>(null);

  useEffect(() => {
    let pressed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      if (!root.current) return;
      const words = pickedIn(document.getSelection(), root.current);
      if (words) setPicked((before) => (same(before, words) ? before : words));
    };
    const press = () => {
      pressed = true;
    };
    const release = () => {
      pressed = false;
      clearTimeout(timer);
      timer = setTimeout(look);
    };
    const change = () => {
      clearTimeout(timer);
      if (!pressed) timer = setTimeout(look, rest);
    };
    document.addEventListener('pointerdown', press);
    document.addEventListener('pointerup', release);
    document.addEventListener('pointercancel', release);
    document.addEventListener('selectionchange', change);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('pointerup', release);
      document.removeEventListener('pointercancel', release);
      document.removeEventListener('selectionchange', change);
    };
  }, [root]);

  const pick = useCallback((words: PickedWords | null) => {
    if (!words) document.getSelection()?.removeAllRanges();
    setPicked(words);
  }, []);
  return { picked, pick };
}

function same(a: PickedWords | null, b: PickedWords): boolean {
  return a?.blockId === b.blockId && a.start === b.start && a.end === b.end && a.clipped === b.clipped;
}
