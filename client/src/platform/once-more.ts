import { useCallback, useEffect, useRef } from 'react';

/**
 * Calls `work`; asked again while it is under way, calls it once more afterwards. A request that is on its way when the
 * news comes may bring what was before: joined to it, the second asking would leave the old text on the screen.
 */
export function onceMore(work: () => Promise<unknown>): () => void {
  let busy = false;
  let wanted = false;
  const run = () => {
    if (busy) {
      wanted = true;
      return;
    }
    busy = true;
    void finish();
  };
  const finish = async () => {
    // A failed reading is shown by whoever reads; it must not keep the next one from happening.
    await work().catch(() => undefined);
    busy = false;
    if (!wanted) return;
    wanted = false;
    run();
  };
  return run;
}

/** The same for a component: it always calls what `work` is now. */
export function useOnceMore(work: () => Promise<unknown>): () => void {
  const latest = useRef(work);
  const run = useRef<(() => void) | null>(null);
  useEffect(() => {
    latest.current = work;
  });
  return useCallback(() => {
    run.current ??= onceMore(() => latest.current());
    run.current();
  }, []);
}
