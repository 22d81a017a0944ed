import { replaceText } from '@concord/document/plain-text';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import * as Y from 'yjs';
import type { Presence } from './presence';

type Delta = readonly { readonly retain?: number; readonly insert?: unknown; readonly delete?: number }[];

/** Where an offset stands after somebody else's change; what is typed right at the caret goes after it. */
export function movedBy(offset: number, delta: Delta): number {
  let at = 0;
  let moved = offset;
  for (const { retain, insert, delete: gone } of delta) {
    if (at >= offset) break;
    if (retain !== undefined) at += retain;
    else if (gone !== undefined) {
      const before = Math.min(gone, offset - at);
      moved -= before;
      at += gone;
    } else moved += typeof insert === 'string' ? insert.length : 1;
  }
  return moved;
}

/** Origin of what this page's own person writes: what undo takes back. */
const typedHere = 'typed here';

/** Puts words in place of those that are there, as if they had been typed. */
export const writeHere = (text: Y.Text, next: string): void =>
  text.doc?.transact(() => replaceText(text, next), typedHere);

/**
 * A text area over a shared text: what one types is written as the shortest change, the caret stays at its words while
 * others type, undo takes back one's own changes only, and colleagues see where one is.
 */
export function useSharedText(text: Y.Text, presence: Presence, area: RefObject<HTMLTextAreaElement | null>) {
  const [value, setValue] = useState(() => text.toJSON());
  const selection = useRef<[number, number] | null>(null);
  const undo = useMemo(() => new Y.UndoManager(text, { trackedOrigins: new Set([typedHere]) }), [text]);
  useEffect(() => () => undo.destroy(), [undo]);

  useEffect(() => {
    const hear = (event: Y.YTextEvent, transaction: Y.Transaction) => {
      const field = area.current;
      if (field && transaction.origin !== typedHere) {
        const delta = event.delta as Delta;
        selection.current = [movedBy(field.selectionStart, delta), movedBy(field.selectionEnd, delta)];
      }
      setValue(text.toJSON());
    };
    // oxlint-disable-next-line react/set-state-in-effect -- it may have changed between the render and this subscription
    setValue(text.toJSON());
    text.observe(hear);
    return () => text.unobserve(hear);
  }, [text, area]);

  useLayoutEffect(() => {
    const field = area.current;
    if (!field || !selection.current) return;
    if (document.activeElement === field) field.setSelectionRange(...selection.current);
    selection.current = null;
  }, [value, area]);

  const tellPlace = useCallback(() => {
    const field = area.current;
    if (!field || document.activeElement !== field) return;
    presence.setLocalStateField('cursor', {
      anchor: Y.createRelativePositionFromTypeIndex(text, field.selectionStart),
      head: Y.createRelativePositionFromTypeIndex(text, field.selectionEnd),
    });
  }, [text, presence, area]);
  const leave = useCallback(() => presence.setLocalStateField('cursor', null), [presence]);

  const change = useCallback(
    (next: string) => {
      writeHere(text, next);
      tellPlace();
    },
    [text, tellPlace],
  );
  return { value, change, undo, tellPlace, leave };
}
