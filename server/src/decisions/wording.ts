/** What decisions do to texts: pure work on documents, without rows. */
import { find, mark, resolve, resolveAll, type PinnedTarget } from '@concord/anchoring';
import {
  addsParagraph,
  dispositionFacts,
  followed,
  overlap,
  placed,
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
  transferBlock,
  withNotes,
  type TakenBlock,
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
  /** The block that a moved one is to follow, and the text that it stands in; null = the same text. */
  readonly after: string | null;
  readonly goal: string | null;
  /** Of a good practice: what it answers to. */
  readonly indicators: readonly string[];
  /** Id of the paragraph that it makes, if it makes one. */
  readonly newId: string;
};

/** Documents by name. All that a change concerns are open, and locked. */
export type Texts = ReadonlyMap<string, Y.Doc>;

/** A place in a text that somebody keeps: a comment's, or what a decision wrote. */
export type Kept = { readonly key: string; readonly text: string; readonly target: PinnedTarget };

export type Written = {
  /** The document that the change is in. */
  readonly text: string;
  /** The document that `place` is in: another one where the words went there in the same stroke. */
  readonly standsIn: string;
  readonly commentId: string | null;
  readonly before: string;
  readonly after: string;
  readonly place: PinnedTarget;
  readonly block: BlockChange | null;
};

/** What was written, in the order in which it was done, and where those kept places are that went to another text. */
export type Stroke = { readonly written: readonly Written[]; readonly moved: readonly Kept[] };

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
  readonly text: string;
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
export function applyEdits(
  texts: Texts,
  work: ReadonlyMap<string, readonly Edit[]>,
  kept: readonly Kept[],
): Stroke | EditProblem {
  const places: Place[] = [];
  for (const [text, edits] of work)
    for (const edit of edits) {
      const doc = docOf(texts, text);
      const { status, blockId, start, end, words } = resolve(edit.target, doc);
      if (status === 'orphaned' && edit.seenWords === null) continue;
      if (blockId === null || start === null || end === null || words === null || words !== edit.seenWords)
        return 'stale';
      places.push(inPart({ text, edit, blockId, start, end, words }, doc));
    }
  const ofBlocks = places.filter(({ edit }) => edit.kind !== 'words');
  if (ofBlocks.some((one) => places.some((other) => one !== other && exclude(one, other))))
    return 'overlapping';
  const desk = new Desk(texts, kept);
  const pending: Pending[] = [];
  for (const [text, inText] of Map.groupBy(places, (place) => place.text)) {
    const changes = inText
      .filter(({ edit }) => edit.kind === 'words')
      .map((place) => ({ ...place, wording: wordingAt(place), commentId: place.edit.commentId }));
    const asked = asPlaced(desk.doc(text), changes);
    if (collide(asked, overlap)) return 'overlapping';
    const words = write(desk, text, asked);
    if (typeof words === 'string') return words;
    pending.push(...words);
  }
  const blocks = arrange(desk, ofBlocks);
  return typeof blocks === 'string' ? blocks : desk.done([...pending, ...blocks]);
}

/** The texts of one stroke: what goes from one to another takes along who keeps a place in it. */
class Desk {
  private readonly homes = new Map<string, string>();
  private readonly places: Map<string, Kept>;
  private readonly moved = new Set<string>();

  constructor(
    private readonly texts: Texts,
    kept: readonly Kept[],
  ) {
    this.places = new Map(kept.map((one) => [one.key, one]));
  }

  doc(text: string): Y.Doc {
    return docOf(this.texts, text);
  }

  /** The text that a block stands in by now. */
  homeOf(text: string, blockId: string): string {
    return this.homes.get(`${text}/${blockId}`) ?? text;
  }

  /** `move` brings a block of `from` into `to`. Where in it somebody keeps a place is looked up before and after. */
  carry<T>(from: string, to: string, blockId: string, move: () => T | null): T | null {
    const blocks = withNotes(this.doc(from), blockId);
    const here = [...this.places.values()].filter(({ text }) => text === from);
    const inside = standing(here, this.doc(from)).filter(({ at }) => blocks.includes(at.blockId));
    const done = move();
    if (!done) return null;
    for (const id of blocks) this.homes.set(`${from}/${id}`, to);
    for (const { one, at } of inside) {
      const block = read(this.doc(to)).block(at.blockId);
      // A note that other words still refer to stays for them too.
      if (!block || block.text.length < at.end) continue;
      const { relative } = mark(this.doc(to), at.blockId, at.start, at.end);
      this.places.set(one.key, { ...one, text: to, target: { ...one.target, relative } });
      this.moved.add(one.key);
    }
    return done;
  }

  done(pending: readonly Pending[]): Stroke {
    return {
      written: pending.map((one) => one()),
      moved: [...this.places.values()].filter(({ key }) => this.moved.has(key)),
    };
  }
}

function docOf(texts: Texts, text: string): Y.Doc {
  const doc = texts.get(text);
  if (!doc) throw new Error(`${text} is not open`);
  return doc;
}

type Standing = { readonly blockId: string; readonly start: number; readonly end: number };

/** Where kept places are; also those between two letters that deleted words left. */
function standing(kept: readonly Kept[], doc: Y.Doc): { readonly one: Kept; readonly at: Standing }[] {
  const found = resolveAll(
    kept.map(({ target }) => target),
    doc,
  );
  return kept.flatMap((one, index) => {
    const at = one.target.quote.exact === '' ? find(one.target, doc) : found[index];
    if (!at || at.blockId === null || at.start === null || at.end === null) return [];
    return [{ one, at: { blockId: at.blockId, start: at.start, end: at.end } }];
  });
}

/** [PO8] Somebody wrote beside the words that are to go: then these go, and the paragraph stays with what was written. */
function inPart(place: Place, doc: Y.Doc): Place {
  if (place.edit.kind !== 'deletion') return place;
  const part = place.start > 0 || place.end < textOf(doc, place.blockId).length;
  return part ? { ...place, edit: { ...place.edit, kind: 'words' } } : place;
}

/** What two accepted proposals can't both have of one block. */
function exclude(one: Place, other: Place): boolean {
  if (one.blockId !== other.blockId || one.text !== other.text) return false;
  const kinds = [one.edit.kind, other.edit.kind];
  if (kinds.includes('deletion')) return !kinds.some(addsParagraph);
  return kinds.every(addsParagraph) || (kinds[0] === kinds[1] && kinds[0] !== 'words');
}

/** [PO14] What the changes take the place of, block by block, as everybody was shown it. */
function asPlaced<C extends Change>(doc: Y.Doc, changes: readonly C[]): C[] {
  const reading = read(doc);
  return [...Map.groupBy(changes, ({ blockId }) => blockId)].flatMap(([blockId, inBlock]) => {
    const block = reading.block(blockId);
    return block ? placed(block, inBlock) : inBlock;
  });
}

const wordingAt = ({ edit, words }: Place): string =>
  edit.follows ? followed(edit.target.quote.exact, edit.wording, words) : edit.wording;

/** What was written; the place is marked when all of it is, or a later move would leave it behind. */
type Pending = () => Written;

/** Paragraphs come first and deletions last: what one of them stands behind may be what another takes out. */
const turns: readonly (readonly ProposalKind[])[] = [['paragraph', 'good_practice'], ['move'], ['deletion']];

/** [PO8] Whole blocks, in the order of the texts. */
function arrange(desk: Desk, places: readonly Place[]): Pending[] | EditProblem {
  const order = new Map(
    [...new Set(places.map(({ text }) => text))].map((text) => [
      text,
      read(desk.doc(text)).blocks.map(({ id }) => id),
    ]),
  );
  const at = ({ text, blockId }: Place): number => order.get(text)?.indexOf(blockId) ?? -1;
  const done: Pending[] = [];
  for (const turn of turns)
    for (const place of places
      .filter(({ edit }) => turn.includes(edit.kind))
      .toSorted((a, b) => (a.text === b.text ? at(a) - at(b) : a.text < b.text ? -1 : 1))) {
      const pending = arrangeOne(desk, place);
      if (pending === 'stale') return pending;
      done.push(...pending);
    }
  return done;
}

function arrangeOne(desk: Desk, { text, edit, blockId, words }: Place): Pending[] | 'stale' {
  const { commentId, newId, after, goal } = edit;
  const doc = desk.doc(text);
  switch (edit.kind) {
    case 'paragraph':
    case 'good_practice': {
      if (!insertParagraph(doc, blockId, newId, edit.wording, findingOf(edit))) return 'stale';
      return [entered(desk, text, commentId, '', { kind: edit.kind, blockId: newId, after: blockId })];
    }
    case 'move': {
      if (after === null) return 'stale';
      if (goal !== null && goal !== text) return transfer(desk, { text, blockId, goal, after, commentId });
      // It stands there already: nothing is left to be done.
      if (blockBefore(doc, blockId) === after) return [];
      const taken = moveBlock(doc, blockId, after);
      const item = itemOf(doc, blockId);
      if (!taken || !item) return 'stale';
      const block: BlockChange = { kind: 'move', blockId, after, taken, item };
      return [entered(desk, text, commentId, textOf(doc, blockId), block)];
    }
    default: {
      const beside = besideOf(doc, blockId);
      const [, ...notes] = withNotes(doc, blockId);
      const taken = takeOut(doc, blockId);
      if (!taken) return 'stale';
      const block: BlockChange = { kind: 'deletion', blockId, after: null, taken, notes };
      const standsIn = text;
      return [
        () => ({
          text,
          standsIn,
          commentId,
          before: words,
          after: '',
          place: beside() ?? edit.target,
          block,
        }),
      ];
    }
  }
}

type Transfer = {
  readonly text: string;
  readonly blockId: string;
  readonly goal: string;
  readonly after: string;
  readonly commentId: string | null;
};

/** [PO11] A move to another section is a change of both texts: here it goes, there it comes. */
function transfer(desk: Desk, { text, blockId, goal, after, commentId }: Transfer): Pending[] | 'stale' {
  const [from, to] = [desk.doc(text), desk.doc(goal)];
  const left = departed(desk, text, goal, blockId, commentId);
  const taken = desk.carry(text, goal, blockId, () => transferBlock(from, to, blockId, after));
  const item = itemOf(to, blockId);
  if (!left || !taken || !item) return 'stale';
  const [, ...notes] = withNotes(to, blockId);
  const block: BlockChange = { kind: 'move', blockId, after, taken, item, notes, from: text };
  return [left, entered(desk, goal, commentId, '', block)];
}

/** What the text that a block leaves tells of it. Called while it is still there. */
function departed(
  desk: Desk,
  text: string,
  to: string,
  blockId: string,
  commentId: string | null,
): Pending | null {
  const doc = desk.doc(text);
  const before = textOf(doc, blockId);
  const beside = besideOf(doc, blockId);
  const stood = read(doc).block(blockId) && mark(doc, blockId, 0, before.length);
  const [, ...notes] = withNotes(doc, blockId);
  const block: BlockChange = { kind: 'move', blockId, after: null, notes, to };
  return stood
    ? () => ({ text, standsIn: text, commentId, before, after: '', place: beside() ?? stood, block })
    : null;
}

/** [PO10] Entered in the text, a candidate is a finding like any other; drafters give it its code. */
const findingOf = ({ kind, indicators }: Edit): Parameters<typeof insertParagraph>[4] =>
  kind === 'good_practice' ? { finding: kind, ...(indicators.length > 0 && { indicators }) } : {};

const textOf = (doc: Y.Doc, blockId: string): string => read(doc).block(blockId)?.text ?? '';

/** A block that stands somewhere now, with its words as the place. */
function entered(
  desk: Desk,
  text: string,
  commentId: string | null,
  before: string,
  block: BlockChange,
): Pending {
  return () => {
    const standsIn = desk.homeOf(text, block.blockId);
    const doc = desk.doc(standsIn);
    const after = textOf(doc, block.blockId);
    return {
      text,
      standsIn,
      commentId,
      before,
      after,
      place: mark(doc, block.blockId, 0, after.length),
      block,
    };
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

/** What a decision recorded of a text; `text` is the one that its place is in by now. */
export type Recorded = {
  readonly text: string;
  readonly place: PinnedTarget;
  readonly before: string;
  readonly after: string;
  readonly block: BlockChange | null;
};

/** Puts back what decisions replaced, added, took out and moved; `stale` when it has changed since. */
export function restore(
  texts: Texts,
  pieces: readonly Recorded[],
  kept: readonly Kept[],
): Stroke | EditProblem {
  const desk = new Desk(texts, kept);
  const done: Pending[] = [];
  // Words before blocks: where they stand is known of the block as the decision left it.
  const ofWords = pieces.filter(({ block }) => block === null);
  for (const [text, inText] of Map.groupBy(ofWords, (piece) => piece.text)) {
    const places = inText
      .map(({ place, after, before }) => {
        const found = find(place, desk.doc(text));
        return found?.words === after ? { ...found, wording: before, commentId: null } : null;
      })
      .filter((place) => place !== null);
    if (places.length < inText.length || collide(places, cross)) return 'stale';
    const words = write(desk, text, places);
    if (typeof words === 'string') return words;
    done.push(...words);
  }
  // The last first: it may stand behind what was done before it.
  for (const piece of pieces.toReversed()) {
    const pending = piece.block ? restoreBlock(desk, piece, piece.block) : [];
    if (pending === 'stale') return pending;
    done.push(...pending);
  }
  return desk.done(done);
}

function restoreBlock(desk: Desk, piece: Recorded, block: BlockChange): Pending[] | 'stale' {
  const { text } = piece;
  const { blockId, taken, item } = block;
  // Told by the text that it went to.
  if (block.to !== undefined) return [];
  const doc = desk.doc(text);
  const stands = read(doc).block(blockId);
  if (addsParagraph(block.kind)) {
    const beside = besideOf(doc, blockId);
    if (stands?.text !== piece.after || !takeOut(doc, blockId)) return 'stale';
    const gone: BlockChange = { kind: 'deletion', blockId, after: null };
    return [
      () => ({
        text,
        standsIn: text,
        commentId: null,
        before: piece.after,
        after: '',
        place: beside() ?? piece.place,
        block: gone,
      }),
    ];
  }
  if (!taken || (block.kind === 'deletion') === (stands !== undefined)) return 'stale';
  const now = itemOf(doc, blockId);
  if (block.kind === 'move' && (now?.client !== item?.client || now?.clock !== item?.clock)) return 'stale';
  if (block.from !== undefined) return bringBack(desk, text, block.from, taken);
  if (!putBack(doc, taken)) return 'stale';
  const kind = block.kind === 'move' ? 'move' : 'paragraph';
  return [
    entered(desk, text, null, kind === 'move' ? textOf(doc, blockId) : '', {
      kind,
      blockId,
      after: blockBefore(doc, blockId),
    }),
  ];
}

/** [PO11] Back to the section that it came from, with all that was written and said in it since. */
function bringBack(desk: Desk, text: string, home: string, taken: TakenBlock): Pending[] | 'stale' {
  const { blockId } = taken;
  const left = departed(desk, text, home, blockId, null);
  const back = desk.carry(text, home, blockId, () => putBack(desk.doc(home), taken, desk.doc(text)) || null);
  if (!left || !back) return 'stale';
  const after = blockBefore(desk.doc(home), blockId);
  const [, ...notes] = withNotes(desk.doc(home), blockId);
  return [left, entered(desk, home, null, '', { kind: 'move', blockId, after, notes, from: text })];
}

type Change = {
  readonly blockId: string;
  readonly start: number;
  readonly end: number;
  readonly wording: string;
  readonly commentId: string | null;
};

type Range = Pick<Change, 'start' | 'end'>;

const collide = (changes: readonly Change[], meet: (one: Range, other: Range) => boolean): boolean =>
  changes.some((one, index) =>
    changes.slice(index + 1).some((other) => one.blockId === other.blockId && meet(one, other)),
  );

/** Of what is put back the order is known: where words went side by side, their places are one. */
const cross = (one: Range, other: Range): boolean => one.start < other.end && other.start < one.end;

/** Back to front, so that what is written does not move what is still to be written. */
function write(desk: Desk, text: string, changes: readonly Change[]): readonly Pending[] | EditProblem {
  const doc = desk.doc(text);
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
    return () => {
      const standsIn = desk.homeOf(text, blockId);
      const place = mark(desk.doc(standsIn), blockId, at, at + after.length);
      return { text, standsIn, commentId, before, after, place, block: null };
    };
  });
}
