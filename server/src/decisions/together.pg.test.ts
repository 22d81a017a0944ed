import { randomUUID } from 'node:crypto';
import { project, rebuild } from '@concord/document';
import { blockTexts } from '@concord/document/model';
import {
  CommentByIdDocument,
  DecideDocument,
  DecisionHistoryDocument,
  EventsSinceDocument,
  UndoDecisionDocument,
  WithdrawCommentDocument,
  type ChangeInput,
  type OutcomeInput,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { currentCursor } from '../platform/events/feed.js';
import { createUpdateLog } from '../profiles/index.js';
import { CHAPTER, cleared, draftInput, only, type Wanted } from '../testing/comments.js';
import { everything } from '../testing/faults.js';
import { statementsOf } from '../testing/statements.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { Outcome, Provenance } from './index.js';

const world = velmora();

const refusal = (code: string, field: unknown = expect.anything()): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });
const decidedAlready: unknown = expect.objectContaining({ code: 'ALREADY_DECIDED' });
const decide = async (
  input: { key?: string; outcomes: OutcomeInput[]; changes?: ChangeInput[]; reason?: string },
  as = 'Oren Daly',
) => (await world.run(world.as(as), DecideDocument, { input: { key: randomUUID(), ...input } })).decide;
const undo = async (decisionId: string, as = 'Oren Daly', key: string = randomUUID()) =>
  (await world.run(world.as(as), UndoDecisionDocument, { input: { key, decisionId, reason: 'A slip.' } }))
    .undoDecision;
const soon = (): string => new Date(Date.now() + 86_400_000).toISOString();
const read = async (id: string, as = 'Oren Daly') =>
  (await world.run(world.as(as), CommentByIdDocument, { id })).comment;

const textOf = async (block: string): Promise<string> => {
  const { documentName } = await world.variant(CHAPTER);
  const { updates } = await createUpdateLog(world.dataSource, () => new Date()).load(documentName);
  const text = project(rebuild(updates)).blocks.find(({ id }) => id === block)?.text ?? '';
  const { content } = await world.variant(CHAPTER);
  expect(blockTexts(content).find(({ id }) => id === block)?.text).toBe(text);
  return text;
};
/** Words in the moderator's eyes, with what is to stand there. */
const change = async (block: string, words: string, wording: string): Promise<ChangeInput> => ({
  target: (await draftInput(world, { block, words })).target,
  wording,
});

/** Three rivals of two ministries and an association, on one sentence. */
async function rivals(block: string) {
  const text = await textOf(block);
  const words = /^.{20,}?\./.exec(text)?.[0] ?? text.slice(0, 60);
  const some = words.slice(0, words.lastIndexOf(' '));
  const on = (quoted: string, proposal: string, more: Wanted = {}) => ({
    block,
    words: quoted,
    proposal,
    ...more,
  });
  const a = await cleared(world, on(words, 'One sentence of Health.'));
  const b = await cleared(world, on(some, 'Words of Labour'), 'Ilka Renn', 'Dav Moric');
  const c = await cleared(world, on(words, 'Words of the Centre.'), 'Ana Thorne', 'Ana Thorne');
  return { a, b, c, words, text };
}

describe('one decision over several comments', () => {
  test('[DC4][DC6][T5] a compromise is entered once; each organisation reads its own line', async () => {
    const { a, b, c, words, text } = await rivals('b-0067');
    const cursors = new Map<string, string>();
    for (const name of ['Brin Tolvar', 'Dav Moric', 'Ana Thorne'])
      cursors.set(name, await currentCursor(world.as(name), world.consultationId));
    const { revision } = await world.variant(CHAPTER);
    const decision = only(
      await decide({
        outcomes: [
          { commentId: a.id, disposition: 'merged' },
          { commentId: b.id, disposition: 'merged', reason: 'Its point is in the compromise.' },
          { commentId: c.id, disposition: 'superseded', reason: 'Out of reach this year.' },
        ],
        changes: [await change('b-0067', words, 'The compromise of both.')],
      }),
      'Decision',
    );
    expect(decision.changes).toEqual([
      expect.objectContaining({ before: words, after: 'The compromise of both.', revision: revision + 1 }),
    ]);
    expect(await textOf('b-0067')).toBe(text.replace(words, 'The compromise of both.'));
    for (const [id, name, status, disposition] of [
      [a.id, 'Brin Tolvar', 'merged', 'merged'],
      [b.id, 'Dav Moric', 'merged', 'merged'],
      [c.id, 'Ana Thorne', 'decided', 'superseded'],
    ] as const) {
      expect(await read(id, name), name).toMatchObject({
        status,
        outcome: { disposition, stands: true, change: { after: 'The compromise of both.' } },
      });
      const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
        consultationId: world.consultationId,
        after: cursors.get(name) ?? '',
        first: 50,
      });
      const told = eventsSince?.events.filter(({ commentId }) => commentId === id);
      expect(
        told?.map(({ type }) => type),
        name,
      ).toEqual(['comment_decided']);
    }
    const rows = await world.dataSource.manager.findBy(Provenance, { decisionId: decision.id });
    expect(rows).toEqual([expect.objectContaining({ commentId: null, seq: revision + 1 })]);
  });

  test('[DC6] one is accepted, its rivals give way to it; what they ask for is kept', async () => {
    const { a, b, c, words, text } = await rivals('b-0068');
    const outcomes: OutcomeInput[] = [
      { commentId: a.id, disposition: 'accepted', seenWords: words },
      { commentId: b.id, disposition: 'merged', intoId: a.id },
      { commentId: c.id, disposition: 'superseded', intoId: a.id, reason: 'Says less.' },
    ];
    const decision = only(await decide({ outcomes }), 'Decision');
    expect(decision.outcomes.map(({ into }) => into?.id ?? null)).toEqual([null, a.id, a.id]);
    expect(await textOf('b-0068')).toBe(text.replace(words, 'One sentence of Health.'));
    expect(await read(b.id)).toMatchObject({
      proposal: 'Words of Labour',
      outcome: { change: { after: 'One sentence of Health.' } },
    });
    expect(await world.dataSource.manager.findBy(Provenance, { decisionId: decision.id })).toEqual([
      expect.objectContaining({ commentId: a.id }),
    ]);
  });

  test('[DC6] several proposals beside each other are entered in one stroke, of two chapters too', async () => {
    const text = await textOf('b-0070');
    const [first, last] = [text.slice(0, 12), text.slice(-12)];
    const one = await cleared(world, { block: 'b-0070', words: last, proposal: 'the end.' });
    const two = await cleared(world, { block: 'b-0070', words: first, proposal: 'The beginning' });
    const other = await world.variant('b-0147');
    const block = blockTexts(other.content).find(
      ({ type, text: of }) => type === 'paragraph' && of.length > 30,
    );
    const words = block?.text.slice(0, 15) ?? '';
    const away = await cleared(world, {
      section: 'b-0147',
      block: block?.id ?? '',
      words,
      proposal: 'Elsewhere',
    });
    const accepted = (commentId: string, seenWords: string): OutcomeInput => ({
      commentId,
      disposition: 'accepted',
      seenWords,
    });
    const decision = only(
      await decide({ outcomes: [accepted(one.id, last), accepted(away.id, words), accepted(two.id, first)] }),
      'Decision',
    );
    expect(decision.changes.length).toBe(3);
    expect(await textOf('b-0070')).toBe(`The beginning${text.slice(12, -12)}the end.`);
    expect(blockTexts((await world.variant('b-0147')).content).find(({ id }) => id === block?.id)?.text).toBe(
      `Elsewhere${block?.text.slice(15) ?? ''}`,
    );
  });

  test('[DC6][PO2] proposals whose quotes overlap are both entered when what they change does not', async () => {
    const text = await textOf('b-0080');
    const [words, more] = [text.slice(0, 30), text.slice(0, 45)];
    const one = await cleared(world, { block: 'b-0080', words, proposal: `Now ${words}` });
    const asks = { block: 'b-0080', words: more, proposal: `${more}, too,` };
    const two = await cleared(world, asks, 'Ilka Renn', 'Dav Moric');
    const outcomes: OutcomeInput[] = [
      { commentId: one.id, disposition: 'accepted', seenWords: words },
      { commentId: two.id, disposition: 'accepted', seenWords: more },
    ];
    expect(await decide({ outcomes })).toMatchObject({ __typename: 'Decision' });
    expect(await textOf('b-0080')).toBe(`Now ${more}, too,${text.slice(45)}`);
  });

  test('[DC6] two wordings for the same words are refused, and nothing is done', async () => {
    const { a, b, words } = await rivals('b-0071');
    const before = await everything(world.dataSource);
    const outcomes: OutcomeInput[] = [
      { commentId: a.id, disposition: 'accepted', seenWords: words },
      { commentId: b.id, disposition: 'accepted', seenWords: b.anchor.words },
    ];
    expect(await decide({ outcomes })).toEqual(refusal('INVALID_INPUT', 'outcomes'));
    expect(await everything(world.dataSource)).toEqual(before);
  });

  test('[DC1] a compromise is refused when its words have changed since, and when they never stood there', async () => {
    const { a, words } = await rivals('b-0074');
    const changes = [await change('b-0074', words, 'Never to be read.')];
    const { documentName } = await world.variant(CHAPTER);
    await (await typist(world, documentName, world.personId('Remy Falk'))).type('b-0074', 3, ' truly ');
    await world.projections.rebuild(documentName);
    const before = await everything(world.dataSource);
    const outcomes: OutcomeInput[] = [{ commentId: a.id, disposition: 'merged' }];
    expect(await decide({ outcomes, changes })).toEqual(refusal('STALE_TEXT', 'outcomes'));
    const [given] = changes;
    const wrong = given && { ...given, target: { ...given.target, start: given.target.start + 1 } };
    expect(await decide({ outcomes, changes: wrong ? [wrong] : [] })).toEqual(
      refusal('STALE_TEXT', 'changes'),
    );
    expect(await everything(world.dataSource)).toEqual(before);
  });

  test('[DC1] a compromise stands where its words moved to, although others typed beside them', async () => {
    const { a, words, text } = await rivals('b-0076');
    const changes = [await change('b-0076', words, 'Agreed.')];
    const { documentName } = await world.variant(CHAPTER);
    const drafter = await typist(world, documentName, world.personId('Remy Falk'));
    await drafter.type('b-0076', 0, 'Now: ');
    const outcomes: OutcomeInput[] = [{ commentId: a.id, disposition: 'merged' }];
    expect(await decide({ outcomes, changes })).toMatchObject({ __typename: 'Decision' });
    expect(await textOf('b-0076')).toBe(`Now: ${text.replace(words, 'Agreed.')}`);
  });

  test('[DP1][T4] a comment that the reader may not see leaves no trace in a decision on others too', async () => {
    const open = await cleared(world, { block: 'b-0088', words: (await textOf('b-0088')).slice(0, 9) });
    const closed = await cleared(world, {
      block: 'b-0088',
      words: (await textOf('b-0088')).slice(0, 9),
      visibility: 'government',
    });
    const narrow: OutcomeInput[] = [{ commentId: open.id, disposition: 'merged', intoId: closed.id }];
    expect(await decide({ outcomes: narrow })).toEqual(refusal('INVALID_INPUT', 'outcomes.0.intoId'));
    const reason = 'Thank you.';
    const both: OutcomeInput[] = [open, closed].map(({ id }) => ({
      commentId: id,
      disposition: 'noted',
      reason,
    }));
    const decision = only(await decide({ outcomes: both }), 'Decision');
    expect(decision.outcomes.length).toBe(2);
    const seen = await world.run(world.as('Ana Thorne'), DecisionHistoryDocument, { commentId: open.id });
    expect(JSON.stringify(seen)).not.toContain(closed.id);
    const hidden = await world.run(world.as('Ana Thorne'), DecisionHistoryDocument, { commentId: closed.id });
    const missing = await world.run(world.as('Ana Thorne'), DecisionHistoryDocument, {
      commentId: randomUUID(),
    });
    expect(hidden).toEqual(missing);
  });

  test('[DE6] merged into itself, into a draft, into what was withdrawn, or into nothing: refused with a reason', async () => {
    const [one, gone] = [await cleared(world), await cleared(world)];
    await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, {
      commentId: gone.id,
      reason: 'Ours.',
    });
    for (const intoId of [one.id, gone.id, randomUUID(), 'nowhere', null])
      expect(
        await decide({ outcomes: [{ commentId: one.id, disposition: 'merged', intoId }] }),
        String(intoId),
      ).toEqual(refusal('INVALID_INPUT', 'outcomes.0.intoId'));
    expect((await read(one.id))?.status).toBe('cleared');
  });

  test('[DE6][DC3] two comments merged into each other at once: one is, the other moderator is told', async () => {
    const [one, other] = [await cleared(world), await cleared(world)];
    const merged = (commentId: string, intoId: string) =>
      decide({ outcomes: [{ commentId, disposition: 'merged', intoId }] });
    const answers = await Promise.all([merged(one.id, other.id), merged(other.id, one.id)]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['Decision', 'Refused']);
  });

  test('[DC3] of decisions that share a comment one wins, and no two wait for each other', async () => {
    const comments: { id: string }[] = [];
    for (let n = 0; n < 4; n += 1) comments.push(await cleared(world));
    const pair = (one: number, other: number) => ({
      outcomes: [comments[one], comments[other]].map((comment): OutcomeInput => ({
        commentId: comment?.id ?? '',
        disposition: 'noted',
        reason: 'Thank you.',
      })),
    });
    const answers = await Promise.all(
      [pair(0, 1), pair(1, 0), pair(1, 2), pair(2, 3), pair(3, 0)].map((input, n) =>
        decide(input, n % 2 ? 'Lira Tavesh' : 'Oren Daly'),
      ),
    );
    const refused = answers.filter(({ __typename }) => __typename === 'Refused');
    expect(refused).toEqual(refused.map(() => decidedAlready));
    for (const { id } of comments)
      expect(await world.dataSource.manager.countBy(Outcome, { commentId: id })).toBeLessThanOrEqual(1);
  });

  test('[DC7] a decision without a comment says why, and is heard by those who read the text', async () => {
    const words = (await textOf('b-0082')).slice(0, 10);
    const changes = [await change('b-0082', words, 'Corrected ')];
    expect(await decide({ outcomes: [], changes })).toEqual(refusal('REASON_REQUIRED', 'reason'));
    expect(await decide({ outcomes: [], changes, reason: 'A slip.' }, 'Ana Thorne')).toMatchObject({
      code: 'NOT_FOUND',
    });
    const cursor = await currentCursor(world.as('Ana Thorne'), world.consultationId);
    const { id } = await cleared(world);
    const onComment: OutcomeInput[] = [{ commentId: id, disposition: 'noted', reason: 'Thank you.' }];
    expect(await decide({ outcomes: onComment, changes }, 'Remy Falk')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await decide({ outcomes: [], changes, reason: 'A slip of the pen.' }, 'Remy Falk')).toMatchObject({
      reason: 'A slip of the pen.',
      outcomes: [],
    });
    const { eventsSince } = await world.run(world.as('Ana Thorne'), EventsSinceDocument, {
      consultationId: world.consultationId,
      after: cursor,
      first: 10,
    });
    expect(eventsSince?.events.map(({ type }) => type)).toEqual(['comment_cleared', 'text_decided']);
  });

  test('[DC8] as many statements for a hundred comments as for one', async () => {
    const counts: number[] = [];
    for (const many of [1, 10, 100]) {
      const outcomes: OutcomeInput[] = [];
      for (let n = 0; n < many; n += 1)
        outcomes.push({ commentId: (await cleared(world)).id, disposition: 'noted', reason: 'Thank you.' });
      const asked = await statementsOf(world.dataSource, async () => {
        only(await decide({ outcomes }), 'Decision');
      });
      counts.push(asked.length);
    }
    expect(counts[0]).toBeLessThan(60);
    expect(new Set(counts).size).toBe(1);
    // More than a hundred comments are written and cleared first.
  }, 180_000);
});

describe('undo', () => {
  const history = async (commentId: string, as = 'Oren Daly') =>
    (await world.run(world.as(as), DecisionHistoryDocument, { commentId })).comment?.outcomes;

  test('[DC5] is a new decision: the words come back, the comments come back to the table, history shows both', async () => {
    const { a, b, words, text } = await rivals('b-0069');
    const outcomes: OutcomeInput[] = [
      { commentId: a.id, disposition: 'accepted', seenWords: words },
      { commentId: b.id, disposition: 'merged', intoId: a.id },
    ];
    const decision = only(await decide({ outcomes }), 'Decision');
    const { documentName } = await world.variant(CHAPTER);
    const drafter = await typist(world, documentName, world.personId('Remy Falk'));
    await drafter.type('b-0069', 0, 'Before it: ');
    await world.projections.rebuild(documentName);
    expect(await history(a.id)).toMatchObject([
      { stands: true, decision: { mayUndo: true, undoneBy: null } },
    ]);

    const undone = only(await undo(decision.id, 'Lira Tavesh'), 'Decision');
    expect(undone).toMatchObject({
      reason: 'A slip.',
      changes: [{ before: 'One sentence of Health.', after: words }],
      undoes: { id: decision.id },
    });
    expect(await textOf('b-0069')).toBe(`Before it: ${text}`);
    for (const { id } of [a, b]) {
      expect(await read(id)).toMatchObject({ status: 'under_review', outcome: null, may: { decide: true } });
      expect(await history(id)).toMatchObject([
        { stands: false, decision: { id: decision.id, mayUndo: false, undoneBy: { id: undone.id } } },
      ]);
    }
    expect(await undo(decision.id)).toMatchObject({ code: 'ALREADY_DECIDED' });
    expect(await undo(undone.id)).toMatchObject({ code: 'WRONG_STATE' });
    const again: OutcomeInput[] = [{ commentId: a.id, disposition: 'accepted', seenWords: words }];
    expect(await decide({ outcomes: again })).toMatchObject({ __typename: 'Decision' });
    expect((await history(a.id))?.map(({ stands }) => stands)).toEqual([false, true]);
  });

  test('[DC5] puts deleted words back between the same letters, and not when somebody typed there', async () => {
    const text = await textOf('b-0086');
    const words = text.slice(4, 14);
    const decideDeletion = async () => {
      const comment = await cleared(world, { block: 'b-0086', words, proposal: '' });
      const outcomes: OutcomeInput[] = [{ commentId: comment.id, disposition: 'accepted', seenWords: words }];
      return only(await decide({ outcomes }), 'Decision').id;
    };
    const first = await decideDeletion();
    expect(await textOf('b-0086')).toBe(text.slice(0, 4) + text.slice(14));
    expect(await undo(first)).toMatchObject({ __typename: 'Decision' });
    expect(await textOf('b-0086')).toBe(text);
    const second = await decideDeletion();
    const { documentName } = await world.variant(CHAPTER);
    await (await typist(world, documentName, world.personId('Remy Falk'))).type('b-0086', 4, 'X');
    await world.projections.rebuild(documentName);
    const before = await everything(world.dataSource);
    expect(await undo(second)).toEqual(expect.objectContaining({ code: 'STALE_TEXT' }));
    expect(await everything(world.dataSource)).toEqual(before);
  });

  test('[PO14][DC5] words that went side by side leave no gap, and come back with their spaces, each in its place', async () => {
    const text = await textOf('b-0088');
    const [first = '', second = '', third = '', fourth = ''] = text.split(' ');
    const asked = await Promise.all([
      cleared(world, { block: 'b-0088', words: second, proposal: '' }, 'Ilka Renn', 'Dav Moric'),
      cleared(world, { block: 'b-0088', words: third, proposal: '' }),
      cleared(world, { block: 'b-0088', words: fourth, proposal: 'other' }, 'Juno Karst', 'Esme Farrow'),
    ]);
    const outcomes = asked.map(({ id, anchor }): OutcomeInput => ({
      commentId: id,
      disposition: 'accepted',
      seenWords: anchor.words,
    }));
    const decision = only(await decide({ outcomes }), 'Decision');
    expect(decision.changes).toMatchObject([
      { before: ` ${second}`, after: '' },
      { before: ` ${third}`, after: '' },
      { before: fourth, after: 'other' },
    ]);
    const behind = text.slice([first, second, third, fourth].join(' ').length);
    expect(await textOf('b-0088')).toBe(`${first} other${behind}`);
    expect(await undo(decision.id)).toMatchObject({ __typename: 'Decision' });
    expect(await textOf('b-0088')).toBe(text);
    for (const { id, anchor } of asked)
      expect((await read(id))?.anchor).toMatchObject({ status: 'exact', words: anchor.words });
  });

  test('[DC5] is refused when the words have changed since, and then nothing is undone', async () => {
    const comment = await cleared(world, { block: 'b-0066', words: 'Basic', proposal: 'Fundamental' });
    const outcomes: OutcomeInput[] = [{ commentId: comment.id, disposition: 'accepted', seenWords: 'Basic' }];
    const decision = only(await decide({ outcomes }), 'Decision');
    const { documentName } = await world.variant(CHAPTER);
    await (await typist(world, documentName, world.personId('Remy Falk'))).type('b-0066', 5, '!');
    await world.projections.rebuild(documentName);
    expect(await undo(decision.id)).toMatchObject({ code: 'STALE_TEXT' });
    expect((await read(comment.id))?.status).toBe('decided');
  });

  test('[DC3][DC5] pressed twice, and by two moderators at once: undone once', async () => {
    const comment = await cleared(world, { block: 'b-0065', words: 'Ordinary', proposal: 'Usual' });
    const outcomes: OutcomeInput[] = [
      { commentId: comment.id, disposition: 'accepted', seenWords: 'Ordinary' },
    ];
    const decision = only(await decide({ outcomes }), 'Decision');
    const key = randomUUID();
    const answers = await Promise.all([
      undo(decision.id, 'Oren Daly', key),
      undo(decision.id, 'Oren Daly', key),
      undo(decision.id, 'Lira Tavesh'),
    ]);
    const done = answers.flatMap((answer) => (answer.__typename === 'Decision' ? [answer.id] : []));
    expect(new Set(done).size).toBe(1);
    expect(answers.filter(({ __typename }) => __typename === 'Refused')).toEqual(
      Array.from({ length: 3 - done.length }, () => decidedAlready),
    );
    expect(await textOf('b-0065')).toMatch(/Ordinary/);
  });

  test('[DP1][T4] is not there for anybody but moderators', async () => {
    const comment = await cleared(world);
    const outcomes: OutcomeInput[] = [{ commentId: comment.id, disposition: 'noted', reason: 'Thank you.' }];
    const decision = only(await decide({ outcomes }), 'Decision');
    for (const name of ['Brin Tolvar', 'Mira Solt', 'Remy Falk', 'Ana Thorne'])
      expect(await undo(decision.id, name), name).toEqual(await undo(randomUUID(), name));
    expect((await read(comment.id))?.status).toBe('decided');
  });

  test('[DC5] a deferral gives way to the decision that follows; what was answered stays with its outcome', async () => {
    const comment = await cleared(world);
    const outcome = (more: Partial<OutcomeInput>): OutcomeInput[] => [
      { commentId: comment.id, disposition: 'noted', reason: 'Why.', ...more },
    ];
    const deferred = only(
      await decide({
        outcomes: outcome({ disposition: 'deferred_to_session', deferral: { to: 'session', until: soon() } }),
      }),
      'Decision',
    );
    expect(await read(comment.id)).toMatchObject({ status: 'under_review', may: { decide: true } });
    only(await decide({ outcomes: outcome({}) }), 'Decision');
    expect(await undo(deferred.id)).toMatchObject({ code: 'ALREADY_DECIDED' });
    expect((await history(comment.id))?.map(({ stands }) => stands)).toEqual([false, true]);
  });
});
