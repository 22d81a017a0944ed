import { useEffect, useRef } from 'react';

export type ReaderKeys = {
  readonly n: () => void;
  readonly p: () => void;
  readonly c: () => void;
  readonly '?': () => void;
};

/** Single keys anywhere on the page, but never while somebody types, or while a question is open on top. */
export function useReaderKeys(on: boolean, keys: Partial<ReaderKeys>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isElsewhere(event.target) || document.querySelector('dialog:modal')) return;
      const { key } = event;
      // The help stays reachable when the letters are off: it is where they are switched on again.
      if (key !== '?' && !on) return;
      if (key !== 'n' && key !== 'p' && key !== 'c' && key !== '?') return;
      const act = latest.current[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
}

/** In a field, or in something that lies over the page: a panel, the editor. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]') !== null)
  );
}
