import { resolve, type PinnedTarget } from '@concord/anchoring';
import { dispositionFacts, type Disposition } from '@concord/consultation';
import { replaceWords } from '@concord/document';
import type * as Y from 'yjs';

/** The wording a decision puts into the text; null = it leaves the text alone. */
export function wordingOf(
  disposition: Disposition,
  proposal: string | null,
  wording: string | null,
): { readonly text: string | null } | 'missing' {
  switch (dispositionFacts[disposition].wording) {
    case 'proposal':
      return { text: proposal };
    case 'own':
      return wording === null && proposal !== null && disposition === 'accepted_with_modification'
        ? 'missing'
        : { text: wording };
    case 'none':
      return { text: null };
  }
}

/**
 * Puts the wording in place of the comment's words as they stand now, if they are still the words the moderator saw.
 * Anything else is `stale`: a decision must not replace words that nobody has looked at. `apart`: they run across
 * table cells, where no wording can take their place in one piece. `gone`: there are no words left, and the moderator
 * saw that (`seenWords` null): the decision stands, the text stays.
 */
export function applyWording(
  doc: Y.Doc,
  target: PinnedTarget,
  seenWords: string | null,
  wording: string,
): { readonly before: string; readonly after: string } | 'stale' | 'apart' | 'gone' {
  const now = resolve(target, doc);
  if (now.status === 'orphaned' && seenWords === null) return 'gone';
  if (now.blockId === null || now.start === null || now.end === null || now.words !== seenWords)
    return 'stale';
  try {
    return replaceWords(doc, now.blockId, now.start, now.end, wording);
  } catch (error) {
    if (error instanceof RangeError) return 'apart';
    throw error;
  }
}
