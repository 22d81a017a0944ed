/** What decisions do to a text: pure work on one document, without rows. */
import { find, mark, resolve, type PinnedTarget } from '@concord/anchoring';
import {
  addsParagraph,
  dispositionFacts,
  followed,
  minimal,
  overlap,
  type Disposition,
  type ProposalKind,
} from '@concord/consultation';
import {
  blockBefore,
  insertParagraph,
  itemOf,
  moveBlock,
  putBack,
  read,
  replaceWords,
  takeOut,
} from '@concord/document';
import type * as Y from 'yjs';
import type { BlockChange } from './decisions.entity.js';

/** One change that a decision asks of a text. */
export type Edit = {
  /** Whose wording it is; null = the moderators' own. */
  readonly commentId: string | null;
  readonly kind: ProposalKind;
  readonly target: PinnedTarget;
  /** The words the moderator saw there; null = saw that they were gone. */
  readonly seenWords: string | null;
  readonly wording: string;
  /** A proposal follows words that changed beside it; a moderator's own wording stands as written. */
  readonly follows: boolean;
  /** The block that a moved one is to follow. */
  readonly after: string | null;
  /** Of a good practice: what it answers to. */
  readonly indicators: readonly string[];
  /** Id of the paragraph that it makes, if it makes one. */
  readonly newId: string;
};

export type Written = {
  readonly commentId: string | null;
  readonly before: string;
  readonly after: string;
  readonly place: PinnedTarget;
  readonly block: BlockChange | null;
};

export type EditProblem = 'stale' | 'apart' | 'overlapping';

/** What a comment asks for, as far as a decision may enter it. */
export type Wish = { readonly kind: ProposalKind; readonly proposal: string | null };

/** [PO8] What a decision makes of a comment's proposal; null = it leaves the text alone. */
export function wordingOf(
  disposition: Disposition,
  { kind, proposal }: Wish,
  wording: string | null,
): Pick<Edit, 'kind' | 'wording' | 'follows'> | null {
  switch (dispositionFacts[disposition].wording) {
    case 'proposal':
      if (kind === 'deletion' || kind === 'move') return { kind, wording: '', follows: false };
      return proposal === null ? null : { kind, wording: proposal, follows: kind === 'words' };
    case 'own':
      if (wording === null) return null;
      // Other words instead of none: what was to be deleted is reworded.
      return { kind: addsParagraph(kind) ? kind : 'words', wording, follows: false };
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
 * Writes each wording in place of the words as they stand now, if they are still the words the moderator saw; adds, takes
 * out and moves blocks. Nothing is written unless all of it can be. `stale`: a decision must not change words that nobody
 * has looked at. `apart`: words that run across table cells can't be replaced in one piece. `overlapping`: two changes of
 * the same words or the same block. Words that are gone, as the moderator saw, leave the text as it is.
 */
export function applyEdits(doc: Y.Doc, edits: readonly Edit[]): readonly Written[] | EditProblem {
  const places: Place[] = [];
  for (const edit of edits) {
    const { status, blockId, start, end, words } = resolve(edit.target, doc);
    if (status === 'orphaned' && edit.seenWords === null) continue;
    if (blockId === null || start === null || end === null || words === null || words !== edit.seenWords)
      return 'stale';
    places.push(inPart({ edit, blockId, start, end, words }, doc));
  }
  const inWords = places.filter(({ edit }) => edit.kind === 'words');
  const ofBlocks = places.filter(({ edit }) => edit.kind !== 'words');
  if (ofBlocks.some((one) => places.some((other) => one !== other && exclude(one, other))))
    return 'overlapping';
  const changes = inWords.map((place) => ({
    ...place,
    wording: wordingAt(place),
    commentId: place.edit.commentId,
  }));
  // Two quotes may overlap while what they change does not: then only that is written.
  const words = write(doc, collide(changes) ? changes.map(least) : changes);
  if (typeof words === 'string') return words;
  const blocks = arrange(doc, ofBlocks);
  return typeof blocks === 'string' ? blocks : [...words, ...blocks].map((pending) => pending());
}

/** [PO8] Somebody wrote beside the words that are to go: then these go, and the paragraph stays with what was written. */
function inPart(place: Place, doc: Y.Doc): Place {
  if (place.edit.kind !== 'deletion') return place;
  const part = place.start > 0 || place.end < textOf(doc, place.blockId).length;
  return part ? { ...place, edit: { ...place.edit, kind: 'words' } } : place;
}

/** What two accepted proposals can't both have of one block. */
function exclude(one: Place, other: Place): boolean {
  if (one.blockId !== other.blockId) return false;
  const kinds = [one.edit.kind, other.edit.kind];
  if (kinds.includes('deletion')) return !kinds.some(addsParagraph);
  return kinds.every(addsParagraph) || (kinds[0] === kinds[1] && kinds[0] !== 'words');
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

/** What was written; the place is marked when all of it is, or a later move would leave it behind. */
type Pending = () => Written;

/** Paragraphs come first and deletions last: what one of them stands behind may be what another takes out. */
const turns: readonly (readonly ProposalKind[])[] = [['paragraph', 'good_practice'], ['move'], ['deletion']];

/** [PO8] Whole blocks, in the order of the text. */
function arrange(doc: Y.Doc, places: readonly Place[]): Pending[] | EditProblem {
  if (places.length === 0) return [];
  const order = read(doc).blocks.map(({ id }) => id);
  const at = ({ blockId }: Place): number => order.indexOf(blockId);
  const done: Pending[] = [];
  for (const turn of turns)
    for (const place of places
      .filter(({ edit }) => turn.includes(edit.kind))
      .toSorted((a, b) => at(a) - at(b))) {
      const pending = arrangeOne(doc, place);
      if (pending === 'stale') return pending;
      if (pending) done.push(pending);
    }
  return done;
}

function arrangeOne(doc: Y.Doc, { edit, blockId, words }: Place): Pending | 'stale' | null {
  const { commentId, newId, after } = edit;
  switch (edit.kind) {
    case 'paragraph':
    case 'good_practice': {
      if (!insertParagraph(doc, blockId, newId, edit.wording, findingOf(edit))) return 'stale';
      return entered(doc, commentId, '', { kind: edit.kind, blockId: newId, after: blockId });
    }
    case 'move': {
      if (after === null) return 'stale';
      // It stands there already: nothing is left to be done.
      if (blockBefore(doc, blockId) === after) return null;
      const taken = moveBlock(doc, blockId, after);
      const item = itemOf(doc, blockId);
      if (!taken || !item) return 'stale';
      return entered(doc, commentId, textOf(doc, blockId), { kind: 'move', blockId, after, taken, item });
    }
    default: {
      const beside = besideOf(doc, blockId);
      const taken = takeOut(doc, blockId);
      if (!taken) return 'stale';
      const block: BlockChange = { kind: 'deletion', blockId, after: null, taken };
      return () => ({ commentId, before: words, after: '', place: beside() ?? edit.target, block });
    }
  }
}

/** [PO10] Entered in the text, a candidate is a finding like any other; drafters give it its code. */
const findingOf = ({ kind, indicators }: Edit): Parameters<typeof insertParagraph>[4] =>
  kind === 'good_practice' ? { finding: kind, ...(indicators.length > 0 && { indicators }) } : {};

const textOf = (doc: Y.Doc, blockId: string): string => read(doc).block(blockId)?.text ?? '';

/** A block that stands somewhere now, with its words as the place. */
function entered(doc: Y.Doc, commentId: string | null, before: string, block: BlockChange): Pending {
  return () => {
    const after = textOf(doc, block.blockId);
    return { commentId, before, after, place: mark(doc, block.blockId, 0, after.length), block };
  };
}

/** The place that a block leaves: behind the block before it, else before the one after it. */
function besideOf(doc: Y.Doc, blockId: string): () => PinnedTarget | null {
  const { blocks } = read(doc);
  const at = blocks.findIndex(({ id }) => id === blockId);
  const [before, after] = [blocks[at - 1]?.id, blocks[at + 1]?.id];
  return () => {
    const reading = read(doc);
    const text = before === undefined ? undefined : reading.block(before)?.text;
    if (before !== undefined && text !== undefined) return mark(doc, before, text.length, text.length);
    return after !== undefined && reading.block(after) ? mark(doc, after, 0, 0) : null;
  };
}

/** What a decision recorded of a text. */
export type Recorded = {
  readonly place: PinnedTarget;
  readonly before: string;
  readonly after: string;
  readonly block: BlockChange | null;
};

/** Puts back what decisions replaced, added, took out and moved; `stale` when it has changed since. */
export function restore(doc: Y.Doc, pieces: readonly Recorded[]): readonly Written[] | EditProblem {
  const places = pieces
    .filter(({ block }) => block === null)
    .map(({ place, after, before }) => {
      const found = find(place, doc);
      return found?.words === after ? { ...found, wording: before, commentId: null } : null;
    });
  const found = places.filter((place) => place !== null);
  if (found.length < places.length) return 'stale';
  // Words before blocks: where they stand is known of the block as the decision left it.
  const words = write(doc, found);
  if (typeof words === 'string') return words;
  const blocks: Pending[] = [];
  // The last first: it may stand behind what was done before it.
  for (const piece of pieces.toReversed()) {
    const pending = piece.block && restoreBlock(doc, piece, piece.block);
    if (pending === 'stale') return pending;
    if (pending) blocks.push(pending);
  }
  return [...words, ...blocks].map((pending) => pending());
}

function restoreBlock(doc: Y.Doc, piece: Recorded, block: BlockChange): Pending | 'stale' {
  const { blockId, taken, item } = block;
  const stands = read(doc).block(blockId);
  if (addsParagraph(block.kind)) {
    const beside = besideOf(doc, blockId);
    if (stands?.text !== piece.after || !takeOut(doc, blockId)) return 'stale';
    const gone: BlockChange = { kind: 'deletion', blockId, after: null };
    return () => ({
      commentId: null,
      before: piece.after,
      after: '',
      place: beside() ?? piece.place,
      block: gone,
    });
  }
  if (!taken || (block.kind === 'deletion') === (stands !== undefined)) return 'stale';
  const now = itemOf(doc, blockId);
  if (block.kind === 'move' && (now?.client !== item?.client || now?.clock !== item?.clock)) return 'stale';
  if (!putBack(doc, taken)) return 'stale';
  const kind = block.kind === 'move' ? 'move' : 'paragraph';
  return entered(doc, null, kind === 'move' ? textOf(doc, blockId) : '', {
    kind,
    blockId,
    after: blockBefore(doc, blockId),
  });
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
function write(doc: Y.Doc, changes: readonly Change[]): readonly Pending[] | EditProblem {
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
    return () => ({
      commentId,
      before,
      after,
      place: mark(doc, blockId, at, at + after.length),
      block: null,
    });
  });
}
