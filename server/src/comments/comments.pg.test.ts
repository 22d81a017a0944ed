import { randomUUID } from 'node:crypto';
import {
  AcknowledgeDecisionDocument,
  ClearCommentDocument,
  CommentByIdDocument,
  CommentsDocument,
  DecideDocument,
  DiscardCommentDocument,
  DraftAnewDocument,
  DraftCommentDocument,
  ReplyToCommentDocument,
  ReviseCommentDocument,
  WithdrawCommentDocument,
  type CommentFilter,
  type DraftCommentInput,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { refusals } from '../platform/errors/registry.js';
import { BLOCK, CHAPTER, cleared, commentIn, drafted, draftInput, only, WORDS } from '../testing/comments.js';
import { velmora } from '../testing/world.js';
import { Comment, Reply } from './index.js';

const world = velmora();

const draft = async (input: DraftCommentInput, author = 'Sayla Vint') =>
  (await world.run(world.as(author), DraftCommentDocument, { input })).draftComment;
const refusal = (code: string, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });
const rows = (where: { id: string } | { clientKey: string }): Promise<number> =>
  world.dataSource.manager.countBy(Comment, where);
const read = async (id: string, as = 'Sayla Vint') =>
  (await world.run(world.as(as), CommentByIdDocument, { id })).comment;

describe('a draft', () => {
  test('[CO1] points at the words its author saw and belongs to the organisation', async () => {
    const comment = await drafted(world);
    expect(comment).toMatchObject({
      status: 'draft',
      number: null,
      version: 1,
      organisation: { code: 'MPH' },
      author: { name: 'Sayla Vint' },
      target: { blockId: BLOCK, quote: { exact: WORDS } },
      anchor: { status: 'exact', blockId: BLOCK, words: WORDS },
      may: { revise: true, discard: true, clear: false },
    });
  });

  test('[CO1] sent twice, one after the other, is one comment', async () => {
    const input = await draftInput(world);
    const [first, second] = [commentIn(await draft(input)), commentIn(await draft(input))];
    expect(second.id).toBe(first.id);
    expect(await rows({ clientKey: input.key })).toBe(1);
  });

  test('[CO1] sent ten times at once is one comment, and all ten are told the same', async () => {
    const input = await draftInput(world);
    const answers = await Promise.all(Array.from({ length: 10 }, () => draft(input)));
    expect(new Set(answers.map((answer) => commentIn(answer).id)).size).toBe(1);
    expect(await rows({ clientKey: input.key })).toBe(1);
  });

  test.each([
    ['body', { body: 'Something else.' }],
    ['proposal', { proposal: 'Other words.' }],
    ['severity', { severity: 'minor' }],
    ['visibility', { visibility: 'secretariat' }],
    ['language', { language: 'ru' }],
  ] as const)('[CO1] a used key with another %s is told so, and changes nothing', async (_name, change) => {
    const input = await draftInput(world);
    const { id } = commentIn(await draft(input));
    expect(await draft({ ...input, ...change })).toEqual(refusal('KEY_REUSED'));
    expect(await read(id)).toMatchObject({ body: input.body, proposal: null, visibility: 'participants' });
  });

  test('[CO1] one key of two people is two comments', async () => {
    const input = await draftInput(world);
    const [mine, theirs] = [commentIn(await draft(input)), commentIn(await draft(input, 'Orla Keth'))];
    expect(mine.id).not.toBe(theirs.id);
  });

  test.each([
    ['nothing', '', 'body'],
    ['blanks', ' \n\t ', 'body'],
    ['20,001 characters', 'ə'.repeat(20_001), 'body'],
    ['a character no text has', 'a\u0000b', 'body'],
  ])('a body of %s is refused by its field', async (_name, body, field) => {
    const input = await draftInput(world, { body });
    expect(await draft(input)).toEqual(refusal('INVALID_INPUT', field));
    expect(await rows({ clientKey: input.key })).toBe(0);
  });

  test('a body of 20,000 characters is taken, a proposal may be empty and no longer than that', async () => {
    const body = 'ə'.repeat(20_000);
    expect((await drafted(world, { body, proposal: '' })).body).toBe(body);
    const long = await draftInput(world, { proposal: 'a'.repeat(20_001) });
    expect(await draft(long)).toEqual(refusal('INVALID_INPUT', 'proposal'));
  });

  test.each([
    ['of nothing', ''],
    ['longer than any key', 'k'.repeat(5_000)],
    ['with a character no text has', 'a\u0000b'],
  ])('a key %s is refused', async (_name, key) => {
    expect(await draft(await draftInput(world, { key }))).toEqual(refusal('INVALID_INPUT', 'key'));
  });

  test.each([
    ['other words than stand there', { exact: 'Ordinary laws never distinguish by residence tit.' }],
    ['an end before the start', { start: 10, end: 5 }],
    ['a start before the text', { start: -1 }],
    ['an end behind the text', { end: 1_000_000 }],
    ['a block that is not there', { blockId: 'b-9999' }],
    ['a revision that never was', { revision: 999 }],
    ['revision 0', { revision: 0 }],
    ['a negative revision', { revision: -1 }],
  ])('[T2] a target with %s is refused as stale', async (_name, change) => {
    const input = await draftInput(world);
    const answer = await draft({ ...input, target: { ...input.target, ...change } });
    expect(answer).toEqual(refusal('STALE_TEXT', 'target'));
  });

  test.each([
    ['Remy Falk', 'a drafter has no comments'],
    ['Oren Daly', 'a moderator has none'],
    ['Ode Marsh', 'an observer has none'],
  ])('[RO1] %s: %s', async (name) => {
    expect(await draft(await draftInput(world), name)).toEqual(refusal('NOT_FOUND'));
  });

  test('an ended sign-in is told to sign in, not that the text is gone', async () => {
    const nobody = world.as(null);
    const input = await draftInput(world);
    const { id, version } = await drafted(world);
    const told = refusal('NOT_SIGNED_IN');
    expect((await world.run(nobody, DraftCommentDocument, { input })).draftComment).toEqual(told);
    const revision = revisionOf(id, version);
    expect((await world.run(nobody, ReviseCommentDocument, { input: revision })).reviseComment).toEqual(told);
    expect((await world.run(nobody, ClearCommentDocument, { commentId: id, version })).clearComment).toEqual(
      told,
    );
    expect((await world.run(nobody, DiscardCommentDocument, { commentId: id })).discardComment).toEqual(told);
    const reply = { key: randomUUID(), commentId: id, body: 'x', language: 'en' as const };
    expect((await world.run(nobody, ReplyToCommentDocument, { input: reply })).replyToComment).toEqual(told);
  });
});

const revisionOf = (commentId: string, version: number, body = 'Better.') => ({
  commentId,
  version,
  body,
  type: 'general' as const,
  severity: 'minor' as const,
  visibility: 'government' as const,
});

describe('a revision', () => {
  const revise = async (input: ReturnType<typeof revisionOf>, as = 'Sayla Vint') =>
    (await world.run(world.as(as), ReviseCommentDocument, { input })).reviseComment;

  test('[CO2] is made by anybody of the organisation and counts up', async () => {
    const { id } = await drafted(world);
    const revised = commentIn(await revise(revisionOf(id, 1), 'Orla Keth'));
    expect(revised).toMatchObject({ body: 'Better.', version: 2, visibility: 'government', type: 'general' });
    expect(revised.author?.name).toBe('Sayla Vint');
  });

  test('[CO2] of an older version is refused, and the newer text stays', async () => {
    const { id } = await drafted(world);
    await revise(revisionOf(id, 1, 'Hers.'), 'Orla Keth');
    expect(await revise(revisionOf(id, 1, 'Mine.'))).toEqual(refusal('WRONG_STATE'));
    expect((await read(id))?.body).toBe('Hers.');
  });

  test('[CO2] two at once from one version: exactly one wins', async () => {
    const { id } = await drafted(world);
    const answers = await Promise.all(
      ['Sayla Vint', 'Orla Keth', 'Brin Tolvar'].map((name) => revise(revisionOf(id, 1, name), name)),
    );
    const won = answers.filter((answer) => answer.__typename === 'Comment');
    expect(won.length).toBe(1);
    expect((await read(id))?.version).toBe(2);
  });

  test('[CO4] of what is official is not possible: it is sealed', async () => {
    const { id, version } = await cleared(world);
    expect(await revise(revisionOf(id, version))).toEqual(refusal('WRONG_STATE'));
  });
});

describe('becoming official', () => {
  const clear = async (commentId: string, version: number, as: string) =>
    (await world.run(world.as(as), ClearCommentDocument, { commentId, version })).clearComment;

  test('[CO4] is for the clearing officer of that organisation alone', async () => {
    const { id, version } = await drafted(world);
    expect(await clear(id, version, 'Sayla Vint')).toEqual(refusal('WRONG_STATE'));
    for (const stranger of ['Dav Moric', 'Oren Daly', 'Mira Solt', 'Remy Falk'])
      expect(await clear(id, version, stranger), stranger).toEqual(refusal('NOT_FOUND'));
    const official = commentIn(await clear(id, version, 'Brin Tolvar'));
    expect(official).toMatchObject({ status: 'cleared', may: { revise: false, clear: false } });
    expect(official.number).toBeGreaterThan(0);
    expect(official.clearedAt).not.toBeNull();
  });

  test('[CO4] of an older version is refused: the officer seals what was read', async () => {
    const { id } = await drafted(world);
    await world.run(world.as('Orla Keth'), ReviseCommentDocument, { input: revisionOf(id, 1) });
    expect(await clear(id, 1, 'Brin Tolvar')).toEqual(refusal('WRONG_STATE'));
    expect((await read(id))?.status).toBe('draft');
  });

  test('[CM6] not while it is addressed to the own organisation only', async () => {
    const { id, version } = await drafted(world, { visibility: 'organisation' });
    expect(await clear(id, version, 'Brin Tolvar')).toEqual(refusal('INVALID_INPUT', 'visibility'));
  });

  test('[TX1][CO4] thirty at once get thirty numbers, none twice and none left out', async () => {
    const drafts = await Promise.all(Array.from({ length: 30 }, () => drafted(world)));
    const before = await highestNumber();
    const answers = await Promise.all(drafts.map(({ id, version }) => clear(id, version, 'Brin Tolvar')));
    const numbers = answers.map((answer) => commentIn(answer).number ?? 0).toSorted((a, b) => a - b);
    expect(numbers).toEqual(drafts.map((_, index) => before + 1 + index));
  });

  test('[CO4] five clicks on one draft use one number', async () => {
    const { id, version } = await drafted(world);
    const before = await highestNumber();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => clear(id, version, 'Brin Tolvar')));
    expect(answers.filter(({ __typename }) => __typename === 'Comment').length).toBe(1);
    expect((await read(id))?.number).toBe(before + 1);
    expect((await cleared(world)).number).toBe(before + 2);
  });

  const highestNumber = async (): Promise<number> => {
    const rows: [{ highest: number }] = await world.dataSource.query(
      'SELECT max(number) AS highest FROM comment',
    );
    return rows[0].highest;
  };
});

describe('throwing away and taking back', () => {
  test('[CO3] a draft goes without a trace of text; what was official stays', async () => {
    const { id } = await drafted(world);
    const discard = (commentId: string, as: string) =>
      world.run(world.as(as), DiscardCommentDocument, { commentId });
    expect((await discard(id, 'Orla Keth')).discardComment).toEqual(refusal('WRONG_STATE'));
    expect((await discard(id, 'Sayla Vint')).discardComment).toMatchObject({ commentId: id });
    expect(await rows({ id })).toBe(0);
    expect((await discard(id, 'Sayla Vint')).discardComment).toEqual(refusal('NOT_FOUND'));
    const official = await cleared(world);
    expect((await discard(official.id, 'Brin Tolvar')).discardComment).toEqual(refusal('WRONG_STATE'));
    expect(await rows({ id: official.id })).toBe(1);
  });

  test('[CO5] an official comment is withdrawn with a reason and stays on record', async () => {
    const { id } = await cleared(world);
    const withdraw = async (reason: string, as = 'Brin Tolvar') =>
      (await world.run(world.as(as), WithdrawCommentDocument, { commentId: id, reason })).withdrawComment;
    expect(await withdraw('  ')).toEqual(refusal('REASON_REQUIRED', 'reason'));
    expect(await withdraw('x'.repeat(5_001))).toEqual(refusal('INVALID_INPUT', 'reason'));
    expect(await withdraw('Mine now.', 'Dav Moric')).toEqual(refusal('WRONG_STATE'));
    expect(await withdraw('Our mistake.')).toMatchObject({ status: 'withdrawn' });
    expect(await read(id, 'Ilka Renn')).toMatchObject({ withdrawalReason: 'Our mistake.' });
    expect(await withdraw('Again.')).toEqual(refusal('WRONG_STATE'));
  });
});

describe('replies', () => {
  const reply = async (commentId: string, as: string, key: string = randomUUID(), body = 'Noted.') =>
    (
      await world.run(world.as(as), ReplyToCommentDocument, {
        input: { key, commentId, body, language: 'en' },
      })
    ).replyToComment;

  test('[CO7] are given by those who speak for an organisation', async () => {
    const { id } = await cleared(world);
    expect(await reply(id, 'Ilka Renn')).toEqual(refusal('WRONG_STATE'));
    expect(await reply(id, 'Dav Moric')).toMatchObject({ organisation: { code: 'MLW' } });
    expect((await read(id, 'Oren Daly'))?.replies.map(({ author }) => author)).toEqual([null]);
    expect((await read(id, 'Ilka Renn'))?.replies[0]?.author?.name).toBe('Dav Moric');
  });

  test('[CO7] are not given to drafts, and a draft of others is not there', async () => {
    const { id } = await drafted(world);
    expect(await reply(id, 'Brin Tolvar')).toEqual(refusal('WRONG_STATE'));
    expect(await reply(id, 'Dav Moric')).toEqual(refusal('NOT_FOUND'));
  });

  test('[CO7] with one key are one reply, also at once', async () => {
    const [{ id }, other] = [await cleared(world), await cleared(world)];
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => reply(id, 'Dav Moric', key)));
    expect(new Set(answers.map((answer) => only(answer, 'Reply').id)).size).toBe(1);
    expect(await world.dataSource.manager.countBy(Reply, { commentId: id })).toBe(1);
    expect(await reply(id, 'Dav Moric', key, 'Other words.')).toEqual(refusal('KEY_REUSED'));
    expect(await reply(other.id, 'Dav Moric', key)).toEqual(refusal('KEY_REUSED'));
  });

  test('[CO7] with one key to two comments at once: one is given, the other told', async () => {
    const comments = [await cleared(world), await cleared(world), await cleared(world)];
    const key = randomUUID();
    const answers = await Promise.all(comments.map(({ id }) => reply(id, 'Dav Moric', key)));
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['Refused', 'Refused', 'Reply']);
  });

  test.each([
    ['nothing', ''],
    ['20,001 characters', 'x'.repeat(20_001)],
    ['a character no text has', '\u0000'],
  ])('[CO7] of %s are refused', async (_name, body) => {
    const { id } = await cleared(world);
    expect(await reply(id, 'Dav Moric', randomUUID(), body)).toEqual(refusal('INVALID_INPUT', 'body'));
  });
});

describe('the answer to a decision', () => {
  test('[CO6] is given once, by the clearing officer, after the decision', async () => {
    const { id } = await cleared(world);
    const answer = async (as: string) =>
      (
        await world.run(world.as(as), AcknowledgeDecisionDocument, {
          commentId: id,
          acknowledgement: 'can_live_with',
        })
      ).acknowledgeDecision;
    expect(await answer('Brin Tolvar')).toEqual(refusal('WRONG_STATE'));
    await world.run(world.as('Oren Daly'), DecideDocument, {
      input: {
        key: randomUUID(),
        outcomes: [{ commentId: id, disposition: 'noted', reason: 'Thank you.' }],
      },
    });
    expect(await answer('Sayla Vint')).toEqual(refusal('WRONG_STATE'));
    expect(await answer('Dav Moric')).toEqual(refusal('WRONG_STATE'));
    expect(await answer('Brin Tolvar')).toMatchObject({
      status: 'acknowledged',
      acknowledgement: 'can_live_with',
    });
    expect(await answer('Brin Tolvar')).toEqual(refusal('WRONG_STATE'));
  });
});

describe('the list', () => {
  type Filter = CommentFilter | null;
  const list = async (filter: Filter, as = 'Brin Tolvar', first = 100, after: string | null = null) => {
    const variables = { consultationId: world.consultationId, filter, first, after };
    const { comments } = await world.run(world.as(as), CommentsDocument, variables);
    if (!comments) throw new Error('No list');
    return comments;
  };
  const all = async (filter: Filter, as?: string) => {
    const first = await list(filter, as);
    const rest = first.pageInfo.hasNextPage ? await list(filter, as, 100, first.pageInfo.endCursor) : null;
    if (rest?.pageInfo.hasNextPage) throw new Error('More than two pages');
    return [...first.edges, ...(rest?.edges ?? [])].map(({ node }) => node);
  };
  const ids = async (filter: Filter, as?: string) => (await all(filter, as)).map(({ id }) => id);

  test('[CP3] pages hold every comment once, in one order, whatever the size of the page', async () => {
    const whole = await ids(null);
    expect(whole.length).toBeGreaterThan(60);
    for (const size of [1, 7, 50]) {
      const found: string[] = [];
      let after: string | null = null;
      do {
        const page = await list(null, 'Brin Tolvar', size, after);
        found.push(...page.edges.map(({ node }) => node.id));
        expect(page.totalCount).toBe(whole.length);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(found).toEqual(whole);
    }
  });

  test('[CP3] comments that come and go beside it move nothing else over a page border', async () => {
    const whole = await ids(null, 'Dav Moric');
    const first = await list(null, 'Dav Moric', 20);
    await cleared(world);
    const rest = await list(null, 'Dav Moric', 100, first.pageInfo.endCursor);
    const found = [...first.edges, ...rest.edges].map(({ node }) => node.id);
    expect(whole.filter((id) => !found.includes(id))).toEqual([]);
    expect(new Set(found).size).toBe(found.length);
  });

  test.each([
    ['no base64', '%%%'],
    ['another list', Buffer.from('[1,2]').toString('base64url')],
    ['numbers no place has', Buffer.from(`[1e12,1e12,"${randomUUID()}"]`).toString('base64url')],
    ['an id that is none', Buffer.from('[1,2,"x"]').toString('base64url')],
    ['nothing', ''],
  ])('[GQ10] a cursor of %s is refused', async (_name, cursor) => {
    await expect(list(null, 'Brin Tolvar', 3, cursor)).rejects.toThrow(refusals.CURSOR_INVALID.en);
  });

  test('the size of a page is held between 1 and 100', async () => {
    expect((await list(null, 'Brin Tolvar', 0)).edges.length).toBe(1);
    expect((await list(null, 'Brin Tolvar', -5)).edges.length).toBe(1);
    expect((await list(null, 'Brin Tolvar', 1_000_000)).edges.length).toBeLessThanOrEqual(100);
  });

  test.each([
    ['the Azerbaijani words as they are', 'sığorta'],
    ['without their letters', 'sigorta'],
    ['in capitals with the dotless I', 'SIĞORTA'],
  ])('search finds %s', async (_name, search) => {
    const { id } = await drafted(world, { body: 'Tibbi SIĞORTA fondu', language: 'az' });
    expect(await ids({ search })).toContain(id);
  });

  test.each(['ёлка', 'елка', 'ЁЛКА'])('search finds Russian %s', async (search) => {
    const { id } = await drafted(world, { body: 'Новогодняя Ёлка', language: 'ru' });
    expect(await ids({ search })).toContain(id);
  });

  test('search takes signs of the pattern language as they are', async () => {
    const { id } = await drafted(world, { body: 'Exactly 100 %_ of them \\ all' });
    expect(await ids({ search: '%_' })).toContain(id);
    expect(await ids({ search: '\\' })).toContain(id);
    expect(await ids({ search: '100_%' })).not.toContain(id);
    expect(await ids({ search: 'zzz\u0000' })).toEqual([]);
  });

  test('search looks into proposal and quoted words, and wants every word', async () => {
    const { id } = await drafted(world, { proposal: 'Quixotic wording' });
    expect(await ids({ search: 'quixotic ordinary' })).toEqual([id]);
    expect(await ids({ search: 'quixotic nowhere' })).toEqual([]);
  });

  test('filters narrow by section, organisation, type, status, language and ownership', async () => {
    const seen = await all(null, 'Dav Moric');
    const mlw = world.organisationId('MLW');
    const expected = (keep: (node: (typeof seen)[number]) => boolean) =>
      seen.filter(keep).map(({ id }) => id);
    const section = world.sectionId('b-0147');
    expect(await ids({ sectionIds: [section] }, 'Dav Moric')).toEqual(
      expected((node) => node.section.id === section),
    );
    expect(await ids({ organisationIds: [mlw] }, 'Dav Moric')).toEqual(
      expected((node) => node.organisation.id === mlw),
    );
    expect(await ids({ mine: true }, 'Dav Moric')).toEqual(expected((node) => node.organisation.id === mlw));
    expect(await ids({ types: ['technical', 'editorial'] }, 'Dav Moric')).toEqual(
      expected((node) => ['technical', 'editorial'].includes(node.type)),
    );
    expect(await ids({ statuses: ['decided'] }, 'Dav Moric')).toEqual(
      expected((node) => node.status === 'decided'),
    );
    expect(await ids({ languages: ['ru'] }, 'Dav Moric')).toEqual(
      expected((node) => node.target.language === 'ru'),
    );
    expect(await ids({ sectionIds: ['no id'], organisationIds: [randomUUID()] }, 'Dav Moric')).toEqual([]);
    expect((await list({ sectionIds: [section] }, 'Dav Moric')).totalCount).toBe(
      expected((node) => node.section.id === section).length,
    );
  });

  test('a comment on a section of another consultation is refused', async () => {
    const input = await draftInput(world, { consultationId: world.practiceId, section: CHAPTER });
    expect(await draft(input)).toEqual(refusal('NOT_FOUND'));
  });
});

describe('[CO10] a withdrawn comment is drafted anew', () => {
  const anew = async (as: string | null, commentId: string, key: string = randomUUID()) =>
    (await world.run(world.as(as), DraftAnewDocument, { commentId, key })).draftAnew;
  const withdrawn = async () => {
    const { id } = await cleared(world, { body: 'To be said again.', proposal: 'Other words.' });
    const reason = 'A figure was wrong.';
    await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, { commentId: id, reason });
    return id;
  };

  test('with its words and its place, once per key, by its own organisation', async () => {
    const id = await withdrawn();
    const key = randomUUID();
    const [draft, twin] = [await anew('Sayla Vint', id, key), await anew('Sayla Vint', id, key)];
    expect(draft).toMatchObject({
      status: 'draft',
      number: null,
      body: 'To be said again.',
      proposal: 'Other words.',
      anchor: { status: 'exact' },
      target: { quote: { exact: WORDS } },
      author: { name: 'Sayla Vint' },
    });
    expect(twin).toMatchObject({ id: commentIn(draft).id });
    const read = async (name: string, one: string) =>
      (await world.run(world.as(name), CommentByIdDocument, { id: one })).comment;
    expect(await read('Ilka Renn', commentIn(draft).id)).toBeNull();
    expect(await read('Ilka Renn', id)).toMatchObject({ status: 'withdrawn' });
    expect(await anew('Sayla Vint', await withdrawn(), key)).toMatchObject({ code: 'KEY_REUSED' });
  });

  test('[T4] and by nobody else; what is not withdrawn is not drafted anew', async () => {
    const id = await withdrawn();
    for (const name of ['Ilka Renn', 'Oren Daly', 'Remy Falk'])
      expect(await anew(name, id), name).toMatchObject({ code: 'NOT_FOUND' });
    expect(await anew(null, id)).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await anew('Sayla Vint', randomUUID())).toMatchObject({ code: 'NOT_FOUND' });
    const { id: official } = await cleared(world, { words: 'This chapter describes' });
    expect(await anew('Sayla Vint', official)).toMatchObject({ code: 'WRONG_STATE' });
  });
});
