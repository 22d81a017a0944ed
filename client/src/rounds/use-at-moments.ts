import { useEffect, useRef } from 'react';
import { useNow } from '../platform/now';

/** Calls `then` within a minute after one of these moments has passed; no event tells that a round begins or grace ends. */
export function useAtMoments(moments: readonly (string | null)[], then: () => void): void {
  const now = useNow();
  const known = moments.filter((moment) => moment !== null);
  const passed = known.filter((moment) => Date.parse(moment) <= now).length;
  const all = known.join(' ');
  const before = useRef({ all, passed });
  useEffect(() => {
    // Other moments came with an answer, which knows what has passed of them.
    if (before.current.all === all && before.current.passed !== passed) then();
    before.current = { all, passed };
  }, [all, passed, then]);
}
