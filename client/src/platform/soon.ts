import { useCallback, useEffect, useRef } from 'react';
import { onceMore } from './once-more';

export type Soon = { readonly ask: () => void; readonly stop: () => void };

/**
 * In a busy hour many things happen at once: `work` is done `milliseconds` after the first of them, once for all that
 * came until then, and never twice at the same time.
 */
export function soon(work: () => Promise<unknown>, milliseconds: number): Soon {
  const run = onceMore(work);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        run();
      }, milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}

/** The same for a component: it always calls what `work` is now. What can't be done now is done with the next asking. */
export function useSoon(work: () => Promise<unknown>, milliseconds: number): () => void {
  const latest = useRef(work);
  const waiting = useRef<Soon | null>(null);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(
    () => () => {
      waiting.current?.stop();
      waiting.current = null;
    },
    [],
  );
  return useCallback(() => {
    waiting.current ??= soon(() => latest.current(), milliseconds);
    waiting.current.ask();
  }, [milliseconds]);
}
