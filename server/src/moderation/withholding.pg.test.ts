import { randomUUID } from 'node:crypto';
import { GAP, rangesOf } from '@concord/consultation';
import {
  AddEvidenceLinkDocument,
  ClearCommentDocument,
  CommentByIdDocument,
  CommentEvidenceDocument,
  CommentsDocument,
  CommentWithholdingsDocument,
  ConflictBoardDocument,
  ConflictsDocument,
  DecideDocument,
  EventsSinceDocument,
  InboxDocument,
  ReplyToCommentDocument,
  RestoreCommentDocument,
  RoundPageDocument,
  SealOfCommentDocument,
  SettledConflictDocument,
  WithdrawCommentDocument,
  WithholdCommentDocument,
  type WithholdInput,
} from '@concord/schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { Comment } from '../comments/index.js';
import { headPosition } from '../platform/events/feed.js';
import { cleared, drafted, only, type Wanted } from '../testing/comments.js';
import { served } from '../testing/served.js';
import { statementsOf } from '../testing/statements.js';
import { audienceIn, velmora } from '../testing/world.js';

const world = velmora();
const server = served(world);
const MODERATOR = 'Oren Daly';
const OWN = ['Sayla Vint', 'Brin Tolvar'];
/** Where the record stood before anything was said here. */
let begun: bigint;
beforeAll(async () => {
  begun = await headPosition(world.as(MODERATOR), world.consultationId);
});
/** Who sees the comment and may not read what is withheld, whatever else they are. */
const OTHERS = ['Ilka Renn', 'Remy Falk', 'Mira Solt', 'Pell Anders', 'Tamsin Orvel'];
const NAME = 'Zebulon Quartz';
/** What must not be told; each test says its own, as others' comments stay. */
const FRUIT = 'kumquat';
const speaking = (name: string, fruit: string) =>
  ({ body: `Ask ${name} of Alder Street.`, proposal: `Laws name the ${fruit}.` }) satisfies Wanted;
const spoken = speaking(NAME, FRUIT);

const withhold = async (as: string | null, input: Partial<WithholdInput> & { commentId: string }) =>
  (
    await world.run(world.as(as), WithholdCommentDocument, {
      input: { kind: 'hidden', reasonCode: 'personal_data', note: 'A private person is named.', ...input },
    })
  ).withholdComment;
const redact = (commentId: string, more: Partial<WithholdInput> = {}) =>
  withhold(MODERATOR, {
    commentId,
    kind: 'redacted',
    body: rangesOf(spoken.body, NAME),
    proposal: rangesOf(spoken.proposal, FRUIT),
    ...more,
  });
const restore = async (as: string, commentId: string, seen: string, note = 'She agrees to be named.') =>
  (await world.run(world.as(as), RestoreCommentDocument, { commentId, note, seen })).restoreComment;
const read = async (as: string, id: string) =>
  (await world.run(world.as(as), CommentByIdDocument, { id })).comment;
const trace = async (as: string, id: string) =>
  (await world.run(world.as(as), CommentWithholdingsDocument, { id })).comment;
const seenNow = async (id: string): Promise<string> => (await trace(MODERATOR, id))?.withheld?.id ?? '';
const found = async (as: string, search: string) =>
  (
    await world.run(world.as(as), CommentsDocument, {
      consultationId: world.consultationId,
      filter: { search },
      first: 100,
    })
  ).comments?.edges.map(({ node }) => node.id);
const row = (id: string) => world.dataSource.manager.findOneByOrFail(Comment, { id });
const refusal = (code: string, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });

/** Everything that somebody can be told about a comment, by every door of the graph. */
async function told(as: string, id: string, ...secrets: string[]): Promise<string[]> {
  const { consultationId } = world;
  const ctx = () => world.as(as);
  const start = world.services.cursors.seal(consultationId, await audienceIn(world, as), begun);
  const answers = await Promise.all([
    world.run(ctx(), CommentByIdDocument, { id }),
    world.run(ctx(), CommentsDocument, { consultationId, first: 100 }),
    world.run(ctx(), EventsSinceDocument, { consultationId, after: start, first: 500 }),
    world.run(ctx(), ConflictsDocument, { consultationId }),
    world.run(ctx(), ConflictBoardDocument, { commentId: id }),
    world.run(ctx(), SettledConflictDocument, { commentId: id }),
    world.run(ctx(), CommentEvidenceDocument, { id }),
    world.run(ctx(), CommentWithholdingsDocument, { id }),
    world.run(ctx(), InboxDocument, { consultationId, first: 100 }),
    world.run(ctx(), RoundPageDocument, { slug: 'velmora-2025' }),
  ]);
  const all = JSON.stringify(answers).toLowerCase();
  return secrets.filter((secret) => all.includes(secret.toLowerCase()));
}

describe('[MO8] a hidden comment', () => {
  test('[T4][T7] tells others its reason and none of its words, by any door; its organisation reads on', async () => {
    const said = speaking('Wendel Marsh', 'kiwi');
    const draft = await drafted(world, said);
    await world.run(world.as('Sayla Vint'), AddEvidenceLinkDocument, {
      commentId: draft.id,
      href: 'https://example.org/kiwi',
      name: 'Wendel',
    });
    const client = await server.enter('Sayla Vint');
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.7\n%%EOF\n']), 'kiwi.pdf');
    const sent = await client.fetch(`/files/evidence?comment=${draft.id}`, { method: 'POST', body: form });
    const { evidenceId } = (await sent.json()) as { evidenceId: string };
    const { version } = (await read('Sayla Vint', draft.id)) ?? { version: 0 };
    const input = { commentId: draft.id, version };
    only((await world.run(world.as('Brin Tolvar'), ClearCommentDocument, input)).clearComment, 'Comment');
    const reply = {
      key: randomUUID(),
      commentId: draft.id,
      body: 'We know Wendel.',
      language: 'en' as const,
    };
    await world.run(world.as('Dav Moric'), ReplyToCommentDocument, { input: reply });
    const rival = await cleared(
      world,
      { body: 'Otherwise.', proposal: 'Other laws.' },
      'Ilka Renn',
      'Dav Moric',
    );
    expect(await told('Mira Solt', draft.id, 'kiwi', 'Wendel')).toEqual(['kiwi', 'Wendel']);

    only(await withhold(MODERATOR, { commentId: draft.id }), 'Comment');
    for (const name of OTHERS) {
      expect(await told(name, draft.id, 'kiwi', 'Wendel'), name).toEqual([]);
      expect(await found(name, 'wendel'), name).toEqual([]);
      expect((await (await server.enter(name)).fetch(`/files/evidence/${evidenceId}`)).status).toBe(404);
      expect(await trace(name, draft.id), name).toMatchObject({
        body: '',
        proposal: null,
        withheld: { kind: 'hidden', reasonCode: 'personal_data', note: null, organisation: {} },
        withholdings: [],
      });
      expect(await read(name, draft.id), name).toMatchObject({
        replies: [],
        seal: null,
      });
    }
    for (const name of [...OWN, MODERATOR, 'Lira Tavesh']) {
      expect(await trace(name, draft.id), name).toMatchObject({
        ...said,
        withheld: { note: 'A private person is named.' },
      });
      expect(await found(name, 'wendel'), name).toEqual([draft.id]);
      expect((await (await server.enter(name)).fetch(`/files/evidence/${evidenceId}`)).status).toBe(200);
    }
    // To others it proposes nothing, so that how it stands to its rivals tells nothing either.
    const lanes = async (as: string) =>
      (
        await world.run(world.as(as), ConflictsDocument, { consultationId: world.consultationId })
      ).conflicts?.edges.flatMap(({ node }) => node.lanes.map(({ id }) => id)) ?? [];
    expect(await lanes('Mira Solt')).not.toContain(draft.id);
    expect(await lanes(MODERATOR)).toEqual(expect.arrayContaining([draft.id, rival.id]));
    expect(await lanes('Brin Tolvar')).toContain(draft.id);

    // What a withdrawal says is its organisation's word as well.
    const reason = 'Wendel asked for it.';
    await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, { commentId: draft.id, reason });
    expect(await told('Mira Solt', draft.id, 'kiwi', 'Wendel')).toEqual([]);
    only(await restore(MODERATOR, draft.id, await seenNow(draft.id)), 'Comment');
    expect(await read('Mira Solt', draft.id)).toMatchObject({
      body: said.body,
      withheld: null,
      withdrawalReason: reason,
      replies: [{ body: reply.body }],
    });
    expect((await (await server.enter('Mira Solt')).fetch(`/files/evidence/${evidenceId}`)).status).toBe(200);
  });

  test('[T4] is hidden by moderators alone; for anybody else it is as if it were not there', async () => {
    const { id } = await cleared(world, spoken);
    const draft = await drafted(world, { body: 'Not yet.' });
    for (const name of [...OTHERS, ...OWN]) {
      expect(await withhold(name, { commentId: id }), name).toEqual(refusal('NOT_FOUND'));
      expect(await restore(name, id, randomUUID()), name).toEqual(refusal('NOT_FOUND'));
    }
    expect(await withhold(null, { commentId: id })).toEqual(refusal('NOT_SIGNED_IN'));
    expect(await withhold(MODERATOR, { commentId: draft.id })).toEqual(refusal('NOT_FOUND'));
    const asked = (commentId: string) => () => withhold('Ilka Renn', { commentId });
    const there = await statementsOf(world.dataSource, asked(draft.id));
    expect(there).toHaveLength((await statementsOf(world.dataSource, asked(randomUUID()))).length);
    expect((await row(id)).withheld).toBeNull();
  });
});

describe('[MO8] redacted words', () => {
  test('are gaps for others, of one length, and are not found by search', async () => {
    const said = speaking('Quentin', 'papaya');
    const { id } = await cleared(world, { ...said, words: 'This chapter describes' });
    only(
      await redact(id, { body: rangesOf(said.body, 'Quentin'), proposal: rangesOf(said.proposal, 'papaya') }),
      'Comment',
    );
    for (const name of OTHERS) {
      expect(await told(name, id, 'quentin', 'papaya'), name).toEqual([]);
      expect(await found(name, 'quentin'), name).not.toContain(id);
      expect(await found(name, 'alder street'), name).toContain(id);
      expect(await trace(name, id), name).toMatchObject({
        body: `Ask ${GAP} of Alder Street.`,
        proposal: `Laws name the ${GAP}.`,
        withheld: { kind: 'redacted', note: null, body: [], proposal: [] },
      });
    }
    expect(await trace('Sayla Vint', id)).toMatchObject({
      body: said.body,
      withheld: { body: [{ start: 4, end: 4 + 'Quentin'.length }] },
    });
  });

  test('[T8] the event tells all who see the comment that and why, never what', async () => {
    const before = await headPosition(world.as(MODERATOR), world.consultationId);
    const { id } = await cleared(world, spoken);
    await redact(id);
    await restore(MODERATOR, id, await seenNow(id));
    const events: { type: string; data: object; all: string }[] = await world.dataSource.query(
      `SELECT type, data, row_to_json(domain_event)::text AS all FROM domain_event
        WHERE subject_id = $1 AND type IN ('comment_withheld', 'comment_restored') ORDER BY at, type DESC`,
      [id],
    );
    expect(events.map(({ type }) => type)).toEqual(['comment_withheld', 'comment_restored']);
    expect(events[0]?.data).toMatchObject({ kind: 'redacted', reasonCode: 'personal_data' });
    for (const { all } of events) expect(all).not.toMatch(/zebulon|kumquat|private person|agrees/i);
    const { consultationId } = world;
    const start = world.services.cursors.seal(consultationId, await audienceIn(world, 'Ilka Renn'), before);
    const variables = { consultationId, after: start, first: 500 };
    const { eventsSince } = await world.run(world.as('Ilka Renn'), EventsSinceDocument, variables);
    const heard = eventsSince?.events.filter(({ commentId }) => commentId === id).map(({ type }) => type);
    expect(heard).toEqual(expect.arrayContaining(['comment_withheld', 'comment_restored']));
  });
});

describe('[MO9] withholding', () => {
  test('leaves the comment as it was sealed, and stays on record when it is undone', async () => {
    const { id } = await cleared(world, spoken);
    const before = await row(id);
    await withhold(MODERATOR, { commentId: id });
    await redact(id, { seen: await seenNow(id), note: 'The name is enough.' });
    const after = await row(id);
    // It is vouched for to everybody, and told to those who read the words: a short gap could be guessed with it.
    const sealFor = async (as: string) =>
      (await world.run(world.as(as), SealOfCommentDocument, { id })).comment;
    expect(await sealFor('Ilka Renn')).toMatchObject({ seal: null, sealHolds: true });
    expect(await sealFor('Brin Tolvar')).toMatchObject({ seal: before.seal, sealHolds: true });
    expect([after.seal, after.body, after.proposal, after.folded]).toEqual([
      before.seal,
      before.body,
      before.proposal,
      before.folded,
    ]);
    await restore('Lira Tavesh', id, await seenNow(id));
    expect(await read('Ilka Renn', id)).toMatchObject({ body: spoken.body, seal: before.seal });
    expect((await trace('Brin Tolvar', id))?.withholdings).toMatchObject([
      { kind: 'hidden', note: 'A private person is named.', endNote: null },
      { kind: 'redacted', note: 'The name is enough.', endNote: 'She agrees to be named.' },
    ]);
  });

  test('of two moderators at once the second is told; sent twice it is done once', async () => {
    const { id } = await cleared(world, spoken);
    const answers = await Promise.all([
      withhold(MODERATOR, { commentId: id }),
      withhold('Lira Tavesh', { commentId: id, kind: 'redacted', body: [{ start: 0, end: 3 }] }),
    ]);
    expect(answers.map((answer) => answer.__typename).toSorted()).toEqual(['Comment', 'Refused']);
    expect(answers).toContainEqual(refusal('WRONG_STATE'));
    const { id: twice } = await cleared(world, spoken);
    await redact(twice);
    only(await redact(twice), 'Comment');
    expect((await trace(MODERATOR, twice))?.withholdings).toHaveLength(1);
    expect(await restore(MODERATOR, twice, randomUUID())).toEqual(refusal('WRONG_STATE'));
    await restore(MODERATOR, twice, await seenNow(twice));
    expect(await restore(MODERATOR, twice, randomUUID())).toEqual(refusal('WRONG_STATE'));
  });

  test('needs a note and words that stand there', async () => {
    const { id } = await cleared(world, spoken);
    expect(await withhold(MODERATOR, { commentId: id, note: ' ' })).toEqual(refusal('INVALID_INPUT', 'note'));
    expect(await withhold(MODERATOR, { commentId: id, note: 'a\u0000' })).toEqual(
      refusal('INVALID_INPUT', 'note'),
    );
    const redacted = { commentId: id, kind: 'redacted' } as const;
    expect(await withhold(MODERATOR, redacted)).toEqual(refusal('INVALID_INPUT', 'body'));
    const beyond = { ...redacted, body: [{ start: 0, end: 9_999 }] };
    expect(await withhold(MODERATOR, beyond)).toEqual(refusal('INVALID_INPUT', 'body'));
    expect((await row(id)).withheld).toBeNull();
  });

  test('keeps a proposal that others may not read from being accepted word for word', async () => {
    const { id } = await cleared(world, spoken);
    await redact(id);
    const decide = async (disposition: 'accepted' | 'noted') => {
      const outcome = { commentId: id, disposition, reason: 'So be it.' };
      const seen =
        disposition === 'accepted' ? { seenWords: (await read(MODERATOR, id))?.anchor.words ?? null } : {};
      const input = { key: randomUUID(), outcomes: [{ ...outcome, ...seen }] };
      return (await world.run(world.as(MODERATOR), DecideDocument, { input })).decide;
    };
    expect(await decide('accepted')).toEqual(refusal('WRONG_STATE', 'outcomes.0.disposition'));
    only(await decide('noted'), 'Decision');
  });
});
