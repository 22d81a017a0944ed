import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, and re-renders when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Room for notes beside the text; the same width stands in the style sheets. */
export const wideEnoughForMargin = '(min-width: 900px)';
/** Room for the outline, too. */
export const wideEnoughForOutline = '(min-width: 1100px)';
