/** What decisions do to words: pure work on one document, without rows. */
import { find, mark, resolve, type PinnedTarget } from '@concord/anchoring';
import { dispositionFacts, followed, minimal, overlap, type Disposition } from '@concord/consultation';
import { replaceWords } from '@concord/document';
import type * as Y from 'yjs';

/** One change that a decision asks of a text. */
export type Edit = {
  /** Whose wording it is; null = the moderators' own. */
  readonly commentId: string | null;
  readonly target: PinnedTarget;
  /** The words the moderator saw there; null = saw that they were gone. */
  readonly seenWords: string | null;
  readonly wording: string;
  /** A proposal follows words that changed beside it; a moderator's own wording stands as written. */
  readonly follows: boolean;
};

export type Written = {
  readonly commentId: string | null;
  readonly before: string;
  readonly after: string;
  readonly place: PinnedTarget;
};

export type EditProblem = 'stale' | 'apart' | 'overlapping';

/** The wording a decision puts in place of a comment's words; null = it leaves the text alone. */
export function wordingOf(
  disposition: Disposition,
  proposal: string | null,
  wording: string | null,
): Pick<Edit, 'wording' | 'follows'> | null {
  switch (dispositionFacts[disposition].wording) {
    case 'proposal':
      return proposal === null ? null : { wording: proposal, follows: true };
    case 'own':
      return wording === null ? null : { wording, follows: false };
    case 'none':
      return null;
  }
}

type Place = {
  readonly edit: Edit;
  readonly blockId: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
};

/**
 * Writes each wording in place of the words as they stand now, if they are still the words the moderator saw. Nothing
 * is written unless all of it can be. `stale`: a decision must not replace words that nobody has looked at. `apart`:
 * words that run across table cells can't be replaced in one piece. `overlapping`: two wordings for the same words.
 * Words that are gone, as the moderator saw, leave the text as it is.
 */
export function applyEdits(doc: Y.Doc, edits: readonly Edit[]): readonly Written[] | EditProblem {
  const places: Place[] = [];
  for (const edit of edits) {
    const { status, blockId, start, end, words } = resolve(edit.target, doc);
    if (status === 'orphaned' && edit.seenWords === null) continue;
    if (blockId === null || start === null || end === null || words === null || words !== edit.seenWords)
      return 'stale';
    places.push({ edit, blockId, start, end, words });
  }
  const changes = places.map((place) => ({
    ...place,
    wording: wordingAt(place),
    commentId: place.edit.commentId,
  }));
  // Two quotes may overlap while what they change does not: then only that is written.
  return write(doc, collide(changes) ? changes.map(least) : changes);
}

/** The change on the fewest words. */
function least<C extends Change & { readonly words: string }>(change: C): C {
  const { start, words, wording } = change;
  const { replacement, ...range } = minimal({
    start,
    end: change.end,
    original: words,
    replacement: wording,
  });
  return { ...change, start: range.start, end: range.end, wording: replacement };
}

const wordingAt = ({ edit, words }: Place): string =>
  edit.follows ? followed(edit.target.quote.exact, edit.wording, words) : edit.wording;

/** Puts back what decisions replaced; `stale` when the words have changed since. */
export function restore(
  doc: Y.Doc,
  pieces: readonly { readonly place: PinnedTarget; readonly after: string; readonly before: string }[],
): readonly Written[] | EditProblem {
  const places = pieces.map(({ place, after, before }) => {
    const found = find(place, doc);
    return found?.words === after ? { ...found, wording: before, commentId: null } : null;
  });
  const found = places.filter((place) => place !== null);
  return found.length < pieces.length ? 'stale' : write(doc, found);
}

type Change = {
  readonly blockId: string;
  readonly start: number;
  readonly end: number;
  readonly wording: string;
  readonly commentId: string | null;
};

const collide = (changes: readonly Change[]): boolean =>
  changes.some((one, index) =>
    changes.slice(index + 1).some((other) => one.blockId === other.blockId && overlap(one, other)),
  );

/** Back to front, so that what is written does not move what is still to be written. */
function write(doc: Y.Doc, changes: readonly Change[]): readonly Written[] | EditProblem {
  if (collide(changes)) return 'overlapping';
  const ordered = changes.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const written: { change: Change; before: string; after: string }[] = [];
  try {
    for (const change of ordered.toReversed()) {
      const { blockId, start, end, wording } = change;
      written.unshift({ change, ...replaceWords(doc, blockId, start, end, wording) });
    }
  } catch (error) {
    if (error instanceof RangeError) return 'apart';
    throw error;
  }
  const shifts = new Map<string, number>();
  return written.map(({ change: { blockId, start, commentId }, before, after }) => {
    const shift = shifts.get(blockId) ?? 0;
    shifts.set(blockId, shift + after.length - before.length);
    const at = start + shift;
    return { commentId, before, after, place: mark(doc, blockId, at, at + after.length) };
  });
}
