import { randomUUID } from 'node:crypto';
import { blockTexts } from '@concord/document/model';
import {
  AcknowledgeDecisionDocument,
  AnswerClarificationDocument,
  AskClarificationDocument,
  ClusterCommentsDocument,
  CommentModerationDocument,
  DecideDocument,
  EventsSinceDocument,
  ForgetViewDocument,
  InboxDocument,
  InboxFactsDocument,
  ModeratorsDocument,
  NoteOnCommentDocument,
  RoundPageDocument,
  SaveViewDocument,
  TriageCommentDocument,
  WaitingDocument,
  type TriageFilter,
  type TriageInput,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { headPosition } from '../platform/events/feed.js';
import { cleared, drafted, only } from '../testing/comments.js';
import { givenRound } from '../testing/rounds.js';
import { audienceIn, velmora } from '../testing/world.js';
import { MOST_COMPARED } from './similar.js';

const world = velmora();

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const refusal = (code: string, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });

const triage = async (as: string | null, input: TriageInput) =>
  (await world.run(world.as(as), TriageCommentDocument, { input })).triageComment;
const note = async (as: string | null, commentId: string, body: string, key: string = randomUUID()) =>
  (await world.run(world.as(as), NoteOnCommentDocument, { commentId, body, key })).noteOnComment;
const ask = async (
  as: string | null,
  commentId: string,
  {
    question = 'Which law is meant?',
    dueAt = inDays(3),
    key = randomUUID(),
  }: { question?: string; dueAt?: string; key?: string } = {},
) =>
  (await world.run(world.as(as), AskClarificationDocument, { commentId, question, dueAt, key }))
    .askClarification;
const answer = async (as: string | null, id: string, text = 'The Health Care Act.') =>
  (await world.run(world.as(as), AnswerClarificationDocument, { id, answer: text })).answerClarification;
const cluster = async (as: string, commentId: string, others: string[]) =>
  (await world.run(world.as(as), ClusterCommentsDocument, { commentId, others })).clusterComments;
const read = async (as: string, id: string) =>
  (await world.run(world.as(as), CommentModerationDocument, { id })).comment;
const inbox = async (as: string, filter: TriageFilter) => {
  const variables = { consultationId: world.consultationId, triage: filter, first: 100 };
  const { comments: found } = await world.run(world.as(as), InboxDocument, variables);
  return found && found.edges.map(({ node }) => node.id);
};
const MODERATOR = 'Oren Daly';
const outsiders = ['Brin Tolvar', 'Ilka Renn', 'Remy Falk', 'Mira Solt', 'Kas Brenn'];

describe('[MO1] what moderators do among themselves', () => {
  test('is read, heard and done by moderators alone', async () => {
    const { id } = await cleared(world);
    await note(MODERATOR, id, 'Ask the ministry first.');
    await triage(MODERATOR, { commentId: id, tags: ['health'] });
    for (const name of outsiders) {
      expect((await read(name, id))?.moderation ?? null, name).toBeNull();
      expect(await inbox(name, {}), name).toBeNull();
      expect(await triage(name, { commentId: id, tags: [] }), name).toEqual(refusal('NOT_FOUND'));
      expect(await note(name, id, 'Mine.'), name).toEqual(refusal('NOT_FOUND'));
      expect(await ask(name, id), name).toEqual(refusal('NOT_FOUND'));
      expect(
        (await world.run(world.as(name), ModeratorsDocument, { consultationId: world.consultationId }))
          .moderators,
      ).toEqual([]);
    }
    expect(await triage(null, { commentId: id, tags: [] })).toEqual(refusal('NOT_SIGNED_IN'));
    expect(await triage(MODERATOR, { commentId: randomUUID(), tags: [] })).toEqual(refusal('NOT_FOUND'));
    expect((await read(MODERATOR, id))?.moderation).toMatchObject({
      tags: ['health'],
      notes: [{ body: 'Ask the ministry first.', author: { name: MODERATOR } }],
    });
  });

  test('[T8] makes its events for moderators, and for the organisation that is asked', async () => {
    const before = await headPosition(world.as(MODERATOR), world.consultationId);
    const { id } = await cleared(world);
    await triage(MODERATOR, { commentId: id, tags: ['quiet'] });
    await ask(MODERATOR, id);
    const heard = async (name: string): Promise<string[]> => {
      const { consultationId } = world;
      const start = world.services.cursors.seal(consultationId, await audienceIn(world, name), before);
      const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
        consultationId,
        after: start,
        first: 200,
      });
      return (eventsSince?.events ?? []).filter(({ commentId }) => commentId === id).map(({ type }) => type);
    };
    expect(await heard('Lira Tavesh')).toEqual(['comment_cleared', 'comment_triaged', 'comment_questioned']);
    expect(await heard('Brin Tolvar')).toEqual(['comment_drafted', 'comment_cleared', 'comment_questioned']);
    expect(await heard('Ilka Renn')).toEqual(['comment_cleared']);
  });

  test('[T4] never touches a draft, not even one of the moderator’s own ministry', async () => {
    const { id } = await drafted(world);
    expect(await triage(MODERATOR, { commentId: id, tags: ['x'] })).toEqual(refusal('NOT_FOUND'));
    expect(await note(MODERATOR, id, 'x')).toEqual(refusal('NOT_FOUND'));
    expect(await inbox(MODERATOR, {})).not.toContain(id);
    const rows: unknown[] = await world.dataSource.query('SELECT 1 FROM triage WHERE comment_id = $1', [id]);
    expect(rows).toEqual([]);
  });
});

describe('[MO2] triage', () => {
  test('is given to a moderator of this consultation, and to nobody else', async () => {
    const { id } = await cleared(world);
    const input = { commentId: id, assigneeId: world.personId('Lira Tavesh') };
    expect(await triage(MODERATOR, input)).toMatchObject({
      moderation: { assignee: { name: 'Lira Tavesh' } },
    });
    const wrong = { commentId: id, assigneeId: world.personId('Brin Tolvar') };
    expect(await triage(MODERATOR, wrong)).toEqual(refusal('INVALID_INPUT', 'assigneeId'));
  });

  test('changes what is named and leaves the rest', async () => {
    const { id } = await cleared(world);
    await triage(MODERATOR, { commentId: id, tags: ['cost', ' cost ', 'law'], recommendation: 'accepted' });
    await triage('Lira Tavesh', { commentId: id, assigneeId: world.personId('Lira Tavesh') });
    expect((await read(MODERATOR, id))?.moderation).toMatchObject({
      assignee: { name: 'Lira Tavesh' },
      tags: ['cost', 'law'],
      recommendation: 'accepted',
    });
    await triage(MODERATOR, { commentId: id, assigneeId: null, recommendation: null });
    expect((await read(MODERATOR, id))?.moderation).toMatchObject({
      assignee: null,
      tags: ['cost', 'law'],
      recommendation: null,
    });
  });

  test('refuses tags that are too many, too long or cannot be kept', async () => {
    const { id } = await cleared(world);
    for (const tags of [['x'.repeat(41)], Array.from({ length: 11 }, (_, index) => `${index}`), ['a\u0000b']])
      expect(await triage(MODERATOR, { commentId: id, tags })).toEqual(refusal('INVALID_INPUT', 'tags'));
    for (const addTags of [['x'.repeat(41)], ['a\u0000b'], ['  ']])
      expect(await triage(MODERATOR, { commentId: id, addTags })).toEqual(
        refusal('INVALID_INPUT', 'addTags'),
      );
  });

  test('keeps every tag that two moderators give or take away at the same moment', async () => {
    const { id } = await cleared(world);
    await triage(MODERATOR, { commentId: id, tags: ['stays', 'goes'] });
    const given = ['cost', 'law', 'tables', 'figures'];
    const answers = await Promise.all([
      ...given.map((tag, index) =>
        triage(index % 2 === 0 ? MODERATOR : 'Lira Tavesh', {
          commentId: id,
          addTags: [` ${tag} `, 'stays'],
        }),
      ),
      triage('Lira Tavesh', { commentId: id, removeTags: ['goes', 'never there'] }),
      triage(MODERATOR, { commentId: id, recommendation: 'noted' }),
    ]);
    expect(answers.map(({ __typename }) => __typename)).toEqual(answers.map(() => 'Comment'));
    const tags = (await read(MODERATOR, id))?.moderation?.tags ?? [];
    expect(tags[0]).toBe('stays');
    expect(tags.toSorted()).toEqual([...given, 'stays'].toSorted());
  });

  test('tells of two moderators whose tag does not go in any more, and takes nothing of the other', async () => {
    const { id } = await cleared(world);
    await triage(MODERATOR, { commentId: id, tags: Array.from({ length: 9 }, (_, index) => `tag ${index}`) });
    const answers = await Promise.all([
      triage(MODERATOR, { commentId: id, addTags: ['one'] }),
      triage('Lira Tavesh', { commentId: id, addTags: ['other'] }),
    ]);
    const refused = answers.flatMap((answer) => (answer.__typename === 'Refused' ? [answer] : []));
    expect(refused).toEqual([refusal('INVALID_INPUT', 'addTags')]);
    const tags = (await read(MODERATOR, id))?.moderation?.tags ?? [];
    expect(tags).toHaveLength(10);
    expect(['one', 'other'].filter((tag) => tags.includes(tag))).toHaveLength(1);
  });
});

test('[MO3] a note is written once per key, and not longer than a note', async () => {
  const { id } = await cleared(world);
  const key = randomUUID();
  await Promise.all([note(MODERATOR, id, 'Once.', key), note(MODERATOR, id, 'Once.', key)]);
  expect((await read(MODERATOR, id))?.moderation?.notes.map(({ body }) => body)).toEqual(['Once.']);
  expect(await note(MODERATOR, id, 'Otherwise.', key)).toEqual(refusal('KEY_REUSED'));
  expect(await note(MODERATOR, id, ' ')).toEqual(refusal('INVALID_INPUT', 'body'));
  expect(await note(MODERATOR, id, 'x'.repeat(5_001))).toEqual(refusal('INVALID_INPUT', 'body'));
});

describe('[MO4] a clarification', () => {
  test('is read by the moderators and by the organisation that is asked, and answered once by those who speak for it', async () => {
    const { id } = await cleared(world);
    const waits = async (as: string) =>
      (
        await world.run(world.as(as), WaitingDocument, {
          slug: 'velmora-2025',
          consultationId: world.consultationId,
        })
      ).consultation?.waiting.toAnswer ?? 0;
    const before = await waits('Brin Tolvar');
    only(await ask(MODERATOR, id), 'Comment');
    // It stands in the list of those who may answer, and of nobody else.
    expect(await waits('Brin Tolvar')).toBe(before + 1);
    expect(await waits('Sayla Vint')).toBe(0);
    const asked = (await read('Sayla Vint', id))?.clarifications ?? [];
    expect(asked).toMatchObject([{ question: 'Which law is meant?', answer: null, mayAnswer: false }]);
    for (const name of ['Ilka Renn', 'Mira Solt', 'Remy Falk'])
      expect((await read(name, id))?.clarifications ?? [], name).toEqual([]);
    const question = asked[0]?.id ?? '';
    expect(await answer('Sayla Vint', question)).toEqual(refusal('NOT_FOUND'));
    expect(await answer('Ilka Renn', question)).toEqual(refusal('NOT_FOUND'));
    expect(await answer('Ilka Renn', randomUUID())).toEqual(refusal('NOT_FOUND'));
    expect(await inbox(MODERATOR, { asked: true })).toContain(id);
    expect(await answer('Brin Tolvar', question)).toMatchObject({
      clarifications: [{ answer: 'The Health Care Act.', mayAnswer: false }],
    });
    // Sent again after a broken connection it is the same answer; another one comes too late.
    expect(await answer('Brin Tolvar', question)).toMatchObject({ __typename: 'Comment' });
    expect(await answer('Brin Tolvar', question, 'Another one.')).toEqual(refusal('WRONG_STATE'));
    expect(await inbox(MODERATOR, { asked: true })).not.toContain(id);
    expect(await waits('Brin Tolvar')).toBe(before);
  });

  test('is counted beside the organisation that has not answered it, for moderators who run the round', async () => {
    await givenRound(world);
    const tracker = async (as: string) =>
      (await world.run(world.as(as), RoundPageDocument, { slug: 'velmora-2025' })).consultation?.round
        ?.tracker;
    const waiting = async (as: string, code = 'MPH') =>
      (await tracker(as))?.find(({ organisation }) => organisation.code === code)?.openQuestions;
    const BOTH = 'Lira Tavesh';
    const before = (await waiting(BOTH)) ?? Number.NaN;
    const [one, other] = [await cleared(world), await cleared(world)];
    for (const id of [one.id, one.id, other.id]) only(await ask(MODERATOR, id), 'Comment');
    expect(await waiting(BOTH)).toBe(before + 3);
    expect(await waiting(BOTH, 'MLW')).toBe(0);
    // Who runs the round and does not moderate is not told that anybody was asked anything; who moderates only has no tracker.
    expect(new Set((await tracker('Mira Solt'))?.map(({ openQuestions }) => openQuestions))).toEqual(
      new Set([null]),
    );
    for (const name of [MODERATOR, 'Brin Tolvar', 'Ilka Renn']) expect(await tracker(name), name).toBeNull();
    // What an organisation said in a blind round is hidden, and so is that somebody asked about it.
    await givenRound(world, { blind: true });
    expect(await waiting(BOTH)).toBe(0);
    await givenRound(world);
    const [first] = (await read(MODERATOR, one.id))?.clarifications ?? [];
    only(await answer('Brin Tolvar', first?.id ?? ''), 'Comment');
    expect(await waiting(BOTH)).toBe(before + 2);
    // A question that a decision has overtaken waits no more.
    const input = {
      key: randomUUID(),
      outcomes: [{ commentId: other.id, disposition: 'noted' as const, reason: 'So be it.' }],
    };
    only((await world.run(world.as(MODERATOR), DecideDocument, { input })).decide, 'Decision');
    expect(await waiting(BOTH)).toBe(before + 1);
  });

  test('is asked once per key, for a day that lies ahead, while the comment is open', async () => {
    const { id } = await cleared(world);
    const key = randomUUID();
    await ask(MODERATOR, id, { key });
    await ask(MODERATOR, id, { key });
    expect((await read(MODERATOR, id))?.clarifications).toHaveLength(1);
    expect(await ask(MODERATOR, id, { key, question: 'Another?' })).toEqual(refusal('KEY_REUSED'));
    expect(await ask(MODERATOR, id, { dueAt: inDays(-1) })).toEqual(refusal('INVALID_INPUT', 'dueAt'));
    const input = {
      key: randomUUID(),
      outcomes: [{ commentId: id, disposition: 'noted' as const, reason: 'So be it.' }],
    };
    only((await world.run(world.as(MODERATOR), DecideDocument, { input })).decide, 'Decision');
    expect(await ask(MODERATOR, id)).toEqual(refusal('ALREADY_DECIDED'));
  });
});

test('[MO5] a view is its maker’s; the same name replaces it', async () => {
  const save = async (as: string, query: string) =>
    (
      await world.run(world.as(as), SaveViewDocument, {
        consultationId: world.consultationId,
        name: 'Mine, urgent',
        query,
      })
    ).saveView;
  const views = async (as: string) =>
    (await world.run(world.as(as), ModeratorsDocument, { consultationId: world.consultationId })).savedViews;
  await save(MODERATOR, 'severity=blocking');
  const kept = only(await save(MODERATOR, 'severity=blocking&mine'), 'SavedView');
  expect(await views(MODERATOR)).toMatchObject([{ name: 'Mine, urgent', query: 'severity=blocking&mine' }]);
  expect(await views('Lira Tavesh')).toEqual([]);
  expect(await save('Brin Tolvar', '')).toEqual(refusal('NOT_FOUND'));
  const forget = async (as: string) =>
    (await world.run(world.as(as), ForgetViewDocument, { id: kept.id })).forgetView;
  expect(await forget('Lira Tavesh')).toEqual(refusal('NOT_FOUND'));
  expect(await forget(MODERATOR)).toMatchObject({ done: true });
  expect(await views(MODERATOR)).toEqual([]);
});

test('[MO6] the inbox narrows by who takes care of it and by tags, and holds official comments only', async () => {
  const { id } = await cleared(world);
  const draft = await drafted(world);
  expect(await inbox(MODERATOR, { unassigned: true })).toContain(id);
  await triage(MODERATOR, { commentId: id, assigneeId: world.personId(MODERATOR), tags: ['narrow'] });
  expect(await inbox(MODERATOR, { unassigned: true })).not.toContain(id);
  expect(
    await inbox(MODERATOR, { assigneeId: world.personId(MODERATOR), tags: ['narrow', 'other'] }),
  ).toEqual([id]);
  expect(await inbox(MODERATOR, { assigneeId: 'nobody' })).toEqual([]);
  expect(await inbox(MODERATOR, {})).not.toContain(draft.id);
  const variables = {
    consultationId: world.consultationId,
    filter: { statuses: ['draft' as const] },
    first: 100,
  };
  expect((await world.run(world.as(MODERATOR), InboxDocument, variables)).comments?.totalCount).toBe(0);
});

const wordsIn = async (section: string, block: string): Promise<string> =>
  blockTexts((await world.variant(section)).content)
    .find(({ id }) => id === block)
    ?.text.slice(0, 30) ?? '';

test('[MO6] what the inbox counts is what it shows', async () => {
  const { id } = await cleared(world, { severity: 'blocking', proposal: 'Laws say one thing.' });
  const rival = await cleared(world, { proposal: 'Laws say another.' }, 'Ilka Renn', 'Dav Moric');
  const decided = await cleared(world, { body: 'To be refused.', words: 'This chapter describes' });
  await triage(MODERATOR, {
    commentId: id,
    assigneeId: world.personId(MODERATOR),
    tags: ['counted', 'both'],
  });
  await triage(MODERATOR, { commentId: rival.id, tags: ['both'] });
  await ask(MODERATOR, rival.id);
  const decide = async (commentId: string, disposition: 'not_accepted' | 'deferred_to_session') => {
    const deferral = { to: 'session' as const, until: new Date(Date.now() + 86_400_000).toISOString() };
    const outcome = {
      commentId,
      disposition,
      reason: 'So be it.',
      reasonCode: 'other' as const,
      ...(disposition === 'deferred_to_session' && { deferral }),
    };
    const input = { key: randomUUID(), outcomes: [outcome] };
    only((await world.run(world.as(MODERATOR), DecideDocument, { input })).decide, 'Decision');
  };
  await decide(decided.id, 'not_accepted');
  await decide(rival.id, 'deferred_to_session');
  const answered = { commentId: decided.id, acknowledgement: 'maintains_objection' as const };
  await world.run(world.as('Brin Tolvar'), AcknowledgeDecisionDocument, answered);

  const { consultationId } = world;
  const facts = (await world.run(world.as(MODERATOR), InboxFactsDocument, { consultationId })).inboxFacts;
  const open = { statuses: ['cleared', 'under_review'] as const };
  const shown = async (filter: object, narrowed: TriageFilter = {}) => {
    const variables = { consultationId, filter, triage: narrowed, first: 100 };
    const { comments } = await world.run(world.as(MODERATOR), InboxDocument, variables);
    return { total: comments?.totalCount, ids: comments?.edges.map(({ node }) => node.id) };
  };
  expect(facts).toMatchObject({
    open: (await shown(open)).total,
    blocking: (await shown({ ...open, severities: ['blocking'] })).total,
    unassigned: (await shown(open, { unassigned: true })).total,
    asked: (await shown({}, { asked: true })).total,
    maintained: (await shown({ acknowledgements: ['maintains_objection'] })).total,
    deferred: (await shown({}, { deferred: true })).total,
  });
  const contested = await shown(open, { contested: true });
  expect(facts?.contested.map(({ commentId }) => commentId).toSorted()).toEqual(contested.ids?.toSorted());
  expect(contested.ids).toEqual(expect.arrayContaining([id, rival.id]));
  expect((await shown({}, { deferred: true })).ids).toContain(rival.id);
  expect((await shown({ acknowledgements: ['maintains_objection'] })).ids).toContain(decided.id);
  expect(facts?.tags).toEqual(
    expect.arrayContaining([expect.objectContaining({ tag: 'both', count: 2 })]) as unknown,
  );
  for (const name of outsiders)
    expect((await world.run(world.as(name), InboxFactsDocument, { consultationId })).inboxFacts).toBeNull();
});

describe('[MO7] comments that say one thing', () => {
  const body = 'The budget for interpreters in the asylum procedure has to be doubled.';

  test('are suggested in the same language, and stand together once a moderator says so', async () => {
    const first = await cleared(world, { body });
    const second = await cleared(world, {
      body: 'Interpreters in the asylum procedure: double their budget.',
    });
    const russian = await cleared(world, { body: 'Бюджет переводчиков следует удвоить.', language: 'ru' });
    const suggested = (await read(MODERATOR, first.id))?.moderation?.similar ?? [];
    expect(suggested.map(({ comment }) => comment.id)).toContain(second.id);
    expect(suggested.map(({ comment }) => comment.id)).not.toContain(russian.id);
    expect(suggested.every(({ together }) => !together)).toBe(true);
    await cluster(MODERATOR, first.id, [second.id]);
    expect((await read(MODERATOR, second.id))?.moderation?.similar[0]).toMatchObject({
      together: true,
      comment: { id: first.id },
    });
    await cluster(MODERATOR, first.id, []);
    expect((await read(MODERATOR, second.id))?.moderation?.similar.every(({ together }) => !together)).toBe(
      true,
    );
  });

  test('among very many the nearest in the text are compared, and what stands together always', async () => {
    const rule = 'Interpreters of the asylum procedure need a budget of their own for each region.';
    const first = await cleared(world, { body: rule });
    const together = await cleared(world, { body: 'Statistics of remittances come each quarter.' });
    await cluster(MODERATOR, first.id, [together.id]);
    const twin = await cleared(world, {
      body: rule,
      section: 'b-0097',
      block: 'b-0098',
      words: await wordsIn('b-0097', 'b-0098'),
    });
    const suggested = async () =>
      ((await read(MODERATOR, first.id))?.moderation?.similar ?? []).map(({ comment }) => comment.id);
    expect(await suggested()).toEqual(expect.arrayContaining([together.id, twin.id]));
    // Others come between, on the very words of the first.
    await world.dataSource.query(
      `WITH made AS (
         INSERT INTO comment (id, consultation_id, section_id, target_language, language, organisation_id, author_id,
                              client_key, number, type, severity, status, visibility, body, folded, target,
                              target_revision, created_at, revised_at, cleared_at)
         SELECT gen_random_uuid(), consultation_id, section_id, target_language, language, organisation_id, author_id,
                'near ' || nth, 1000 + nth, type, severity, status, visibility, 'Other', 'quite other words', target,
                target_revision, created_at, revised_at, cleared_at
           FROM comment, generate_series(1, $2::int) AS nth WHERE id = $1 RETURNING id)
       INSERT INTO comment_anchor (comment_id, status, block_id, start_offset, end_offset, words, block_length, place, revision)
       SELECT made.id, status, block_id, start_offset, end_offset, words, block_length, place, revision
         FROM made, comment_anchor WHERE comment_id = $1`,
      [first.id, MOST_COMPARED],
    );
    expect(await suggested()).toContain(together.id);
    expect(await suggested()).not.toContain(twin.id);
  });

  test('[T4] a draft is neither suggested nor put beside anything', async () => {
    const official = await cleared(world, { body });
    const draft = await drafted(world, { body }, 'Pell Anders');
    const suggested = (await read(MODERATOR, official.id))?.moderation?.similar ?? [];
    expect(suggested.map(({ comment }) => comment.id)).not.toContain(draft.id);
    expect(await cluster(MODERATOR, official.id, [draft.id])).toEqual(refusal('NOT_FOUND'));
  });
});
