import { createHash, randomUUID } from 'node:crypto';
import { sealedText } from '@concord/consultation';
import {
  AcknowledgeDecisionDocument,
  AddEvidenceLinkDocument,
  AskReconsiderationDocument,
  ClearCommentDocument,
  CommentByIdDocument,
  CommentsDocument,
  DecideDocument,
  DiscardCommentDocument,
  ReviseCommentDocument,
  SealOfCommentDocument,
  WaitingDocument,
  WithdrawCommentDocument,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { Comment } from '../comments/index.js';
import { refusals, type RefusalKey } from '../platform/errors/registry.js';
import { clearanceOf, type Draft } from '../testing/clearance.js';
import { cleared, commentIn, drafted, only, type Wanted } from '../testing/comments.js';
import { velmora } from '../testing/world.js';
import { ClearanceEntry } from './clearance.entity.js';

const world = velmora();
const act = clearanceOf(world);

const refused = (key: RefusalKey, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', message: refusals[key].en, field });
const submitted = async (wanted: Wanted = {}, author = 'Sayla Vint') =>
  commentIn(await act.submit(await drafted(world, wanted, author), author));
const revise = async ({ id, version }: Draft, body: string, as: string, proposal?: string) =>
  (
    await world.run(world.as(as), ReviseCommentDocument, {
      input: {
        commentId: id,
        version,
        type: 'substantive',
        severity: 'important',
        visibility: 'participants',
        body,
        proposal: proposal ?? null,
      },
    })
  ).reviseComment;
const waiting = async (as: string) =>
  (
    await world.run(world.as(as), WaitingDocument, {
      consultationId: world.consultationId,
      slug: 'velmora-2025',
    })
  ).consultation?.waiting;

describe('the way through the organisation', () => {
  test('[CE1] a submitted draft is locked for its author and lies with the officer, who is told', async () => {
    const before = (await waiting('Brin Tolvar'))?.toClear ?? 0;
    const draft = await drafted(world);
    const lying = commentIn(await act.submit(draft));
    expect(lying).toMatchObject({
      status: 'internal_review',
      may: { revise: false, discard: false, submit: false },
      clearance: { step: 'clearing_officer' },
    });
    expect(await revise(lying, 'Too late.', 'Sayla Vint')).toMatchObject({ code: 'WRONG_STATE' });
    const { discardComment } = await world.run(world.as('Sayla Vint'), DiscardCommentDocument, {
      commentId: lying.id,
    });
    expect(discardComment).toMatchObject({ code: 'WRONG_STATE' });
    expect((await waiting('Brin Tolvar'))?.toClear).toBe(before + 1);
    expect(await waiting('Sayla Vint')).toMatchObject({ toClear: 0, toPass: 0 });
    expect(await act.submit(draft)).toEqual(refused('WRONG_STATE'));
  });

  test('[CE1] only the version that was looked at is handed in', async () => {
    const draft = await drafted(world);
    await revise(draft, 'Newer.', 'Orla Keth');
    expect(await act.submit(draft)).toEqual(refused('CHANGED_MEANWHILE'));
  });

  test('[CE2] given back with remarks, changed, handed in again', async () => {
    const lying = await submitted();
    expect(await act.giveBack(lying, '  ')).toEqual(refused('REMARKS_REQUIRED', 'remarks'));
    expect(await act.giveBack(lying, 'x'.repeat(1_000_000))).toEqual(refused('REASON_LENGTH', 'remarks'));
    expect(await act.giveBack(lying, 'Name the source.', 'Sayla Vint')).toEqual(refused('WRONG_STATE'));
    const back = commentIn(await act.giveBack(lying, ' Name the source. '));
    expect(back).toMatchObject({ status: 'returned', clearance: { remarks: 'Name the source.' } });
    expect(await waiting('Sayla Vint')).toMatchObject({ returned: 1 });
    const better = commentIn(await revise(back, 'According to the law of 2019.', 'Sayla Vint'));
    expect(commentIn(await act.submit(better)).status).toBe('internal_review');
    expect(await waiting('Sayla Vint')).toMatchObject({ returned: 0 });
  });

  test('[CE3] what is set aside stays for ever, with its reason, and goes nowhere', async () => {
    const lying = await submitted();
    expect(await act.setAside(lying, '')).toEqual(refused('REASON_REQUIRED', 'reason'));
    expect(await act.setAside(lying, 'Not ours.', 'Sayla Vint')).toEqual(refused('NOT_OFFICER'));
    const aside = commentIn(await act.setAside(lying, 'Not our position.'));
    expect(aside).toMatchObject({ status: 'set_aside', clearance: { remarks: 'Not our position.' } });
    for (const answer of [
      await act.submit(aside),
      await act.clearAll([aside]),
      await revise(aside, 'Again.', 'Brin Tolvar'),
      await act.giveBack(aside, 'Again.'),
    ])
      expect(answer.__typename).toMatch(/Refused$/);
    expect((await act.inside(lying.id))?.status).toBe('set_aside');
    expect((await act.inside(lying.id, 'Oren Daly'))?.status).toBeUndefined();
  });

  test('[CE4] the drafter is shown what the officer changed, and not what was changed afterwards', async () => {
    const lying = await submitted({ body: 'The title is not the only ground.' });
    expect((await act.inside(lying.id))?.clearance?.change).toBeNull();
    const edited = commentIn(
      await revise(lying, 'The title is <b>not</b> the sole ground.', 'Brin Tolvar', 'x'),
    );
    const expected = {
      before: { body: 'The title is not the only ground.', proposal: null },
      after: { body: 'The title is <b>not</b> the sole ground.', proposal: 'x' },
    };
    expect((await act.inside(lying.id))?.clearance?.change).toMatchObject(expected);
    const back = commentIn(await act.giveBack(edited, 'Is this what you mean?'));
    await revise(back, 'Something else.', 'Sayla Vint');
    expect((await act.inside(lying.id))?.clearance?.change).toMatchObject(expected);
  });

  test('[CE1] a chain leads through the focal point and the legal unit to the officer', async () => {
    expect(await act.chain(['Orla Keth'], ['Sayla Vint'])).toMatchObject({ done: true });
    try {
      const draft = await drafted(world);
      expect(await act.clearAll([draft])).toMatchObject({
        items: [{ refused: { message: refusals.CHAIN_OPEN.en } }],
      });
      const lying = commentIn(await act.submit(draft));
      expect(lying).toMatchObject({ clearance: { step: 'focal_point' }, may: { revise: false } });
      expect(await waiting('Orla Keth')).toMatchObject({ toPass: 1 });
      expect(await act.pass(lying, 'Sayla Vint')).toEqual(refused('WRONG_STATE'));
      expect(commentIn(await act.pass(lying, 'Orla Keth')).clearance?.step).toBe('legal_unit');
      expect(await act.clearAll([lying])).toMatchObject({ __typename: 'SeveralRefused' });
      expect(commentIn(await act.pass(lying, 'Sayla Vint')).clearance?.step).toBe('clearing_officer');
      expect(await act.clearAll([lying])).toMatchObject({ comments: [{ status: 'cleared' }] });
    } finally {
      await act.chain([]);
    }
  });

  test('[CE1] the chain is arranged by officers, with people of their own organisation', async () => {
    expect(await act.chain([], [], 'Sayla Vint')).toEqual(refused('NOT_FOUND'));
    expect(await act.chain(['Dav Moric'])).toEqual(refused('COLLEAGUE_ONLY', 'focalPoints'));
    expect((await act.desk())?.focalPoints).toEqual([]);
  });
});

describe('duplicates', () => {
  test('[CE5] become one, and both authors stay known inside', async () => {
    const [kept, twin] = [await submitted(), await submitted({}, 'Orla Keth')];
    const merged = commentIn(await act.merge(kept, [twin]));
    expect(merged.clearance?.authors.map(({ name }) => name)).toEqual(['Sayla Vint', 'Orla Keth']);
    const gone = await act.inside(twin.id, 'Orla Keth');
    expect(gone).toMatchObject({ status: 'set_aside', clearance: { mergedInto: { id: kept.id } } });
    const [official] = only(await act.clearAll([merged]), 'CommentsCleared').comments;
    expect(
      (await world.run(world.as('Ilka Renn'), CommentByIdDocument, { id: official?.id ?? '' })).comment,
    ).toMatchObject({ author: null, organisation: { code: 'MPH' } });
  });

  test('[CE5] not into itself, not in a circle, not what is official, and only by an officer', async () => {
    const [a, b, c] = [await submitted(), await submitted(), await submitted()];
    expect(await act.merge(a, [a])).toEqual(refused('MERGE_ITSELF'));
    expect(await act.merge(a, [])).toEqual(refused('NOTHING_CHOSEN'));
    expect(await act.merge(a, [b], 'Sayla Vint')).toEqual(refused('NOT_OFFICER'));
    expect(await act.merge(a, [{ ...b, version: 7 }])).toEqual(refused('CHANGED_MEANWHILE'));
    commentIn(await act.merge(a, [b]));
    expect(await act.merge(b, [a])).toEqual(refused('MERGE_CIRCLE'));
    expect(await act.merge(c, [b])).toEqual(refused('MERGE_SET_ASIDE'));
    const official = await cleared(world);
    expect(await act.merge(official, [c])).toEqual(refused('MERGE_CLEARED'));
    expect(await act.merge(c, [official])).toEqual(refused('MERGE_CLEARED'));
  });
});

describe('making official', () => {
  const at = { block: 'b-0065', words: 'Ordinary laws' };

  test('[CE6] two that contradict each other are shown, and not both made official', async () => {
    const [first, second] = [
      await submitted({ ...at, proposal: 'Acts of parliament' }),
      await submitted({ ...at, words: 'laws then', proposal: 'decrees then' }),
    ];
    const pair = (await act.desk())?.pairs.find(({ commentIds }) =>
      [first, second].every(({ id }) => commentIds.includes(id)),
    );
    expect(pair?.relation).toBe('contradict');
    const both = only(await act.clearAll([first, second]), 'SeveralRefused');
    expect(both.items.map(({ refused: { code } }) => code)).toEqual(['CONTRADICTION', 'CONTRADICTION']);
    expect((await act.inside(first.id))?.status).toBe('internal_review');

    const [chosen] = only(await act.clearAll([first]), 'CommentsCleared').comments;
    const later = only(await act.clearAll([second]), 'SeveralRefused');
    expect(later.items).toMatchObject([{ refused: { message: refusals.CONTRADICTION.en } }]);
    await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, {
      commentId: chosen?.id ?? '',
      reason: 'The other one is better.',
    });
    expect(await act.clearAll([second])).toMatchObject({ comments: [{ status: 'cleared' }] });
  });

  test('[CE6] nor at the same moment by two people', async () => {
    const words = 'distinguish by residence title';
    const pair = [await submitted({ words, proposal: 'a' }), await submitted({ words, proposal: 'b' })];
    const answers = await Promise.all(pair.map((draft) => act.clearAll([draft])));
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
      'CommentsCleared',
      'SeveralRefused',
    ]);
  });

  test('[CE7] all of them or none, and of each is said what is in its way', async () => {
    const [good, changed, aside] = [await submitted(), await submitted(), await submitted()];
    await revise(changed, 'Changed meanwhile.', 'Brin Tolvar');
    await act.setAside(aside, 'No.');
    const answer = only(await act.clearAll([good, changed, aside]), 'SeveralRefused');
    expect(answer.items).toMatchObject([
      { commentId: changed.id, refused: { message: refusals.CHANGED_MEANWHILE.en } },
      { commentId: aside.id, refused: { message: refusals.WRONG_STATE.en } },
    ]);
    expect((await act.inside(good.id))?.status).toBe('internal_review');
    expect(await act.clearAll([])).toEqual(refused('NOTHING_CHOSEN'));
    expect(await act.clearAll([good, good])).toEqual(refused('INVALID_INPUT', 'items'));
  });

  test('[CE7] four at once get four numbers in the order of the list, each for those it was meant for', async () => {
    const drafts = [await submitted(), await submitted(), await submitted(), await submitted()];
    const wanted = drafts.map((draft, index) => ({
      ...draft,
      visibility: (['secretariat', 'government', 'participants', 'public'] as const)[index] ?? 'public',
    }));
    const { comments } = only(await act.clearAll(wanted), 'CommentsCleared');
    expect(comments.map(({ id, visibility }) => [id, visibility])).toEqual(
      wanted.map(({ id, visibility }) => [id, visibility]),
    );
    const numbers = comments.map(({ number }) => number ?? 0);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    const seenBy = async (name: string) => {
      const ids = await Promise.all(
        comments.map(({ id }) => world.run(world.as(name), CommentByIdDocument, { id })),
      );
      return ids.map(({ comment }) => comment !== null);
    };
    expect(await seenBy('Oren Daly')).toEqual([true, true, true, true]);
    expect(await seenBy('Ilka Renn')).toEqual([false, true, true, true]);
    expect(await seenBy('Ana Thorne')).toEqual([false, false, true, true]);
  });

  test('[CE7] for nobody but the own organisation is no audience', async () => {
    const draft = await submitted({ visibility: 'organisation' });
    expect(await act.clearAll([draft])).toMatchObject({
      items: [{ refused: { message: refusals.CLEAR_AUDIENCE.en } }],
    });
    expect(await act.clearAll([{ ...draft, visibility: 'government' }])).toMatchObject({
      comments: [{ visibility: 'government' }],
    });
  });

  test('[CE8] the seal is over words, place and base, and breaks with the first changed letter', async () => {
    const { id, seal } = await cleared(world, { body: 'Sealed.' });
    expect(seal).toMatch(/^[0-9a-f]{64}$/);
    const read = async () => (await world.run(world.as('Ilka Renn'), SealOfCommentDocument, { id })).comment;
    expect(await read()).toMatchObject({ seal, sealHolds: true });
    await world.dataSource.manager.update(Comment, { id }, { visibility: 'public', status: 'under_review' });
    expect(await read()).toMatchObject({ sealHolds: true });
    await world.dataSource.manager.update(Comment, { id }, { body: 'Sealed!' });
    expect(await read()).toMatchObject({ sealHolds: false });
  });

  test('[CE8] the seal is over the evidence too; one from before the evidence was sealed still holds', async () => {
    const draft = await drafted(world, { body: 'With evidence.', words: 'This chapter describes' });
    const link = { commentId: draft.id, href: 'https://example.org/act', name: 'The act' };
    await world.run(world.as('Sayla Vint'), AddEvidenceLinkDocument, link);
    const asked = { commentId: draft.id, version: draft.version + 1 };
    only((await world.run(world.as('Brin Tolvar'), ClearCommentDocument, asked)).clearComment, 'Comment');
    const holds = async () =>
      (await world.run(world.as('Ilka Renn'), SealOfCommentDocument, { id: draft.id })).comment?.sealHolds;
    expect(await holds()).toBe(true);
    await world.dataSource.query(`UPDATE evidence SET href = 'https://example.com' WHERE comment_id = $1`, [
      draft.id,
    ]);
    expect(await holds()).toBe(false);
    const row = await world.dataSource.manager.findOneByOrFail(Comment, { id: draft.id });
    const seal = createHash('sha256')
      .update(sealedText(row, 1, []))
      .digest('hex');
    await world.dataSource.manager.update(Comment, { id: draft.id }, { seal, sealFormat: null });
    expect(await holds()).toBe(true);
  });

  test('[CE8] every official comment of the demo holds its seal', async () => {
    const { comments } = await world.run(world.as('Oren Daly'), CommentsDocument, {
      consultationId: world.consultationId,
      first: 100,
    });
    const seals = (comments?.edges ?? []).map(({ node }) => node.seal);
    expect(seals.length).toBeGreaterThan(40);
    expect(seals).not.toContain(null);
  });

  test('[CE14] a draft that says nothing, or whose words are gone, is not made official', async () => {
    const [empty, lost] = [await submitted(), await submitted()];
    await world.dataSource.manager.update(Comment, { id: empty.id }, { body: ' \n ' });
    await world.dataSource.query(
      `UPDATE comment_anchor SET status = 'orphaned', block_id = NULL WHERE comment_id = $1`,
      [lost.id],
    );
    expect(only(await act.clearAll([empty, lost]), 'SeveralRefused').items).toMatchObject([
      { refused: { message: refusals.CLEAR_EMPTY.en } },
      { refused: { message: refusals.CLEAR_UNANCHORED.en } },
    ]);
  });

  test('[CE10][RD4] in the grace only knowingly, and flagged; after the last call not at all', async () => {
    const closing = (sql: string) =>
      world.dataSource.query(`UPDATE round SET closes_at = ${sql} WHERE consultation_id = $1`, [
        world.consultationId,
      ]);
    const [late, over] = [await submitted(), await submitted()];
    try {
      await closing(`now() - interval '1 hour'`);
      const one = { commentId: late.id, version: late.version };
      expect((await world.run(world.as('Brin Tolvar'), ClearCommentDocument, one)).clearComment).toEqual(
        refused('CLEAR_LATE'),
      );
      expect(only(await act.clearAll([late]), 'SeveralRefused').items).toMatchObject([
        { refused: { code: 'LATE', message: refusals.CLEAR_LATE.en } },
      ]);
      expect(await act.clearAll([late], 'Brin Tolvar', true)).toMatchObject({
        comments: [{ status: 'cleared', late: true }],
      });
      await closing(`now() - interval '15 days'`);
      expect(only(await act.clearAll([over], 'Brin Tolvar', true), 'SeveralRefused').items).toMatchObject([
        { refused: { message: refusals.ROUND_CLOSED_UNCLEARED.en } },
      ]);
      expect((await act.inside(over.id))?.status).toBe('internal_review');
    } finally {
      await closing(`now() + interval '7 days'`);
    }
    expect((await cleared(world)).late).toBe(false);
  });
});

describe('what the organisation knows of its comment', () => {
  test('[CE11] who drafted, handed in, changed, gave back, cleared and withdrew, in order', async () => {
    const lying = await submitted();
    const edited = commentIn(await revise(lying, 'Edited.', 'Brin Tolvar'));
    const back = commentIn(await act.giveBack(edited, 'Look again.'));
    const again = commentIn(await act.submit(back, 'Orla Keth'));
    only(await act.clearAll([again]), 'CommentsCleared');
    await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, {
      commentId: again.id,
      reason: 'Overtaken.',
    });
    const told = (await act.inside(again.id))?.clearance?.history ?? [];
    expect(told.map(({ type, person, remarks }) => [type, person?.name, remarks])).toEqual([
      ['comment_drafted', 'Sayla Vint', null],
      ['comment_submitted', 'Sayla Vint', null],
      ['comment_revised', 'Brin Tolvar', null],
      ['comment_returned', 'Brin Tolvar', 'Look again.'],
      ['comment_submitted', 'Orla Keth', null],
      ['comment_cleared', 'Brin Tolvar', null],
      ['comment_withdrawn', 'Brin Tolvar', 'Overtaken.'],
    ]);
  });

  test('[CE11] a draft that is thrown away takes its history along', async () => {
    const lying = await submitted();
    const back = commentIn(await act.giveBack(lying, 'No.'));
    await world.run(world.as('Sayla Vint'), DiscardCommentDocument, { commentId: back.id });
    expect(await world.dataSource.manager.countBy(ClearanceEntry, { commentId: back.id })).toBe(0);
  });
});

describe('after the decision', () => {
  const decided = async (reasonCode: 'out_of_scope_implementation' | 'no_source') => {
    const { id } = await cleared(world);
    await world.run(world.as('Oren Daly'), DecideDocument, {
      input: {
        key: randomUUID(),
        outcomes: [
          { commentId: id, disposition: 'not_accepted', reason: 'It concerns practice.', reasonCode },
        ],
      },
    });
    return id;
  };
  const ask = async (commentId: string, reason = 'It concerns the rule as well.', as = 'Brin Tolvar') =>
    (await world.run(world.as(as), AskReconsiderationDocument, { commentId, reason })).askReconsideration;

  test('[CE12] a second look is asked for once, with a reason that the moderator reads', async () => {
    const id = await decided('out_of_scope_implementation');
    expect(await ask(id, ' ')).toEqual(refused('REASON_REQUIRED', 'reason'));
    expect(await ask(id, 'Please.', 'Sayla Vint')).toEqual(refused('NOT_OFFICER'));
    expect(await ask(id)).toMatchObject({ reconsideration: { reason: 'It concerns the rule as well.' } });
    expect(await ask(id)).toEqual(refused('RECONSIDER_ONCE'));
    const { comment } = await world.run(world.as('Oren Daly'), CommentByIdDocument, { id });
    expect(comment?.reconsideration?.reason).toBe('It concerns the rule as well.');
  });

  test('[CE12] not where the comment was refused for another reason', async () => {
    expect(await ask(await decided('no_source'))).toEqual(refused('RECONSIDER_SCOPE'));
  });

  test('[CE13] a maintained objection is marked for the session, and moderators find it', async () => {
    const id = await decided('no_source');
    await world.run(world.as('Brin Tolvar'), AcknowledgeDecisionDocument, {
      commentId: id,
      acknowledgement: 'maintains_objection',
    });
    const { comments } = await world.run(world.as('Oren Daly'), CommentsDocument, {
      consultationId: world.consultationId,
      filter: { acknowledgements: ['maintains_objection'] },
      first: 100,
    });
    const found = comments?.edges.map(({ node }) => node) ?? [];
    expect(found.find((one) => one.id === id)).toMatchObject({ escalated: true });
    expect(found.every(({ acknowledgement }) => acknowledgement === 'maintains_objection')).toBe(true);
  });

  test('[CE15] one finds what one wrote oneself, and nothing of others', async () => {
    const mine = await drafted(world, {}, 'Orla Keth');
    const list = async (as: string) =>
      (
        await world.run(world.as(as), CommentsDocument, {
          consultationId: world.consultationId,
          filter: { byMe: true },
          first: 100,
        })
      ).comments?.edges.map(({ node }) => node) ?? [];
    const found = await list('Orla Keth');
    expect(found.map(({ id }) => id)).toContain(mine.id);
    expect(new Set(found.map(({ author }) => author?.name))).toEqual(new Set(['Orla Keth']));
    expect((await list('Oren Daly')).map(({ id }) => id)).not.toContain(mine.id);
  });
});
