import { useEffect } from 'react';

/** Takes the page below out of reach while the editor covers it, and gives focus and scrolling back afterwards. */
export function useCoveredPage(): void {
  useEffect(() => {
    // A dialog of the page, such as signing in again, stays within reach, and so do the words it speaks.
    const covered = [...(document.getElementById('root')?.children ?? [])].filter(
      (element) => !element.matches('dialog, [role="status"]'),
    );
    const before = document.activeElement;
    const { documentElement } = document;
    for (const element of covered) element.setAttribute('inert', '');
    documentElement.style.overflow = 'hidden';
    return () => {
      for (const element of covered) element.removeAttribute('inert');
      documentElement.style.overflow = '';
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
}
