import { randomUUID } from 'node:crypto';
import { blockTexts } from '@concord/document/model';
import {
  CommentByIdDocument,
  CommentsDocument,
  DecideDocument,
  DraftCommentDocument,
  EventsSinceDocument,
  OriginDocument,
  SealOfCommentDocument,
  UndoDecisionDocument,
  type DraftCommentInput,
} from '@concord/schema';
import { expect, test } from 'vitest';
import { CHAPTER, cleared, commentIn, draftInput, drafted, only, type Wanted } from '../testing/comments.js';
import { currentCursor } from '../platform/events/feed.js';
import { everything } from '../testing/faults.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';

const world = velmora();

/** Domain 3: in the scope of other associations than domain 1 is. */
const OTHER = 'b-0126';
const GOAL = 'b-0139';

const blocks = async (section: string) => blockTexts((await world.variant(section)).content);
/** Without notes: they go with the block that refers to them. */
const order = async (section: string) =>
  (await blocks(section)).filter(({ type }) => type !== 'footnote').map(({ id }) => id);
const textOf = async (block: string, section: string) =>
  (await blocks(section)).find(({ id }) => id === block)?.text ?? null;
const move = async (block: string, more: Wanted = {}): Promise<Wanted> => ({
  block,
  words: (await textOf(block, CHAPTER)) ?? '',
  proposalKind: 'move',
  moveAfter: GOAL,
  moveSectionId: world.sectionId(OTHER),
  ...more,
});
const read = async (id: string, name = 'Oren Daly') => {
  const { comment } = await world.run(world.as(name), CommentByIdDocument, { id });
  if (!comment) throw new Error(`${name} does not see ${id}`);
  return comment;
};
const accept = async (...ids: string[]) => {
  const outcomes = await Promise.all(
    ids.map(async (commentId) => ({
      commentId,
      disposition: 'accepted' as const,
      seenWords: (await read(commentId)).anchor.words,
    })),
  );
  return (await world.run(world.as('Oren Daly'), DecideDocument, { input: { key: randomUUID(), outcomes } }))
    .decide;
};
const undo = async (decisionId: string) =>
  (
    await world.run(world.as('Lira Tavesh'), UndoDecisionDocument, {
      input: { key: randomUUID(), decisionId, reason: 'A slip.' },
    })
  ).undoDecision;
const originOf = async (section: string, blockId: string, end: number) =>
  (
    await world.run(world.as('Remy Falk'), OriginDocument, {
      sectionId: world.sectionId(section),
      language: 'en',
      blockId,
      start: 0,
      end,
    })
  ).origin;
const listed = async (section: string, name = 'Oren Daly') =>
  (
    await world.run(world.as(name), CommentsDocument, {
      consultationId: world.consultationId,
      filter: { sectionIds: [world.sectionId(section)] },
      first: 100,
      after: null,
    })
  ).comments?.edges.map(({ node }) => node.id) ?? [];

test('[PO11][T5] a block goes to another section in one stroke, with what is said of it and who wrote it, and comes back', async () => {
  const [here, there] = [await order(CHAPTER), await order(OTHER)];
  const text = (await textOf('b-0072', CHAPTER)) ?? '';
  const reworded = await cleared(world, { block: 'b-0072', words: text.slice(0, 9), proposal: 'Reworded' });
  const first = only(await accept(reworded.id), 'Decision');
  const words = `Reworded${text.slice(9)}`;
  const beside = await cleared(
    world,
    { block: 'b-0072', words: words.slice(10, 24) },
    'Juno Karst',
    'Esme Farrow',
  );
  const draft = await drafted(world, { block: 'b-0072', words: words.slice(12, 20) }, 'Orla Keth');
  const ask = await cleared(world, await move('b-0072', { words }), 'Ilka Renn', 'Dav Moric');
  expect(ask.destination).toMatchObject({
    blockId: GOAL,
    section: { id: world.sectionId(OTHER) },
    words: expect.stringMatching(/^The Committee/) as string,
  });

  const decision = only(await accept(ask.id), 'Decision');
  expect(decision.changes).toMatchObject([
    { kind: 'move', before: words, after: '' },
    { kind: 'move', before: '', after: words },
  ]);
  expect(await order(CHAPTER)).toEqual(here.filter((id) => id !== 'b-0072'));
  expect(await order(OTHER)).toEqual(there.toSpliced(there.indexOf(GOAL) + 1, 0, 'b-0072'));
  for (const [id, name] of [
    [beside.id, 'Oren Daly'],
    [draft.id, 'Sayla Vint'],
    [ask.id, 'Oren Daly'],
  ] as const) {
    const moved = await read(id, name);
    expect(moved.anchor, id).toMatchObject({ status: 'exact', blockId: 'b-0072' });
    expect(moved.anchor.words, id).toBe(moved.target.quote.exact);
    expect(moved.section.id, id).toBe(world.sectionId(OTHER));
    // What it was written about is told as it was sealed.
    expect(moved.target.section.id, id).toBe(world.sectionId(CHAPTER));
    expect(await listed(OTHER, name)).toContain(id);
    expect(await listed(CHAPTER, name)).not.toContain(id);
  }
  const { comment: sealed } = await world.run(world.as('Esme Farrow'), SealOfCommentDocument, {
    id: beside.id,
  });
  expect(sealed?.sealHolds).toBe(true);
  expect((await originOf(OTHER, 'b-0072', words.length))?.changes.map(({ kind }) => kind)).toEqual([
    'move',
    'words',
  ]);

  // Written in since, and said since.
  const { documentName } = await world.variant(OTHER);
  await (await typist(world, documentName, world.personId('Remy Falk'))).type('b-0072', 0, 'Moved: ');
  await world.projections.rebuild(documentName);
  expect(await read(beside.id)).toMatchObject({ anchor: { status: 'moved', words: words.slice(10, 24) } });
  const later = await cleared(
    world,
    { section: OTHER, block: 'b-0072', words: 'Moved' },
    'Pell Anders',
    'Rhea Moss',
  );

  const undone = only(await undo(decision.id), 'Decision');
  expect(undone.changes).toMatchObject([
    { kind: 'move', before: `Moved: ${words}`, after: '' },
    { kind: 'move', before: '', after: `Moved: ${words}` },
  ]);
  expect(await order(CHAPTER)).toEqual(here);
  expect(await order(OTHER)).toEqual(there);
  expect(await textOf('b-0072', CHAPTER)).toBe(`Moved: ${words}`);
  for (const id of [beside.id, later.id, ask.id])
    expect(await read(id)).toMatchObject({
      section: { id: world.sectionId(CHAPTER) },
      anchor: { blockId: 'b-0072' },
    });
  // The decision before it is taken back where its words are now.
  only(await undo(first.id), 'Decision');
  expect(await textOf('b-0072', CHAPTER)).toBe(`Moved: ${text}`);
});

test('[PO11] a decision from before the move is undone in the section that its words have gone to; a block that moved on stays', async () => {
  const text = (await textOf('b-0069', CHAPTER)) ?? '';
  const reworded = await cleared(world, { block: 'b-0069', words: text.slice(0, 9), proposal: 'Reworded' });
  const first = only(await accept(reworded.id), 'Decision');
  const words = `Reworded${text.slice(9)}`;
  const moved = only(
    await accept((await cleared(world, await move('b-0069', { words }), 'Ilka Renn', 'Dav Moric')).id),
    'Decision',
  );
  only(await undo(first.id), 'Decision');
  expect(await textOf('b-0069', OTHER)).toBe(text);
  const on = {
    section: OTHER,
    block: 'b-0069',
    words: text,
    moveAfter: 'b-0065',
    moveSectionId: world.sectionId(CHAPTER),
  };
  only(
    await accept((await cleared(world, await move('b-0069', on), 'Ilka Renn', 'Dav Moric')).id),
    'Decision',
  );
  expect(await undo(moved.id)).toMatchObject({ code: 'STALE_TEXT' });
  expect((await order(CHAPTER)).indexOf('b-0069')).toBe((await order(CHAPTER)).indexOf('b-0065') + 1);
});

test('[PO11] its notes go along, words and all, and are traced', async () => {
  const { content } = await world.variant(CHAPTER);
  const noted = content.content.find(
    (node) => node.type === 'paragraph' && (node.content ?? []).some(({ type }) => type === 'footnoteRef'),
  );
  if (noted?.type !== 'paragraph' || noted.attrs.id === null) throw new Error('no paragraph has a note');
  const block = noted.attrs.id;
  const reference = (noted.content ?? []).find((node) => node.type === 'footnoteRef');
  const note = reference?.type === 'footnoteRef' ? reference.attrs.note : '';
  const said = (await textOf(note, CHAPTER)) ?? '';
  const onNote = await cleared(world, { block: note, words: said.slice(0, 12) }, 'Juno Karst', 'Esme Farrow');
  const decision = only(
    await accept((await cleared(world, await move(block), 'Ilka Renn', 'Dav Moric')).id),
    'Decision',
  );
  expect(await textOf(note, OTHER)).toBe(said);
  expect(await textOf(note, CHAPTER)).toBeNull();
  expect(await read(onNote.id)).toMatchObject({
    section: { id: world.sectionId(OTHER) },
    anchor: { status: 'exact', blockId: note },
  });
  only(await undo(decision.id), 'Decision');
  expect(await textOf(note, CHAPTER)).toBe(said);
  expect(await textOf(note, OTHER)).toBeNull();
  expect(await read(onNote.id)).toMatchObject({ section: { id: world.sectionId(CHAPTER) } });
});

test('[PO12][T4][T7] what went where somebody may not read is gone for them; where it is to go they don’t learn either', async () => {
  const words = (await textOf('b-0070', CHAPTER)) ?? '';
  const own = await cleared(world, { block: 'b-0070', words: words.slice(0, 14) }, 'Tove Lisk', 'Tove Lisk');
  const ask = await cleared(world, await move('b-0070'), 'Ilka Renn', 'Dav Moric');
  expect((await read(ask.id, 'Tove Lisk')).destination).toEqual({
    __typename: 'Destination',
    section: null,
    blockId: '',
    words: '',
  });
  const refused = async (name: string, more: Wanted) => {
    const input: DraftCommentInput = await draftInput(world, await move('b-0071', more));
    return (await world.run(world.as(name), DraftCommentDocument, { input })).draftComment;
  };
  expect(await refused('Tove Lisk', {})).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused('Tove Lisk', {})).toEqual(await refused('Tove Lisk', { moveSectionId: randomUUID() }));

  only(await accept(ask.id), 'Decision');
  expect(await read(own.id, 'Tove Lisk')).toMatchObject({
    section: { id: world.sectionId(CHAPTER) },
    target: { section: { id: world.sectionId(CHAPTER) } },
    anchor: { status: 'orphaned', words: null, blockId: null },
  });
  expect((await read(own.id, 'Kas Brenn')).anchor).toMatchObject({ status: 'exact', blockId: 'b-0070' });
  await expect(read(ask.id, 'Tove Lisk')).rejects.toThrow('does not see');
});

test('[LV7][EV1][T4] whoever saw a comment hears that it went along, and where to if they read there; of a draft its organisation', async () => {
  const words = (await textOf('b-0079', CHAPTER)) ?? '';
  const place = { block: 'b-0079', words: words.slice(0, 14) };
  const official = await cleared(world, place, 'Juno Karst', 'Esme Farrow');
  const inner = await cleared(world, { ...place, visibility: 'government' }, 'Juno Karst', 'Esme Farrow');
  const draft = await drafted(world, place, 'Orla Keth');
  const ask = await cleared(world, await move('b-0079'), 'Ilka Renn', 'Dav Moric');
  const people = ['Oren Daly', 'Sayla Vint', 'Juno Karst', 'Tove Lisk'];
  const cursors = new Map(
    await Promise.all(
      people.map(async (name) => [name, await currentCursor(world.as(name), world.consultationId)] as const),
    ),
  );
  const heard = async (name: string, id: string) => {
    const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
      consultationId: world.consultationId,
      after: cursors.get(name) ?? '',
      first: 100,
    });
    return (eventsSince?.events ?? [])
      .filter(({ type, commentId }) => commentId === id && /_(moved|carried)$/.test(type))
      .map(({ type, comment }) => [type, comment?.section.id ?? null]);
  };
  const decision = only(await accept(ask.id), 'Decision');
  const there = world.sectionId(OTHER);
  for (const name of ['Oren Daly', 'Sayla Vint', 'Juno Karst'])
    for (const { id } of [official, inner, ask])
      expect(await heard(name, id)).toEqual([['comment_moved', there]]);
  // Her scope holds the chapter that it left and not the one that it went to.
  expect(await heard('Tove Lisk', official.id)).toEqual([['comment_moved', null]]);
  expect(await heard('Tove Lisk', inner.id)).toEqual([]);
  expect(await heard('Sayla Vint', draft.id)).toEqual([['comment_carried', there]]);
  for (const name of ['Oren Daly', 'Juno Karst', 'Tove Lisk'])
    expect(await heard(name, draft.id)).toEqual([]);

  only(await undo(decision.id), 'Decision');
  const home = world.sectionId(CHAPTER);
  expect((await heard('Oren Daly', official.id)).at(-1)).toEqual(['comment_moved', home]);
  expect((await heard('Tove Lisk', official.id)).at(-1)).toEqual(['comment_moved', home]);
  expect((await heard('Sayla Vint', draft.id)).at(-1)).toEqual(['comment_carried', home]);
});

test('[PO11] a place that is gone, a name that is known there, a heading into a list: each is told, nothing is written', async () => {
  const input = async (more: Wanted) => draftInput(world, await move('b-0074', more));
  const refused = async (given: DraftCommentInput) =>
    (await world.run(world.as('Sayla Vint'), DraftCommentDocument, { input: given })).draftComment;
  expect(await refused(await input({ moveAfter: 'b-9999' }))).toMatchObject({
    code: 'STALE_TEXT',
    field: 'moveAfter',
  });
  expect(await refused(await input({ proposalKind: 'deletion', moveAfter: null }))).toMatchObject({
    code: 'INVALID_INPUT',
    field: 'moveAfter',
  });
  expect(await refused(await input({ moveSectionId: 'x' }))).toMatchObject({ code: 'NOT_FOUND' });
  const given = await input({});
  const { id } = commentIn(await refused(given));
  expect(commentIn(await refused(given)).id).toBe(id);
  expect(await refused({ ...given, moveSectionId: null, moveAfter: 'b-0065' })).toMatchObject({
    code: 'KEY_REUSED',
  });

  // Accepted after the block to follow has gone.
  const goal = { section: OTHER, block: GOAL, words: (await textOf(GOAL, OTHER)) ?? '' };
  const ask = await cleared(world, await move('b-0076'), 'Ilka Renn', 'Dav Moric');
  const gone = await cleared(world, { ...goal, proposalKind: 'deletion' }, 'Juno Karst', 'Esme Farrow');
  only(await accept(gone.id), 'Decision');
  const before = await everything(world.dataSource);
  expect(await accept(ask.id)).toMatchObject({ code: 'STALE_TEXT' });
  expect(await everything(world.dataSource)).toEqual(before);
});
