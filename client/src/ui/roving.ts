import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

const stops = 'button:not(:disabled)';

/**
 * One stop for Tab, arrow keys inside (WAI-ARIA toolbar): Home and End go to the ends, Escape calls `onLeave`. Buttons
 * may come and go and be switched off; the one stop is then the nearest that is left.
 */
export function useRoving(
  ref: RefObject<HTMLElement | null>,
  onLeave: () => void,
): {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly focus: () => void;
} {
  const current = useRef<HTMLButtonElement | null>(null);

  const buttons = () => [...(ref.current?.querySelectorAll<HTMLButtonElement>(stops) ?? [])];
  const settle = () => {
    const all = buttons();
    if (!current.current || !all.includes(current.current)) current.current = all[0] ?? null;
    for (const button of ref.current?.querySelectorAll('button') ?? []) {
      button.tabIndex = button === current.current ? 0 : -1;
    }
  };
  const go = (button: HTMLButtonElement | undefined) => {
    if (!button) return;
    current.current = button;
    settle();
    button.focus();
    button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  // After every rendering: which buttons there are depends on where the caret stands.
  useEffect(settle);

  return {
    onFocus: () => {
      const focused = buttons().find((button) => button === document.activeElement);
      if (focused) current.current = focused;
      settle();
    },
    onKeyDown: (event) => {
      const all = buttons();
      const at = all.findIndex((button) => button === document.activeElement);
      if (at === -1) return;
      const to = nextStop(
        event.key,
        at,
        all.length,
        getComputedStyle(event.currentTarget).direction === 'rtl',
      );
      if (to !== null) {
        event.preventDefault();
        go(all[to]);
      } else if (event.key === 'Escape') {
        event.preventDefault();
        onLeave();
      }
    },
    focus: () => go(current.current ?? buttons()[0]),
  };
}

/** Index of the button that a key leads to; null for keys that do not move. Wraps at both ends. */
export function nextStop(key: string, at: number, count: number, rightToLeft: boolean): number | null {
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'ArrowRight':
    case 'ArrowLeft':
      return (at + ((key === 'ArrowRight') === rightToLeft ? -1 : 1) + count) % count;
    default:
      return null;
  }
}
