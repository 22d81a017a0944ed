import { createStore } from './store';

/** No WebSocket gets through, and the way round does: known once for what is live and for the editor. */
export const socketsBlocked = createStore(false);

/** Somebody has read the notice: wherever it stands, it goes. */
export const noticeDismissed = createStore(false);

/** An editor lies over the page, and says it itself. */
export const noticeCovered = createStore(false);

/** What lasts as long as the tab; null in a browser that keeps nothing. */
export function tabMemory(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
