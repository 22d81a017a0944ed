import { randomUUID } from 'node:crypto';
import {
  CommentStancesDocument,
  DecideDocument,
  EventsSinceDocument,
  TakeStanceDocument,
  type StanceInput,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { currentCursor } from '../platform/events/feed.js';
import { cleared, drafted } from '../testing/comments.js';
import { everything } from '../testing/faults.js';
import { velmora } from '../testing/world.js';

const world = velmora();

const take = async (commentId: string, more: Partial<StanceInput> = {}, name = 'Dav Moric') =>
  (
    await world.run(world.as(name), TakeStanceDocument, {
      input: { key: randomUUID(), commentId, position: 'supports', language: 'en', ...more },
    })
  ).takeStance;
const stances = async (commentId: string, name = 'Ilka Renn') =>
  (await world.run(world.as(name), CommentStancesDocument, { commentId })).comment;

describe('stances', () => {
  test('[ST3] an organisation has one on a comment; a new one takes its place, and the last is history', async () => {
    const { id } = await cleared(world);
    expect(await take(id, { reason: 'We see the same.' })).toMatchObject({
      stands: true,
      reason: 'We see the same.',
    });
    await take(id, { position: 'opposes', reason: 'Not any more.' });
    expect((await stances(id))?.stances).toMatchObject([
      { position: 'supports', stands: false, organisation: { code: 'MLW' } },
      { position: 'opposes', stands: true, reason: 'Not any more.' },
    ]);
    const both = await Promise.all([
      take(id),
      take(id, { position: 'supports_with_change', reason: 'Shorter.' }),
    ]);
    expect(both.map(({ __typename }) => __typename)).toEqual(['Stance', 'Stance']);
    expect((await stances(id))?.stances.filter(({ stands }) => stands).length).toBe(1);
  });

  test('[ST3] the same key takes one stance; a key with other content is told so', async () => {
    const { id } = await cleared(world);
    const key = randomUUID();
    const [first, ...others] = await Promise.all([take(id, { key }), take(id, { key }), take(id, { key })]);
    for (const other of others) expect(other).toEqual(first);
    expect(await take(id, { key, position: 'opposes', reason: 'x' })).toMatchObject({ code: 'KEY_REUSED' });
    expect(await take((await cleared(world)).id, { key })).toMatchObject({ code: 'KEY_REUSED' });
  });

  test('[ST2] what is missing is said, and nothing is kept', async () => {
    const { id } = await cleared(world);
    const before = await everything(world.dataSource);
    for (const position of ['opposes', 'supports_with_change'] as const)
      expect(await take(id, { position, reason: ' ' })).toMatchObject({
        code: 'REASON_REQUIRED',
        field: 'reason',
      });
    expect(await take(id, { reason: 'x'.repeat(5_001) })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await take(id, { reason: 'a\u0000b' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await take(id, { key: '' })).toMatchObject({ code: 'INVALID_INPUT', field: 'key' });
    expect(await everything(world.dataSource)).toEqual(before);
  });

  test('[ST1] contributors, moderators and the own organisation take none; nor does anybody on a decided comment', async () => {
    const { id } = await cleared(world);
    for (const name of ['Ilka Renn', 'Oren Daly', 'Remy Falk', 'Brin Tolvar', 'Sayla Vint']) {
      expect(await take(id, {}, name), name).toMatchObject({ code: 'WRONG_STATE' });
      expect((await stances(id, name))?.mayTakeStance, name).toBe(false);
    }
    expect((await stances(id, 'Dav Moric'))?.mayTakeStance).toBe(true);
    await world.run(world.as('Oren Daly'), DecideDocument, {
      input: { key: randomUUID(), outcomes: [{ commentId: id, disposition: 'noted', reason: 'Thank you.' }] },
    });
    expect(await take(id)).toMatchObject({ code: 'WRONG_STATE' });
    const nobody = await world.run(world.as(null), TakeStanceDocument, {
      input: { key: 'k', commentId: id, position: 'supports', language: 'en' },
    });
    expect(nobody.takeStance).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  test('[ST3][T4][T7] on what one may not see there is nothing to say, to read or to hear', async () => {
    const draft = await drafted(world);
    const closed = await cleared(world, { visibility: 'government' });
    const cursor = await currentCursor(world.as('Ana Thorne'), world.consultationId);
    await take(closed.id);
    for (const { id } of [draft, closed]) {
      expect(await take(id, {}, 'Ana Thorne')).toEqual(await take(randomUUID(), {}, 'Ana Thorne'));
      expect(await stances(id, 'Ana Thorne')).toBeNull();
    }
    expect(await take(draft.id)).toEqual(await take(randomUUID()));
    const { eventsSince } = await world.run(world.as('Ana Thorne'), EventsSinceDocument, {
      consultationId: world.consultationId,
      after: cursor,
      first: 10,
    });
    expect(eventsSince?.events).toEqual([]);
  });

  test('[ST3] whoever sees the comment hears of it', async () => {
    const { id } = await cleared(world);
    const cursor = await currentCursor(world.as('Ana Thorne'), world.consultationId);
    await take(id);
    const { eventsSince } = await world.run(world.as('Ana Thorne'), EventsSinceDocument, {
      consultationId: world.consultationId,
      after: cursor,
      first: 10,
    });
    expect(eventsSince?.events).toMatchObject([{ type: 'comment_stance_taken', commentId: id }]);
  });
});
