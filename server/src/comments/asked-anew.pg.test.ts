import { randomUUID } from 'node:crypto';
import { blockTexts } from '@concord/document/model';
import {
  ClearCommentDocument,
  CommentByIdDocument,
  DecideDocument,
  ReviseCommentDocument,
  SealOfCommentDocument,
  type ReviseCommentInput,
  type TargetInput,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import {
  BLOCK,
  CHAPTER,
  cleared,
  commentIn,
  draftInput,
  drafted,
  only,
  type CommentFields,
  type Wanted,
} from '../testing/comments.js';
import { velmora } from '../testing/world.js';

const world = velmora();

/** Another chapter, and a paragraph of it. */
const OTHER = 'b-0126';
const GOAL = 'b-0139';

const textOf = async (block: string, section = CHAPTER) =>
  blockTexts((await world.variant(section)).content).find(({ id }) => id === block)?.text ?? '';
const whole = async (block = BLOCK): Promise<TargetInput> =>
  (await draftInput(world, { block, words: await textOf(block) })).target;
const after = async (block: string, more: Partial<ReviseCommentInput> = {}) => ({
  proposalKind: 'move' as const,
  target: await whole(),
  moveAfter: block,
  ...more,
});
const revise = async (
  { id, version }: Pick<CommentFields, 'id' | 'version'>,
  more: Partial<ReviseCommentInput>,
  name = 'Sayla Vint',
  language: 'en' | 'az' = 'en',
) => {
  const input: ReviseCommentInput = {
    commentId: id,
    version,
    type: 'substantive',
    severity: 'important',
    visibility: 'participants',
    body: 'As we read it.',
    proposal: null,
    ...more,
  };
  return (await world.run(world.as(name, language), ReviseCommentDocument, { input })).reviseComment;
};
const read = async (id: string, name = 'Sayla Vint') =>
  (await world.run(world.as(name), CommentByIdDocument, { id })).comment;
const wording: Wanted = { proposal: 'Ordinary laws distinguish by title.' };

describe('what a draft asks of the text', () => {
  test('[PO13] is asked anew by anybody who may revise it, kind after kind, and points at all of its block', async () => {
    let draft = await drafted(world, wording);
    const steps: [Partial<ReviseCommentInput>, Partial<CommentFields> & { goal?: string }][] = [
      [
        { proposalKind: 'deletion', target: await whole() },
        { proposalKind: 'deletion', proposal: null },
      ],
      [
        { proposalKind: 'paragraph', proposal: 'A paragraph of its own.' },
        { proposalKind: 'paragraph', proposal: 'A paragraph of its own.' },
      ],
      [
        { proposalKind: 'good_practice', proposal: 'A good one.', indicators: ['1.01'] },
        { proposalKind: 'good_practice', indicators: ['1.01'] },
      ],
      [await after('b-0068'), { proposalKind: 'move', indicators: [], goal: 'b-0068' }],
      [
        await after(GOAL, { moveSectionId: world.sectionId(OTHER) }),
        { proposalKind: 'move', proposal: null, goal: GOAL },
      ],
      [
        {
          proposalKind: 'words',
          target: (await draftInput(world)).target,
          proposal: 'Ordinary laws distinguish by title.',
        },
        { proposalKind: 'words', proposal: 'Ordinary laws distinguish by title.' },
      ],
    ];
    for (const [index, [more, { goal, ...expected }]] of steps.entries()) {
      draft = commentIn(await revise(draft, more, index % 2 ? 'Orla Keth' : 'Sayla Vint'));
      expect(draft).toMatchObject({ ...expected, body: 'As we read it.', version: index + 2 });
      expect(draft.destination?.blockId).toBe(goal);
      const { exact } = draft.target.quote;
      expect(exact === (await textOf(BLOCK))).toBe(expected.proposalKind !== 'words');
      expect(draft.anchor).toMatchObject({ status: 'exact', words: exact });
    }
  });

  test('[PO13][CO4] what is sealed and decided is what was asked last', async () => {
    const draft = await drafted(world, {
      ...wording,
      block: 'b-0068',
      words: (await textOf('b-0068')).slice(0, 9),
    });
    const target = await whole('b-0068');
    const { id, version } = commentIn(await revise(draft, { proposalKind: 'deletion', target }));
    const officer = world.as('Brin Tolvar');
    const answer = await world.run(officer, ClearCommentDocument, { commentId: id, version });
    const official = commentIn(answer.clearComment);
    expect(official).toMatchObject({ proposalKind: 'deletion', target: { quote: { exact: target.exact } } });
    const { comment } = await world.run(world.as('Oren Daly'), SealOfCommentDocument, { id });
    expect(comment?.sealHolds).toBe(true);
    const outcome = { commentId: id, disposition: 'accepted' as const, seenWords: target.exact };
    const input = { key: randomUUID(), outcomes: [outcome] };
    only((await world.run(world.as('Oren Daly'), DecideDocument, { input })).decide, 'Decision');
    expect(await textOf('b-0068')).toBe('');
  });

  test('[PO13] stays as it was for whoever names no kind, and its wording has to fit it', async () => {
    const draft = commentIn(
      await revise(await drafted(world), { proposalKind: 'deletion', target: await whole() }),
    );
    expect(await revise(draft, { proposal: 'x' })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'proposal',
    });
    expect(await revise(draft, { moveAfter: GOAL })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'proposalKind',
    });
    const revised = commentIn(await revise(draft, { body: 'Other words.' }));
    expect(revised).toMatchObject({ proposalKind: 'deletion', body: 'Other words.', proposal: null });
  });

  test('[PO13][PO5] is judged as at drafting: what is refused changes nothing, and is told in the language', async () => {
    const draft = await drafted(world, wording);
    const [first = ''] = blockTexts((await world.variant(CHAPTER)).content).map(({ id }) => id);
    const elsewhere = (await draftInput(world, { block: 'b-0070', words: await textOf('b-0070') })).target;
    const chapters = await draftInput(world, {
      section: OTHER,
      block: GOAL,
      words: await textOf(GOAL, OTHER),
    });
    const target = await whole();
    const bad: [Partial<ReviseCommentInput>, string, string][] = [
      [{ proposalKind: 'deletion' }, 'STALE_TEXT', 'target'],
      [{ proposalKind: 'deletion', target: elsewhere }, 'STALE_TEXT', 'target'],
      [{ proposalKind: 'deletion', target: chapters.target }, 'STALE_TEXT', 'target'],
      [{ proposalKind: 'deletion', target: { ...target, exact: 'x' } }, 'STALE_TEXT', 'target'],
      [{ proposalKind: 'deletion', target: { ...target, revision: 10_000 } }, 'STALE_TEXT', 'target'],
      [{ proposalKind: 'deletion', target, proposal: 'x' }, 'INVALID_INPUT', 'proposal'],
      [{ proposalKind: 'deletion', target, moveAfter: first }, 'INVALID_INPUT', 'moveAfter'],
      [{ proposalKind: 'paragraph', target, proposal: ' ' }, 'INVALID_INPUT', 'proposal'],
      [
        { proposalKind: 'paragraph', target, proposal: 'x', indicators: ['1.01'] },
        'INVALID_INPUT',
        'indicators',
      ],
      [
        { proposalKind: 'good_practice', target, proposal: 'x', indicators: ['9.99'] },
        'INVALID_INPUT',
        'indicators',
      ],
      [{ proposalKind: 'move', target }, 'STALE_TEXT', 'moveAfter'],
      [{ proposalKind: 'move', target, moveAfter: BLOCK }, 'INVALID_INPUT', 'moveAfter'],
      [{ proposalKind: 'move', target, moveAfter: GOAL }, 'STALE_TEXT', 'moveAfter'],
      [{ target }, 'INVALID_INPUT', 'proposalKind'],
    ];
    for (const [more, code, field] of bad)
      expect(await revise(draft, more), JSON.stringify(more)).toMatchObject({ code, field });
    const nowhere = await after(GOAL, { moveSectionId: randomUUID() });
    expect(await revise(draft, nowhere)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await revise(draft, bad[11]?.[0] ?? {}, 'Sayla Vint', 'az')).toMatchObject({
      message: expect.stringMatching(/^Abzas/) as string,
    });
    expect(await read(draft.id)).toMatchObject({ version: 1, proposalKind: 'words', ...wording });
  });

  test('[PO13][CO2] two colleagues at once: one asks, the other is told, nothing is mixed', async () => {
    const draft = await drafted(world, wording);
    const target = await whole();
    const answers = await Promise.all([
      revise(draft, { proposalKind: 'deletion', target }),
      revise(draft, { proposalKind: 'paragraph', target, proposal: 'New.' }, 'Orla Keth'),
    ]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['Comment', 'Refused']);
    const won = commentIn(answers.find(({ __typename }) => __typename === 'Comment') ?? answers[0]);
    expect(await read(draft.id)).toMatchObject({
      version: 2,
      proposalKind: won.proposalKind,
      proposal: won.proposal,
    });
    expect(answers.find(({ __typename }) => __typename === 'Refused')).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('[PO13][T4] is nobody else’s to ask, and nobody’s once it is official', async () => {
    const draft = await drafted(world, wording);
    const asked = { proposalKind: 'deletion' as const, target: await whole() };
    for (const name of ['Ilka Renn', 'Oren Daly', 'Lira Tavesh'])
      expect(await revise(draft, asked, name)).toMatchObject({ code: 'NOT_FOUND' });
    const official = await cleared(world, wording);
    expect(await revise(official, asked)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await read(official.id)).toMatchObject({ proposalKind: 'words' });
  });
});
