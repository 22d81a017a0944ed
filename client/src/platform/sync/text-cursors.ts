import { useEffect, useState } from 'react';
import * as Y from 'yjs';
import type { Person, Presence } from './presence';

/** Where somebody else stands in a plain text: at `head`, with what is selected up to `anchor`. */
export type TextCursor = Person & {
  readonly anchor: number;
  readonly head: number;
  /** Changes when they move, and not when the words around them do. */
  readonly told: string;
};

/** The others who have their cursor in this very text, in its order. */
export function useTextCursors(text: Y.Text, presence: Presence): readonly TextCursor[] {
  const [cursors, setCursors] = useState<readonly TextCursor[]>([]);
  useEffect(() => {
    const look = () => {
      const now = cursorsIn(text, presence);
      setCursors((known) => (JSON.stringify(known) === JSON.stringify(now) ? known : now));
    };
    look();
    presence.on('change', look);
    text.observe(look);
    return () => {
      presence.off('change', look);
      text.unobserve(look);
    };
  }, [text, presence]);
  return cursors;
}

export function cursorsIn(text: Y.Text, presence: Presence): TextCursor[] {
  return presence
    .others()
    .flatMap((person) => {
      const cursor: unknown = presence.states.get(person.clientId)?.['cursor'];
      const place = placeIn(text, cursor);
      return place ? [{ ...person, ...place, told: JSON.stringify(cursor) }] : [];
    })
    .toSorted((one, other) => one.head - other.head || one.clientId - other.clientId);
}

/** Cursors come from other browsers, so anything may be in them. */
function placeIn(text: Y.Text, cursor: unknown): Pick<TextCursor, 'anchor' | 'head'> | null {
  if (typeof cursor !== 'object' || cursor === null || !('head' in cursor) || !('anchor' in cursor))
    return null;
  const [anchor, head] = [offsetIn(text, cursor.anchor), offsetIn(text, cursor.head)];
  return anchor === null || head === null ? null : { anchor, head };
}

function offsetIn(text: Y.Text, place: unknown): number | null {
  try {
    const position = Y.createRelativePositionFromJSON(place);
    const at = text.doc && Y.createAbsolutePositionFromRelativePosition(position, text.doc);
    return at?.type === text ? at.index : null;
  } catch {
    return null;
  }
}

export type Stretch = {
  readonly text: string;
  /** Whose selection it is part of; of several the first. */
  readonly selected: TextCursor | null;
  /** Who stands right after it. */
  readonly carets: readonly TextCursor[];
};

/** The text cut wherever somebody's cursor or selection begins or ends. */
export function stretchesOf(value: string, cursors: readonly TextCursor[]): Stretch[] {
  const places = cursors.flatMap(({ anchor, head }) => [anchor, head]);
  const cuts = [...new Set([0, value.length, ...places])]
    .filter((at) => at <= value.length)
    .toSorted((a, b) => a - b);
  return cuts.map((end, index) => {
    const start = cuts[index - 1] ?? 0;
    const selects = ({ anchor, head }: TextCursor) =>
      start < end && Math.min(anchor, head) <= start && Math.max(anchor, head) >= end;
    return {
      text: value.slice(start, end),
      selected: cursors.find(selects) ?? null,
      carets: cursors.filter(({ head }) => head === end),
    };
  });
}
