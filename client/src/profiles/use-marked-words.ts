import { useLayoutEffect } from 'react';
import type { RefObject } from 'react';
import { light, paintComments, paintsRanges } from './highlights';
import type { MarkedBlocks, WordsAt } from './highlights';

/** Marks the words of comments in the text, and lights those of the note at hand. Repainted when `text` changes. */
export function useMarkedWords(
  root: RefObject<HTMLElement | null>,
  text: unknown,
  marks: { readonly marked: MarkedBlocks; readonly lit: WordsAt | null; readonly picked: WordsAt | null },
): void {
  const { marked, lit, picked } = marks;
  useLayoutEffect(
    () => (root.current && paintsRanges ? paintComments(root.current, marked) : undefined),
    [root, text, marked],
  );
  useLayoutEffect(() => (root.current ? light(root.current, 'lit', lit) : undefined), [root, text, lit]);
  useLayoutEffect(
    () => (root.current ? light(root.current, 'picked', picked) : undefined),
    [root, text, picked],
  );
}
