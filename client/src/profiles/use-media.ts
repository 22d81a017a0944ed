import { useCallback, useSyncExternalStore } from 'react';
import { useAppearance } from '../platform/appearance';
import type { TextSize } from '../platform/appearance';

/** Whether a media query holds, and re-renders when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Pixels at which the columns of the reading view begin, for letters of the ordinary size. */
const rooms = { notes: 900, pane: 1000, outline: 1100, ample: 1280 } as const;
type Room = keyof typeof rooms;

const letters: Readonly<Record<TextSize, number>> = { normal: 1, large: 1.125, larger: 1.25, largest: 1.5 };

/** Larger letters need more room for the same columns; `em` also follows the letters of the browser. */
export function roomQuery(room: Room, textSize: TextSize): string {
  return `(min-width: ${(rooms[room] / 16) * letters[textSize]}em)`;
}

/** Whether there is room for it, for the letters that this person has chosen. */
export const useRoomFor = (room: Room): boolean => useMedia(roomQuery(room, useAppearance().textSize));

/** What stands beside the text: nothing, notes, notes and the outline; the style sheets look at the same word. */
export function useRoom(): Room | null {
  const notes = useRoomFor('notes');
  const outline = useRoomFor('outline');
  const ample = useRoomFor('ample');
  if (ample) return 'ample';
  if (outline) return 'outline';
  return notes ? 'notes' : null;
}
