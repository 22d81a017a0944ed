import { useEffect } from 'react';
import type { RefObject } from 'react';

/** Arrow keys (or j and k) go from row to row of a list, by the element marked `data-row` in each; `/` goes to the search. */
export function useRowKeys(rows: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '/') {
        event.preventDefault();
        document.querySelector<HTMLElement>('[data-comment-search]')?.focus();
        return;
      }
      const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
      if (step === undefined || !rows.current) return;
      const all = [...rows.current.querySelectorAll<HTMLElement>('[data-row]')];
      const at = all.findIndex((row) => row === document.activeElement);
      // Outside of the list the arrows belong to the page.
      if (at === -1 && event.key.startsWith('Arrow')) return;
      const next = at === -1 ? firstInView(rows.current, all) : all[at + step];
      if (!next) return;
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [rows]);
}

/** Of a long list the beginning may be far above. */
function firstInView(rows: HTMLElement, all: readonly HTMLElement[]): HTMLElement | undefined {
  const top = Math.max(0, rows.getBoundingClientRect().top);
  return all.find((row) => row.getBoundingClientRect().top >= top) ?? all[0];
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
