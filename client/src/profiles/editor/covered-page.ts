import { useEffect } from 'react';

/** Takes the page below out of reach while the editor covers it, and gives focus and scrolling back afterwards. */
export function useCoveredPage(): void {
  useEffect(() => {
    const page = document.getElementById('root');
    const covered = new Set<Element>();
    const cover = () => {
      for (const element of page?.children ?? []) {
        // A dialog of the page, such as signing in again, stays within reach, and so do the words it speaks.
        if (element.hasAttribute('inert') || element.matches('dialog, [role="status"]')) continue;
        element.setAttribute('inert', '');
        covered.add(element);
      }
    };
    const before = document.activeElement;
    const { documentElement } = document;
    cover();
    // What the page shows later, a notice for one, lies below as well.
    const later = new MutationObserver(cover);
    if (page) later.observe(page, { childList: true });
    documentElement.style.overflow = 'hidden';
    return () => {
      later.disconnect();
      for (const element of covered) element.removeAttribute('inert');
      documentElement.style.overflow = '';
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
}
