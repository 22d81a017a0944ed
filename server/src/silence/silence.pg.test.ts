import { randomUUID } from 'node:crypto';
import {
  CommentByIdDocument,
  EventsSinceDocument,
  ObjectToItemDocument,
  OpenSilenceRoundDocument,
  SilenceRoundsDocument,
  WithdrawCommentDocument,
  type OpenSilenceInput,
} from '@concord/schema';
import { beforeEach, describe, expect, test } from 'vitest';
import { createClock } from '../platform/clock.js';
import { currentCursor } from '../platform/events/feed.js';
import { cleared, drafted, only, type CommentFields, type Wanted } from '../testing/comments.js';
import { waitingForLocks } from '../testing/rounds.js';
import { velmora } from '../testing/world.js';
import { closeSilence } from './closing.js';

const world = velmora();
const MODERATOR = 'Oren Daly';
/** The officers of Public Health, Labour, Interior, an NGO, and a ministry that has no part in it. */
const [HEALTH, LABOUR, INTERIOR, NGO, STRANGER] = [
  'Brin Tolvar',
  'Dav Moric',
  'Tarn Vesk',
  'Ana Thorne',
  'Esme Farrow',
] as const;
const HEADING: Wanted = { block: 'b-0066', words: 'Basic services and social protection' };

const refusal = (code: string, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });

/** Public Health's on words of its own; Labour's and Interior's on the same heading, Interior's for government only. */
let health: CommentFields;
let labour: CommentFields;
let interior: CommentFields;
beforeEach(async () => {
  for (const table of ['silence_objection', 'silence_item', 'silence_round'])
    await world.dataSource.query(`DELETE FROM ${table}`);
  health = await cleared(world, { type: 'editorial' });
  labour = await cleared(world, HEADING, 'Ilka Renn', LABOUR);
  interior = await cleared(world, { ...HEADING, visibility: 'government' }, 'Bors Helgan', INTERIOR);
});

const noted = (...comments: readonly CommentFields[]) =>
  comments.map(({ id }) => ({ commentId: id, disposition: 'noted' as const, reason: 'Editorial.' }));
const open = async (change: Partial<OpenSilenceInput> = {}, name = MODERATOR) => {
  const { consultationId } = world;
  const items = noted(health, labour, interior);
  const input = { key: randomUUID(), consultationId, hours: 72, items, ...change };
  return (await world.run(world.as(name), OpenSilenceRoundDocument, { input })).openSilenceRound;
};
const roundsFor = async (name: string) =>
  (await world.run(world.as(name), SilenceRoundsDocument, { slug: 'velmora-2025' })).consultation
    ?.silenceRounds ?? [];
const seenBy = async (name: string) =>
  (await roundsFor(name)).flatMap(({ items }) => items.map(({ comment }) => comment.id));
const itemOf = async (comment: CommentFields) => {
  const items = (await roundsFor(MODERATOR)).flatMap((round) => round.items);
  const item = items.find((one) => one.comment.id === comment.id);
  if (!item) throw new Error('No such item');
  return item;
};
const objectAs = async (name: string, itemId: string, reason = 'It changes what the order says.') =>
  (await world.run(world.as(name), ObjectToItemDocument, { itemId, reason })).objectToItem;
const statusOf = async (comment: CommentFields) =>
  (await world.run(world.as(MODERATOR), CommentByIdDocument, { id: comment.id })).comment?.status;

/** The deadline has come. Any number of nodes look. */
async function closing(nodes = 1): Promise<void> {
  await world.dataSource.query(`UPDATE silence_round SET closes_at = now() - interval '1 second'`);
  const { services, log, projections } = world;
  const clocks = Array.from({ length: nodes }, () =>
    createClock({ services, log, now: () => new Date(), due: [closeSilence(projections)] }),
  );
  await Promise.all(clocks.map((clock) => clock.look()));
  await Promise.all(clocks.map((clock) => clock.stop()));
}

describe('a package', () => {
  test('[SR3][T4] each sees the items that concern it, and of those what it may see', async () => {
    only(await open(), 'SilenceRound');
    await cleared(world, { ...HEADING, visibility: 'public' }, NGO, NGO);
    const all = [health.id, labour.id, interior.id];
    expect((await seenBy(MODERATOR)).toSorted()).toEqual(all.toSorted());
    expect(await seenBy(HEALTH)).toEqual([health.id]);
    expect((await seenBy(LABOUR)).toSorted()).toEqual([labour.id, interior.id].toSorted());
    expect(await seenBy(NGO)).toEqual([labour.id]);
    expect(await roundsFor(STRANGER)).toEqual([]);
    const [mine] = await roundsFor(HEALTH);
    expect(JSON.stringify(mine)).not.toContain(labour.id);
  });

  test('[SR3][EV1] a round that holds nothing for somebody makes no sound', async () => {
    const names = [HEALTH, STRANGER, MODERATOR, 'Mira Solt'];
    const before = await Promise.all(
      names.map((name) => currentCursor(world.as(name), world.consultationId)),
    );
    only(await open({ items: noted(health) }), 'SilenceRound');
    const heard = await Promise.all(
      names.map(async (name, index) => {
        const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
          consultationId: world.consultationId,
          after: before[index] ?? '',
          first: 50,
        });
        return eventsSince?.events.map(({ type }) => type);
      }),
    );
    expect(heard).toEqual([['silence_opened'], [], ['silence_opened'], ['silence_opened']]);
  });

  test('[SR1][SR4] is opened by a moderator, once for a key, of what is open and waits nowhere else', async () => {
    const key = randomUUID();
    const first = only(await open({ key }), 'SilenceRound');
    expect(only(await open({ key }), 'SilenceRound').id).toBe(first.id);
    expect(await open()).toEqual(refusal('WRONG_STATE', 'items'));
    expect(await open({ hours: 1 })).toEqual(refusal('INVALID_INPUT', 'hours'));
    const own = await drafted(world);
    expect(await open({ items: noted(own) })).toEqual(refusal('NOT_FOUND', 'items'));
    for (const name of [HEALTH, 'Mira Solt', 'Remy Falk', NGO])
      expect(await open({}, name)).toEqual(refusal('NOT_FOUND'));
    const { consultationId } = world;
    const answers = await Promise.all(
      [consultationId, randomUUID()].map((id) =>
        world.ask(world.as(HEALTH), OpenSilenceRoundDocument, {
          input: { key, consultationId: id, hours: 72, items: noted(health) },
        }),
      ),
    );
    expect(JSON.stringify(answers[0])).toBe(JSON.stringify(answers[1]));
  });

  test('[SR1] two moderators who put the same comment to silence at once: one does, the other is told', async () => {
    const runner = world.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT 1 FROM comment WHERE id = $1 FOR UPDATE', [health.id]);
    const both = [open(), open({}, 'Lira Tavesh')];
    await waitingForLocks(world, 2);
    await runner.commitTransaction();
    await runner.release();
    const answers = await Promise.all(both);
    const kinds = answers.map(({ __typename }) => __typename);
    expect(kinds.filter((kind) => kind === 'SilenceRound')).toHaveLength(1);
  });

  test('[SR1] nothing happens to a comment before the deadline', async () => {
    only(await open(), 'SilenceRound');
    const { services, log, projections } = world;
    const clock = createClock({ services, log, now: () => new Date(), due: [closeSilence(projections)] });
    await clock.look();
    await clock.stop();
    expect(await statusOf(health)).toBe('cleared');
    expect((await itemOf(health)).state).toBe('waiting');
  });
});

describe('an objection', () => {
  test('[SR2][SR5] reopens one item and says who and why; the rest close at the deadline', async () => {
    only(await open(), 'SilenceRound');
    only(await objectAs(LABOUR, (await itemOf(labour)).id), 'SilenceRound');
    const item = await itemOf(labour);
    expect(item).toMatchObject({
      state: 'objected',
      objections: [{ organisation: { code: 'MLW' }, reason: 'It changes what the order says.' }],
    });
    await closing();
    expect(await Promise.all([health, labour, interior].map(statusOf))).toEqual([
      'decided',
      'cleared',
      'decided',
    ]);
    const states = await Promise.all([health, labour, interior].map(itemOf));
    expect(states.map(({ state }) => state)).toEqual(['closed', 'objected', 'closed']);
    expect((await roundsFor(MODERATOR))[0]?.closedAt).not.toBeNull();
  });

  test('[SR2] of two organisations is two, of one twice is one', async () => {
    only(await open(), 'SilenceRound');
    const { id } = await itemOf(labour);
    for (const name of [LABOUR, INTERIOR, LABOUR]) only(await objectAs(name, id), 'SilenceRound');
    expect((await itemOf(labour)).objections.map(({ organisation }) => organisation.code)).toEqual([
      'MLW',
      'MIPO',
    ]);
  });

  test('[SR2] is offered once to an organisation, and still to the others', async () => {
    only(await open(), 'SilenceRound');
    const { id } = await itemOf(labour);
    const offered = async (name: string) =>
      (await roundsFor(name)).flatMap((round) => round.items).find((item) => item.id === id)?.mayObject;
    expect(await Promise.all([LABOUR, INTERIOR].map(offered))).toEqual([true, true]);
    only(await objectAs(LABOUR, id), 'SilenceRound');
    expect(await Promise.all([LABOUR, INTERIOR].map(offered))).toEqual([false, true]);
  });

  test('[SR2] comes too late after the deadline, and needs a reason', async () => {
    only(await open(), 'SilenceRound');
    const { id } = await itemOf(labour);
    expect(await objectAs(LABOUR, id, ' ')).toEqual(refusal('REASON_REQUIRED', 'reason'));
    await world.dataSource.query(`UPDATE silence_round SET closes_at = now() - interval '1 second'`);
    expect(await objectAs(LABOUR, id)).toEqual(refusal('ROUND_CLOSED'));
    expect((await itemOf(labour)).objections).toEqual([]);
  });

  test('[SR3][T7] to an item that is not there for one, or that nobody has, is one answer', async () => {
    only(await open(), 'SilenceRound');
    const { id } = await itemOf(labour);
    for (const name of [STRANGER, HEALTH, 'Ilka Renn', 'Tove Lisk']) {
      const answers = await Promise.all(
        [id, randomUUID(), 'no id'].map((itemId) =>
          world.ask(world.as(name), ObjectToItemDocument, { itemId, reason: 'x' }),
        ),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size, name).toBe(1);
    }
    expect((await itemOf(labour)).state).toBe('waiting');
  });
});

describe('the deadline', () => {
  test('[SR5] is met once, whatever number of nodes look at the same moment', async () => {
    only(await open(), 'SilenceRound');
    const cursor = await currentCursor(world.as(MODERATOR), world.consultationId);
    await closing(4);
    const [{ decisions }]: [{ decisions: number }] = await world.dataSource.query(
      'SELECT count(*)::int AS decisions FROM outcome WHERE comment_id = ANY($1)',
      [[health.id, labour.id, interior.id]],
    );
    expect(decisions).toBe(3);
    const { eventsSince } = await world.run(world.as(MODERATOR), EventsSinceDocument, {
      consultationId: world.consultationId,
      after: cursor,
      first: 50,
    });
    const types = eventsSince?.events.map(({ type }) => type) ?? [];
    expect(types.filter((type) => type === 'comment_decided')).toHaveLength(3);
    expect(types.filter((type) => type === 'silence_closed')).toHaveLength(1);
  });

  test('[SR5] what a node left half-way is taken up by the next', async () => {
    only(await open(), 'SilenceRound');
    await world.dataSource.query(`UPDATE silence_item SET state = 'closing'`);
    await closing();
    expect(await statusOf(health)).toBe('decided');
    expect((await roundsFor(MODERATOR))[0]?.closedAt).not.toBeNull();
  });

  test('[SR5] what stands in the way leaves the comment as it is', async () => {
    only(await open(), 'SilenceRound');
    const { id } = health;
    await world.run(world.as(HEALTH), WithdrawCommentDocument, { commentId: id, reason: 'Settled.' });
    await closing();
    expect((await itemOf(health)).state).toBe('lapsed');
    expect(await statusOf(health)).toBe('withdrawn');
    expect(await statusOf(labour)).toBe('decided');
  });

  test('[SR4][T7] a moderator whose right ended decides nothing by silence', async () => {
    only(await open(), 'SilenceRound');
    await world.dataSource.query(`UPDATE membership SET roles = '{observer}' WHERE person_id = $1`, [
      world.personId(MODERATOR),
    ]);
    await closing();
    const { comment } = await world.run(world.as('Lira Tavesh'), CommentByIdDocument, { id: health.id });
    expect(comment?.status).toBe('cleared');
    await world.dataSource.query(`UPDATE membership SET roles = '{moderator}' WHERE person_id = $1`, [
      world.personId(MODERATOR),
    ]);
    expect((await itemOf(health)).state).toBe('lapsed');
  });
});
