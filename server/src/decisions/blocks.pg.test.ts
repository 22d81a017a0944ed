import { randomUUID } from 'node:crypto';
import { blockTexts } from '@concord/document/model';
import {
  CommentByIdDocument,
  CommentsDocument,
  ConflictBoardDocument,
  DecideDocument,
  DecisionHistoryDocument,
  DraftCommentDocument,
  UndoDecisionDocument,
  WithholdCommentDocument,
  type DraftCommentInput,
  type OutcomeInput,
  type ProposalKind,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { CHAPTER, cleared, commentIn, draftInput, drafted, only, type Wanted } from '../testing/comments.js';
import { everything } from '../testing/faults.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';

const world = velmora();

const blocks = async (section = CHAPTER) => blockTexts((await world.variant(section)).content);
const textOf = async (id: string, section = CHAPTER) =>
  (await blocks(section)).find((block) => block.id === id)?.text ?? null;
/** What stands right after a block. */
const behind = async (id: string) => {
  const all = await blocks();
  return all[all.findIndex((block) => block.id === id) + 1];
};
const whole = async (block: string, more: Wanted): Promise<Wanted> => ({
  block,
  words: (await textOf(block, more.section)) ?? '',
  ...more,
});
const asked = async (
  block: string,
  more: Wanted,
  who: readonly [string, string] = ['Sayla Vint', 'Brin Tolvar'],
) => cleared(world, await whole(block, more), ...who);
const labour = ['Ilka Renn', 'Dav Moric'] as const;

const decide = async (outcomes: OutcomeInput[]) =>
  (await world.run(world.as('Oren Daly'), DecideDocument, { input: { key: randomUUID(), outcomes } })).decide;
const accepted = async (id: string): Promise<OutcomeInput> => {
  const { comment } = await world.run(world.as('Oren Daly'), CommentByIdDocument, { id });
  return { commentId: id, disposition: 'accepted', seenWords: comment?.anchor.words ?? null };
};
const accept = async (...ids: string[]) => decide(await Promise.all(ids.map(accepted)));
const undo = async (decisionId: string) =>
  (
    await world.run(world.as('Lira Tavesh'), UndoDecisionDocument, {
      input: { key: randomUUID(), decisionId, reason: 'A slip.' },
    })
  ).undoDecision;
const refusedDraft = async (input: DraftCommentInput) =>
  only((await world.run(world.as('Sayla Vint'), DraftCommentDocument, { input })).draftComment, 'Refused');
const order = async () => (await blocks()).map(({ id }) => id);

describe('a proposal for a whole block', () => {
  test('[PO5][PO8] a new paragraph stands after its block, as text, and goes when the decision is undone', async () => {
    const before = await order();
    const html = 'Care is free.\n<script>alert(1)</script> İcazə';
    const comment = await asked('b-0065', { proposalKind: 'paragraph', proposal: html });
    expect(comment).toMatchObject({ proposalKind: 'paragraph', destination: null });
    const decision = only(await accept(comment.id), 'Decision');
    expect(decision.changes).toMatchObject([{ kind: 'paragraph', before: '', after: html }]);
    expect((await behind('b-0065'))?.text).toBe(html);
    const { comment: read } = await world.run(world.as('Brin Tolvar'), CommentByIdDocument, {
      id: comment.id,
    });
    expect(read).toMatchObject({
      status: 'decided',
      anchor: { status: 'exact' },
      outcome: { change: { after: html } },
    });
    expect(only(await undo(decision.id), 'Decision').changes).toMatchObject([
      { kind: 'deletion', before: html },
    ]);
    expect(await order()).toEqual(before);
  });

  test('[PO10] a good practice is a candidate until it is accepted: then a finding with its indicators, in the text', async () => {
    const before = await order();
    const text = 'Hospitals treat everybody in an emergency.';
    const comment = await asked(
      'b-0065',
      { proposalKind: 'good_practice', proposal: text, indicators: ['1.02', '1.01'] },
      ['Tove Lisk', 'Tove Lisk'],
    );
    expect(comment).toMatchObject({ proposalKind: 'good_practice', indicators: ['1.02', '1.01'] });
    expect(await order()).toEqual(before);
    const found = async (kinds: ProposalKind[], name = 'Ana Thorne') =>
      (
        await world.run(world.as(name), CommentsDocument, {
          consultationId: world.consultationId,
          filter: { proposalKinds: kinds },
          first: 50,
          after: null,
        })
      ).comments?.edges.map(({ node }) => node.id) ?? [];
    expect(await found(['good_practice'])).toContain(comment.id);
    expect(await found(['words', 'paragraph', 'deletion', 'move'])).not.toContain(comment.id);
    const rival = await asked('b-0065', { proposalKind: 'paragraph', proposal: 'Another.' }, labour);
    const { conflict } = await world.run(world.as('Oren Daly'), ConflictBoardDocument, {
      commentId: rival.id,
    });
    expect(conflict?.kind).toBe('contradicting');

    const decision = only(await accept(comment.id), 'Decision');
    expect(decision.changes).toMatchObject([{ kind: 'good_practice', before: '', after: text }]);
    const { content } = await world.variant(CHAPTER);
    const made = content.content.find(
      (node) => node.type === 'paragraph' && !before.includes(node.attrs.id ?? ''),
    );
    expect(made).toMatchObject({
      attrs: { finding: 'good_practice', indicators: ['1.02', '1.01'] },
      content: [{ text }],
    });
    only(await undo(decision.id), 'Decision');
    expect(await order()).toEqual(before);
    const hidden = {
      commentId: comment.id,
      kind: 'hidden',
      reasonCode: 'personal_data',
      note: 'Named.',
    } as const;
    await world.run(world.as('Oren Daly'), WithholdCommentDocument, { input: hidden });
    expect(await found(['good_practice'])).not.toContain(comment.id);
    expect(await found(['good_practice'], 'Oren Daly')).toContain(comment.id);
  });

  test('[PO8] a new paragraph that somebody wrote in is not taken back', async () => {
    const comment = await asked('b-0065', { proposalKind: 'paragraph', proposal: 'One more.' }, labour);
    const decision = only(await accept(comment.id), 'Decision');
    const made = await behind('b-0065');
    const { documentName } = await world.variant(CHAPTER);
    await (await typist(world, documentName, world.personId('Remy Falk'))).type(made?.id ?? '', 0, 'Not ');
    await world.projections.rebuild(documentName);
    expect(await undo(decision.id)).toMatchObject({ code: 'STALE_TEXT' });
    expect((await behind('b-0065'))?.text).toBe('Not One more.');
  });

  test('[PO8][T2] a deleted paragraph is gone and comes back, with the comments on its words', async () => {
    const before = await order();
    const text = (await textOf('b-0066')) ?? '';
    const beside = await cleared(world, { block: 'b-0066', words: text.slice(0, 12) }, ...labour);
    const comment = await asked('b-0066', { proposalKind: 'deletion' });
    const decision = only(await accept(comment.id), 'Decision');
    expect(decision.changes).toMatchObject([{ kind: 'deletion', before: text, after: '' }]);
    expect(await textOf('b-0066')).toBeNull();
    const anchorOf = async (id: string) =>
      (await world.run(world.as('Oren Daly'), CommentByIdDocument, { id })).comment?.anchor.status;
    expect(await anchorOf(beside.id)).toBe('orphaned');
    only(await undo(decision.id), 'Decision');
    expect(await order()).toEqual(before);
    expect(await anchorOf(beside.id)).toBe('exact');
  });

  test('[PO8][PO14] words that others wrote in a block that is to go stay, without the space beside them', async () => {
    const text = (await textOf('b-0067')) ?? '';
    const comment = await asked('b-0067', { proposalKind: 'deletion' });
    const { documentName } = await world.variant(CHAPTER);
    await (await typist(world, documentName, world.personId('Remy Falk'))).type('b-0067', 0, 'New words. ');
    await world.projections.rebuild(documentName);
    const decision = only(await accept(comment.id), 'Decision');
    expect(decision.changes).toMatchObject([{ kind: 'words', before: ` ${text}` }]);
    expect(await textOf('b-0067')).toBe('New words.');
  });

  test('[PO8][T2] a moved block takes along what is said of it and written in it, and goes back with that', async () => {
    const before = await order();
    const text = (await textOf('b-0068')) ?? '';
    const beside = await cleared(world, { block: 'b-0068', words: text.slice(0, 14) }, ...labour);
    const comment = await asked('b-0068', { proposalKind: 'move', moveAfter: 'b-0071' });
    expect(comment.destination?.blockId).toBe('b-0071');
    expect(await textOf('b-0071')).toContain(comment.destination?.words.replace('…', ''));
    const decision = only(await accept(comment.id), 'Decision');
    expect(decision.changes).toMatchObject([{ kind: 'move', before: text, after: text }]);
    expect((await behind('b-0071'))?.id).toBe('b-0068');
    const { comment: read } = await world.run(world.as('Oren Daly'), CommentByIdDocument, { id: beside.id });
    expect(read?.anchor).toMatchObject({ blockId: 'b-0068', words: text.slice(0, 14) });
    const { documentName } = await world.variant(CHAPTER);
    await (await typist(world, documentName, world.personId('Remy Falk'))).type('b-0068', 0, 'Moved: ');
    await world.projections.rebuild(documentName);
    only(await undo(decision.id), 'Decision');
    expect(await order()).toEqual(before);
    expect(await textOf('b-0068')).toBe(`Moved: ${text}`);
  });

  test('[PO8] a block that was moved again is not moved back by the first undo', async () => {
    const first = await asked('b-0069', { proposalKind: 'move', moveAfter: 'b-0071' });
    const decision = only(await accept(first.id), 'Decision');
    const second = await asked('b-0069', { proposalKind: 'move', moveAfter: 'b-0065' });
    only(await accept(second.id), 'Decision');
    expect(await undo(decision.id)).toMatchObject({ code: 'STALE_TEXT' });
  });

  test('[PO6][CF1] rivals know each other: two moves, a deletion against words in it; words go along with a move', async () => {
    const text = (await textOf('b-0074')) ?? '';
    const move = await asked('b-0074', { proposalKind: 'move', moveAfter: 'b-0080' });
    const other = await asked('b-0074', { proposalKind: 'move', moveAfter: 'b-0082' }, labour);
    const kindNow = async () =>
      (await world.run(world.as('Oren Daly'), ConflictBoardDocument, { commentId: move.id })).conflict;
    expect(await kindNow()).toMatchObject({
      kind: 'contradicting',
      lanes: [{ id: move.id }, { id: other.id }],
    });
    const before = await everything(world.dataSource);
    expect(await accept(move.id, other.id)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await everything(world.dataSource)).toEqual(before);

    const words = await cleared(
      world,
      { block: 'b-0074', words: text.slice(0, 9), proposal: 'Reworded' },
      'Juno Karst',
      'Esme Farrow',
    );
    const decision = only(await accept(move.id, words.id), 'Decision');
    expect(decision.changes.map(({ kind }) => kind)).toEqual(['words', 'move']);
    expect((await behind('b-0080'))?.text).toBe(`Reworded${text.slice(9)}`);
    only(await undo(decision.id), 'Decision');
    expect(await textOf('b-0074')).toBe(text);

    const gone = await asked('b-0074', { proposalKind: 'deletion' }, ['Pell Anders', 'Rhea Moss']);
    expect(await accept(gone.id, words.id)).toMatchObject({ code: 'INVALID_INPUT' });
    const after = await asked('b-0074', { proposalKind: 'paragraph', proposal: 'In its place.' }, [
      'Tamsin Orvel',
      'Hale Druin',
    ]);
    const place = (await order())[(await order()).indexOf('b-0074') - 1] ?? '';
    only(await accept(gone.id, after.id), 'Decision');
    expect((await behind(place))?.text).toBe('In its place.');
  });

  test('[PO8] a move is accepted as proposed or not; where it stands already, nothing is changed', async () => {
    const move = await asked('b-0080', { proposalKind: 'move', moveAfter: 'b-0086' });
    const own = {
      ...(await accepted(move.id)),
      disposition: 'accepted_with_modification',
      wording: 'x',
      reason: 'y',
    } as const;
    expect(await decide([own])).toMatchObject({ code: 'INVALID_INPUT', field: 'outcomes.0.disposition' });
    const same = await asked('b-0080', { proposalKind: 'move', moveAfter: 'b-0086' }, labour);
    expect(only(await accept(move.id), 'Decision').changes.length).toBe(1);
    expect(only(await accept(same.id), 'Decision').changes).toEqual([]);
  });

  test('[PO5] other words instead of a deletion are entered as words', async () => {
    const comment = await asked('b-0084', { proposalKind: 'deletion' });
    const { seenWords } = await accepted(comment.id);
    const decision = only(
      await decide([
        {
          commentId: comment.id,
          disposition: 'accepted_with_modification',
          wording: 'Shorter.',
          reason: 'Kept.',
          seenWords,
        },
      ]),
      'Decision',
    );
    expect(decision.changes).toMatchObject([{ kind: 'words', after: 'Shorter.' }]);
    expect(await textOf('b-0084')).toBe('Shorter.');
  });

  test('[PO5] a move to where it is, a block that is gone, a title, an empty paragraph: each is told, in the language', async () => {
    const input = async (block: string, more: Wanted) => draftInput(world, await whole(block, more));
    const all = await order();
    const [title = ''] = all;
    const previous = all[all.indexOf('b-0088') - 1] ?? '';
    const bad: [DraftCommentInput, string, string][] = [
      [await input('b-0088', { proposalKind: 'move', moveAfter: previous }), 'INVALID_INPUT', 'moveAfter'],
      [await input('b-0088', { proposalKind: 'move', moveAfter: 'b-0088' }), 'INVALID_INPUT', 'moveAfter'],
      [await input('b-0088', { proposalKind: 'move', moveAfter: 'b-9999' }), 'STALE_TEXT', 'moveAfter'],
      [await input('b-0088', { proposalKind: 'move' }), 'STALE_TEXT', 'moveAfter'],
      [await input(title, { proposalKind: 'deletion' }), 'INVALID_INPUT', 'target'],
      [await input('b-0088', { proposalKind: 'paragraph', proposal: ' \n ' }), 'INVALID_INPUT', 'proposal'],
      [await input('b-0088', { proposalKind: 'paragraph' }), 'INVALID_INPUT', 'proposal'],
      [
        await input('b-0088', { proposalKind: 'paragraph', proposal: 'x'.repeat(1_000_000) }),
        'INVALID_INPUT',
        'proposal',
      ],
      [await input('b-0088', { proposalKind: 'good_practice', proposal: ' ' }), 'INVALID_INPUT', 'proposal'],
      ...(await Promise.all(
        [['9.99'], ['1.01', '1.01'], ['<script>'], Array.from({ length: 1_000 }, () => '1.01')].map(
          async (indicators): Promise<[DraftCommentInput, string, string]> => [
            await input('b-0088', { proposalKind: 'good_practice', proposal: 'x', indicators }),
            'INVALID_INPUT',
            'indicators',
          ],
        ),
      )),
      [
        await input('b-0088', { proposalKind: 'paragraph', proposal: 'x', indicators: ['1.01'] }),
        'INVALID_INPUT',
        'indicators',
      ],
      [await input('b-0088', { proposalKind: 'deletion', proposal: 'x' }), 'INVALID_INPUT', 'proposal'],
      [
        await input('b-0088', { proposalKind: 'deletion', moveAfter: 'b-0065' }),
        'INVALID_INPUT',
        'moveAfter',
      ],
      [
        await draftInput(world, {
          block: 'b-0088',
          words: (await textOf('b-0088'))?.slice(0, 9) ?? '',
          proposalKind: 'deletion',
        }),
        'STALE_TEXT',
        'target',
      ],
    ];
    for (const [draft, code, field] of bad)
      expect(await refusedDraft(draft), JSON.stringify(draft).slice(0, 300)).toMatchObject({ code, field });
    // The draft was begun before the block went.
    const late = await input('b-0088', { proposalKind: 'move', moveAfter: 'b-0065' });
    const gone = await asked('b-0088', { proposalKind: 'deletion' }, labour);
    only(await accept(gone.id), 'Decision');
    expect(await refusedDraft(late)).toMatchObject({ code: 'STALE_TEXT', field: 'target' });
    const { draftComment } = await world.run(world.as('Sayla Vint', 'az'), DraftCommentDocument, {
      input: late,
    });
    expect(only(draftComment, 'Refused').message).toContain('abzas');
  });

  test('[MO8][T4] of a hidden comment nobody else learns that it asks for a move, nor where to, nor of a conflict', async () => {
    const move = await asked('b-0070', { proposalKind: 'move', moveAfter: 'b-0065' });
    const rival = await asked('b-0070', { proposalKind: 'deletion' }, labour);
    const input = {
      commentId: move.id,
      kind: 'hidden',
      reasonCode: 'personal_data',
      note: 'Named.',
    } as const;
    only(
      (await world.run(world.as('Oren Daly'), WithholdCommentDocument, { input })).withholdComment,
      'Comment',
    );
    const readAs = async (name: string) =>
      (await world.run(world.as(name), CommentByIdDocument, { id: move.id })).comment;
    const boardOf = async (name: string) =>
      (await world.run(world.as(name), ConflictBoardDocument, { commentId: rival.id })).conflict;
    for (const name of ['Ana Thorne', 'Mira Solt', 'Dav Moric']) {
      expect(await readAs(name), name).toMatchObject({
        proposalKind: 'words',
        destination: null,
        proposal: null,
      });
      expect(await boardOf(name), name).toBeNull();
    }
    for (const name of ['Sayla Vint', 'Lira Tavesh'])
      expect(await readAs(name), name).toMatchObject({
        proposalKind: 'move',
        destination: { blockId: 'b-0065' },
      });
    expect((await boardOf('Lira Tavesh'))?.kind).toBe('contradicting');
    // Entered in the text it would be told to everybody.
    expect(await accept(move.id)).toMatchObject({ __typename: 'Refused', field: 'outcomes.0.disposition' });
  });

  test('[CO1] the same key with another kind is another draft', async () => {
    const input = await draftInput(world, await whole('b-0071', { proposalKind: 'deletion' }));
    const send = async (given: DraftCommentInput) =>
      (await world.run(world.as('Sayla Vint'), DraftCommentDocument, { input: given })).draftComment;
    const { id } = commentIn(await send(input));
    expect(commentIn(await send(input)).id).toBe(id);
    expect(await send({ ...input, proposalKind: 'move', moveAfter: 'b-0065' })).toMatchObject({
      code: 'KEY_REUSED',
    });
  });
});

describe('words of headings, tables and notes', () => {
  const acceptedIn = async (section: string, type: string, cut: (text: string) => string) => {
    const block = (await blocks(section)).find((one) => one.type === type && cut(one.text) !== '');
    if (!block) throw new Error(`no ${type} in ${section}`);
    const words = cut(block.text);
    const comment = await cleared(world, { section, block: block.id, words, proposal: `${words} (revised)` });
    const decision = only(await accept(comment.id), 'Decision');
    expect(await textOf(block.id, section)).toBe(block.text.replace(words, `${words} (revised)`));
    only(await undo(decision.id), 'Decision');
    expect(await textOf(block.id, section)).toBe(block.text);
    return decision;
  };
  const sectionWith = async (type: string): Promise<string> => {
    const sections: { key: string }[] = await world.dataSource.query(
      'SELECT key FROM section ORDER BY ordinal',
    );
    for (const { key } of sections) if ((await blocks(key)).some((block) => block.type === type)) return key;
    throw new Error(`no section has a ${type}`);
  };

  test.each(['heading', 'footnote', 'table'])(
    '[DC1][DC4] are replaced in a %s, and put back',
    async (type) => {
      const cut = (text: string) =>
        type === 'table'
          ? (text
              .split('\n')[1]
              ?.split('\t')
              .find((cell) => cell.length > 3) ?? '')
          : text.slice(0, 12).trim();
      const decision = await acceptedIn(await sectionWith(type), type, cut);
      expect(decision.changes).toMatchObject([{ kind: 'words' }]);
    },
  );

  test('[DC4] a title that is reworded is the section’s name at once', async () => {
    const [title] = await blocks();
    const comment = await cleared(world, {
      block: title?.id ?? '',
      words: title?.text ?? '',
      proposal: 'Another name',
    });
    const decision = only(await accept(comment.id), 'Decision');
    expect((await world.variant(CHAPTER)).title).toBe('Another name');
    const { comment: history } = await world.run(world.as('Oren Daly'), DecisionHistoryDocument, {
      commentId: comment.id,
    });
    expect(history?.outcomes.length).toBe(1);
    only(await undo(decision.id), 'Decision');
    await drafted(world, { block: title?.id ?? '', words: title?.text ?? '' });
  });
});
