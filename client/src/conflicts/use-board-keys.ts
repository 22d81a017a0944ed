import { useEffect, useRef } from 'react';

/**
 * Single keys of the board: 1 to 9 put a lane's wording into the paragraph, c the compromise, 0 the original. Never
 * while somebody types or a question is open, and not where the reader has switched single keys off.
 */
export function useBoardKeys(on: boolean, press: (key: string) => boolean): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    if (!on) return;
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isElsewhere(event.target) || document.querySelector('dialog:modal')) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [on]);
}

function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select, dialog') !== null
  );
}
