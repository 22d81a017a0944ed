import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Where one view takes the place of another and what had the focus goes with it, the focus comes to the heading of what
 * is there now, and not to the top of the page. `view` names what is shown; whoever has the focus elsewhere keeps it.
 */
export function useFocusComesTo(view: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(view);
  useEffect(() => {
    if (before.current === view) return;
    before.current = view;
    // A dialog whose button went too leaves it with the page.
    if (document.activeElement?.matches('body, main')) heading.current?.focus({ preventScroll: true });
  }, [view]);
  return heading;
}
