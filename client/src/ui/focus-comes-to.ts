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
    let held = document.activeElement;
    /** A dialog whose button went too leaves the focus with the page. */
    const isLost = () => document.activeElement?.matches('body, main') ?? true;
    const come = () => heading.current?.focus({ preventScroll: true });
    if (isLost()) return come();
    // What has it may still go, a moment after the view: the question that was answered, then the button that asked it.
    const observer = new MutationObserver(() => {
      if (held?.isConnected) return;
      held = document.activeElement;
      if (!isLost()) return;
      observer.disconnect();
      come();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [view]);
  return heading;
}
