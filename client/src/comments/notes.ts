import { createContext, useContext } from 'react';
import type { Locale } from '@concord/schema';
import type { PlacedComment, Placement } from './placement';

/** Where the comments around the text that is being read stand. */
export type Notes = {
  readonly placement: Placement;
  readonly byBlock: ReadonlyMap<string, readonly PlacedComment[]>;
  readonly open: string | null;
  /** Opens the comments of a block: the first note in the margin, or the sheet. */
  readonly openBlock: (blockId: string) => void;
};

/** Which of them is at hand. Apart from where they stand: an edit moves some, and draws none of the notes anew. */
export type AtHand = {
  /** The language that is being read. */
  readonly language: Locale;
  /** The note that is open. */
  readonly open: string | null;
  readonly setOpen: (commentId: string | null) => void;
  /** The note whose words are lit. */
  readonly lit: string | null;
  readonly setLit: (commentId: string | null) => void;
  /** Comments that came while this page was open. */
  readonly arrived: ReadonlySet<string>;
  /** Back from a note to its words in the text. */
  readonly backToText: (commentId: string) => void;
};

export const NotesContext = createContext<Notes | null>(null);
export const AtHandContext = createContext<AtHand | null>(null);

export function useNotes(): Notes {
  const notes = useContext(NotesContext);
  if (!notes) throw new Error('outside of a reading page');
  return notes;
}

export function useAtHand(): AtHand {
  const atHand = useContext(AtHandContext);
  if (!atHand) throw new Error('outside of a reading page');
  return atHand;
}

export function groupedByBlock(
  placed: readonly PlacedComment[],
): ReadonlyMap<string, readonly PlacedComment[]> {
  const groups = new Map<string, PlacedComment[]>();
  for (const one of placed) {
    const group = groups.get(one.blockId);
    if (group) group.push(one);
    else groups.set(one.blockId, [one]);
  }
  return groups;
}

/** Id of the element of a note, for focus. */
export function noteId(commentId: string): string {
  return `note-${commentId}`;
}
