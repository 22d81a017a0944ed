import { randomUUID } from 'node:crypto';
import {
  CommentByIdDocument,
  CommentDeferralDocument,
  DecideDocument,
  InboxDocument,
  InboxFactsDocument,
  PutOffDocument,
  ReplyToCommentDocument,
  WaitingDocument,
  type CommentFilter,
  type DeferralInput,
  type OutcomeInput,
} from '@concord/schema';
import { expect, test } from 'vitest';
import { cleared, only, type Wanted } from '../testing/comments.js';
import { velmora } from '../testing/world.js';

const world = velmora();
const MODERATOR = 'Oren Daly';
const until = new Date(Date.now() + 3 * 86_400_000).toISOString();

const refusal = (code: string, field: unknown = expect.anything()): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });
const comment = (wanted: Wanted = {}) =>
  cleared(world, { block: 'b-0066', words: 'Basic services', ...wanted });
const put = async (
  commentId: string,
  deferral: DeferralInput | null,
  more: Partial<OutcomeInput> & { key?: string; as?: string } = {},
) => {
  const { key = randomUUID(), as = MODERATOR, ...outcome } = more;
  const one = {
    commentId,
    disposition: 'deferred' as const,
    reason: 'After the census.',
    deferral,
    ...outcome,
  };
  return (await world.run(world.as(as), DecideDocument, { input: { key, outcomes: [one] } })).decide;
};
const putOff = async (commentId: string, as: string) =>
  (await world.run(world.as(as), CommentDeferralDocument, { commentId })).comment?.outcome?.deferral;
const read = async (id: string, as: string) =>
  (await world.run(world.as(as), CommentByIdDocument, { id })).comment;
const body = (code: string): string => world.organisationId(code);

test('[DE9] a comment is put off to an organisation, a working group or the session, and read so by all who see it', async () => {
  for (const [disposition, deferral, shown] of [
    ['deferred', { to: 'organisation', organisationId: body('MLW') }, { organisation: { id: body('MLW') } }],
    ['deferred', { to: 'working_group', group: ' Migration data ' }, { group: 'Migration data' }],
    ['deferred_to_session', { to: 'session' }, { organisation: null, group: null }],
  ] as const) {
    const { id } = await comment();
    const decision = only(await put(id, { ...deferral, until }, { disposition }), 'Decision');
    expect(decision.outcomes[0]).toMatchObject({ disposition, stands: true });
    for (const name of [MODERATOR, 'Brin Tolvar', 'Ilka Renn'])
      expect(await putOff(id, name)).toMatchObject({ to: deferral.to, until, ...shown });
    expect(await read(id, MODERATOR)).toMatchObject({
      status: 'under_review',
      outcome: { disposition, reason: 'After the census.' },
    });
    // On record: to whom and until when, as facts; the name of the group is in the fingerprint alone.
    const [event]: { data: Record<string, unknown> }[] = await world.dataSource.query(
      `SELECT data FROM domain_event WHERE subject_id = $1 AND type = 'comment_decided'`,
      [id],
    );
    expect(event?.data).toMatchObject({ deferredTo: deferral.to, deferredUntil: until });
    expect(JSON.stringify(event?.data)).not.toContain('Migration data');
  }
});

test('[DE9][DE10] what is missing, past or apart is refused, and nothing is decided', async () => {
  const { id } = await comment({ visibility: 'government' });
  const day = (ms: number): string => new Date(Date.now() + ms).toISOString();
  const mlw = { to: 'organisation', organisationId: body('MLW') } as const;
  for (const [deferral, field] of [
    [null, 'deferral'],
    [{ ...mlw, until: day(-1_000) }, 'deferral.until'],
    [{ ...mlw, until: day(400 * 86_400_000) }, 'deferral.until'],
    [{ to: 'session', until }, 'deferral.to'],
    [{ to: 'organisation', until }, 'deferral.to'],
    [{ to: 'organisation', organisationId: randomUUID(), until }, 'deferral.organisationId'],
    [{ to: 'organisation', organisationId: 'nobody', until }, 'deferral.organisationId'],
    // The Centre is no state body: it may not learn that there is such a comment.
    [{ to: 'organisation', organisationId: body('HCTS'), until }, 'deferral.organisationId'],
    [{ to: 'working_group', group: 'x'.repeat(121), until }, 'deferral.group'],
    [{ to: 'working_group', group: 'a\u0000b', until }, 'deferral.group'],
  ] as const)
    expect(await put(id, deferral), JSON.stringify(deferral)).toEqual(
      refusal('INVALID_INPUT', `outcomes.0.${field}`),
    );
  expect(await put(id, { ...mlw, until }, { reason: ' ' })).toEqual(refusal('REASON_REQUIRED'));
  expect(await put(id, { to: 'session', until }, { disposition: 'noted' })).toEqual(refusal('INVALID_INPUT'));
  expect(await put(id, { ...mlw, until }, { as: 'Mira Solt' })).toEqual(
    await put(randomUUID(), { ...mlw, until }, { as: 'Mira Solt' }),
  );
  expect((await read(id, MODERATOR))?.outcome).toBeNull();

  only(await put(id, null, { disposition: 'noted' }), 'Decision');
  expect(await put(id, { ...mlw, until })).toEqual(refusal('ALREADY_DECIDED', null));
});

test('[DC2][DE9] sent twice it is put off once; the same key with another day is told so', async () => {
  const { id } = await comment();
  const key = randomUUID();
  const to = { to: 'working_group', group: 'Data' } as const;
  const [one, again] = [await put(id, { ...to, until }, { key }), await put(id, { ...to, until }, { key })];
  expect(only(again, 'Decision').id).toBe(only(one, 'Decision').id);
  const later = new Date(Date.parse(until) + 1_000).toISOString();
  expect(await put(id, { ...to, until: later }, { key })).toEqual(refusal('KEY_REUSED', null));
});

test('[DE11][MO6] what is overdue comes first, on every page once, until it is put off anew', async () => {
  const { consultationId } = world;
  const first = await comment({ block: 'b-0065', words: 'Ordinary laws' });

  const { id } = await comment();
  only(await put(id, { to: 'session', until }, { disposition: 'deferred_to_session' }), 'Decision');
  const filter: CommentFilter = { statuses: ['cleared', 'under_review'] };
  const page = async (triage: object, size: number, after: string | null) =>
    (
      await world.run(world.as(MODERATOR), InboxDocument, {
        consultationId,
        filter,
        triage,
        first: size,
        after,
      })
    ).comments;
  const facts = async () =>
    (await world.run(world.as(MODERATOR), InboxFactsDocument, { consultationId })).inboxFacts;
  expect((await page({ overdue: true }, 10, null))?.totalCount).toBe(0);
  expect((await page({ deferred: true }, 100, null))?.edges.map(({ node }) => node.id)).toContain(id);
  expect(await facts()).toMatchObject({ overdue: 0 });

  await world.dataSource.query(
    `UPDATE outcome SET deferred_until = now() - interval '1 hour' WHERE comment_id = $1 AND ended_by IS NULL`,
    [id],
  );
  expect(await facts()).toMatchObject({ overdue: 1 });
  expect((await page({ overdue: true }, 10, null))?.edges.map(({ node }) => node.id)).toEqual([id]);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const found = await page({}, 7, after);
    seen.push(...(found?.edges.map(({ node }) => node.id) ?? []));
    after = found?.pageInfo.hasNextPage ? (found.pageInfo.endCursor ?? null) : null;
    expect(seen).toHaveLength(new Set(seen).size);
  } while (after !== null);
  expect(seen[0]).toBe(id);
  expect(seen).toContain(first.id);
  expect(seen).toHaveLength((await page({}, 1, null))?.totalCount ?? -1);

  only(await put(id, { to: 'session', until }, { disposition: 'deferred_to_session' }), 'Decision');
  expect(await facts()).toMatchObject({ overdue: 0 });
});

test('[DE12][T7] it waits in the list of the organisation it was put off to, until that has replied or moderators decide anew', async () => {
  const { consultationId } = world;
  const waiting = async (as: string) => {
    const found = (await world.run(world.as(as), PutOffDocument, { consultationId, first: 100 })).putOff;
    const counted = await world.run(world.as(as), WaitingDocument, { consultationId, slug: 'velmora-2025' });
    expect(counted.putOff?.totalCount).toBe(found?.totalCount);
    return (found?.edges ?? [])
      .map(({ node }) => [node.id, node.outcome?.deferral?.until])
      .filter(([one]) => !before.includes(one));
  };
  // Of the tests above.
  const before: unknown[] = [];
  const others = ['Brin Tolvar', 'Esme Farrow', MODERATOR, 'Lira Tavesh'];
  const nobodyElse = async () => {
    for (const name of others) expect(await waiting(name), name).toEqual([]);
  };
  const mlw = { to: 'organisation', organisationId: body('MLW') } as const;
  const later = new Date(Date.parse(until) + 86_400_000).toISOString();
  before.push(...(await waiting('Ilka Renn')).map(([one]) => one));

  const { id } = await comment();
  only(await put(id, { ...mlw, until }), 'Decision');
  for (const name of ['Ilka Renn', 'Dav Moric']) expect(await waiting(name), name).toEqual([[id, until]]);
  await nobodyElse();
  // Another day takes the place of the first; another organisation takes it off the list.
  only(await put(id, { ...mlw, until: later }), 'Decision');
  expect(await waiting('Ilka Renn')).toEqual([[id, later]]);
  only(await put(id, { ...mlw, organisationId: body('MPH'), until }), 'Decision');
  expect(await waiting('Ilka Renn')).toEqual([]);
  expect(await waiting('Brin Tolvar')).toEqual([[id, until]]);
  only(await put(id, { ...mlw, until }), 'Decision');
  const input = {
    key: randomUUID(),
    commentId: id,
    body: 'We keep the figures since May.',
    language: 'en' as const,
  };
  const answer = await world.run(world.as('Dav Moric'), ReplyToCommentDocument, { input });
  expect(answer.replyToComment.__typename).toBe('Reply');
  expect(await waiting('Ilka Renn')).toEqual([]);
  // Put off once more, it waits once more.
  only(await put(id, { ...mlw, until: later }), 'Decision');
  expect(await waiting('Ilka Renn')).toEqual([[id, later]]);
  only(await put(id, null, { disposition: 'noted' }), 'Decision');
  expect(await waiting('Ilka Renn')).toEqual([]);
  await nobodyElse();

  // Overdue comes first, whatever its place in the text.
  const [above, below] = [await comment({ block: 'b-0065', words: 'Ordinary laws' }), await comment()];
  for (const one of [above, below]) only(await put(one.id, { ...mlw, until }), 'Decision');
  await world.dataSource.query(
    `UPDATE outcome SET deferred_until = now() - interval '1 hour' WHERE comment_id = $1 AND ended_by IS NULL`,
    [below.id],
  );
  expect((await waiting('Ilka Renn')).map(([one]) => one)).toEqual([below.id, above.id]);
  // Whoever has no part in it is told of no list, and so is nobody.
  expect((await world.run(world.as(null), PutOffDocument, { consultationId, first: 10 })).putOff).toBeNull();
});
