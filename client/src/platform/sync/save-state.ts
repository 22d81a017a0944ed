import type { SaveFacts } from './acknowledgements';

/** What the save chip says. `at` in milliseconds. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: number | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'reconnecting' }
  | { readonly kind: 'notSaved'; readonly reason: 'refused' | 'waiting' | 'offline' };

/** Milliseconds an edit may wait for its acknowledgement before the person is told. */
export const patience = 5000;

/** Never more hopeful than the acknowledgements. */
export function saveStateOf(facts: SaveFacts, now: number): SaveState {
  const { unsavedSince, settled, refused, savedAt } = facts;
  if (unsavedSince !== null) {
    if (refused) return { kind: 'notSaved', reason: 'refused' };
    if (now - unsavedSince >= patience) return { kind: 'notSaved', reason: settled ? 'waiting' : 'offline' };
  }
  if (!settled) return { kind: 'reconnecting' };
  return unsavedSince === null ? { kind: 'saved', at: savedAt } : { kind: 'saving' };
}
