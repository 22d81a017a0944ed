import { useEffect } from 'react';
import type { DocumentState } from './document-session';

/** Closing the window may lose something: what is not saved, or what lies aside in a browser that keeps nothing. */
export const isAtRisk = ({ save, aside, kept }: Pick<DocumentState, 'save' | 'aside' | 'kept'>): boolean =>
  save.unsavedSince !== null || (kept === 'page' && aside.length > 0);

/** The browser's own question before the window closes, only while something would be at risk. */
export function useLeaveQuestion(atRisk: boolean): void {
  useEffect(() => {
    if (!atRisk) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [atRisk]);
}
