import {
  ChangeRoundDocument,
  ClearCommentDocument,
  CommentByIdDocument,
  DraftCommentDocument,
  EarlierRoundDocument,
  GiveNilReturnDocument,
  OpenRoundDocument,
  RoundPageDocument,
  type OpenRoundInput,
} from '@concord/schema';
import { beforeEach, expect, test } from 'vitest';
import { cleared, commentIn, drafted, draftInput, only } from '../testing/comments.js';
import { DAY, fromNow, givenRound, HOUR } from '../testing/rounds.js';
import { velmora } from '../testing/world.js';
import { Round, RoundExtension } from './rounds.entity.js';

const world = velmora();
const LEAD = 'Mira Solt';
const slug = 'velmora-2025';

beforeEach(async () => {
  await world.dataSource.query('DELETE FROM response');
  await world.dataSource.query('DELETE FROM round WHERE ordinal > 1');
  await givenRound(world);
});

const refusal = (code: string, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });
/** The first round as it ends, an hour ago unless said otherwise. */
const close = (ago = HOUR): Promise<void> => givenRound(world, { closesAt: fromNow(-ago), graceHours: 0 });
const open = async (wanted: Partial<OpenRoundInput> = {}, name = LEAD) => {
  const input = {
    consultationId: world.consultationId,
    ordinal: 2,
    opensAt: null,
    closesAt: fromNow(7 * DAY).toISOString(),
    graceHours: 24,
    blind: false,
    ...wanted,
  };
  return (await world.run(world.as(name), OpenRoundDocument, { input })).openRound;
};
const latest = async (name = LEAD) =>
  (await world.run(world.as(name), RoundPageDocument, { slug })).consultation?.round;
const earlier = async (ordinal = 1, name = LEAD) =>
  (await world.run(world.as(name), EarlierRoundDocument, { slug, ordinal })).consultation?.round;
type Tracker = NonNullable<Awaited<ReturnType<typeof earlier>>>['tracker'];
const stateOf = (tracker: Tracker | undefined, code: string) =>
  tracker?.find(({ organisation }) => organisation.id === world.organisationId(code))?.state;
const sees = async (name: string, id: string) =>
  (await world.run(world.as(name), CommentByIdDocument, { id })).comment !== null;

test('[RD12] it is opened when the one before is over for everybody, by the lead agency alone', async () => {
  expect(await open()).toEqual(refusal('WRONG_STATE'));
  await givenRound(world, { closesAt: fromNow(-HOUR), graceHours: 2 });
  expect(await open()).toEqual(refusal('WRONG_STATE'));
  await givenRound(world, { closesAt: null });
  expect(await open()).toEqual(refusal('WRONG_STATE'));
  await close();
  const { manager } = world.dataSource;
  const { id: roundId } = await manager.findOneByOrFail(Round, { consultationId: world.consultationId });
  const extension = manager.create(RoundExtension, {
    id: '00000000-0000-4000-8000-000000000012',
    roundId,
    organisationId: world.organisationId('MLW'),
    closesAt: fromNow(HOUR),
    reason: 'The flood of May.',
    grantedBy: world.personId(LEAD),
    grantedAt: fromNow(-2 * HOUR),
  });
  await manager.insert(RoundExtension, extension);
  expect(await open()).toEqual(refusal('WRONG_STATE'));
  await close();
  for (const name of ['Brin Tolvar', 'Oren Daly', 'Ode Marsh'])
    expect(await open({}, name), name).toEqual(refusal('NOT_FOUND'));
  expect(await open({ ordinal: 3 })).toEqual(refusal('WRONG_STATE'));
  expect(await open({ opensAt: fromNow(-2 * HOUR).toISOString() })).toEqual(
    refusal('INVALID_INPUT', 'opensAt'),
  );
  expect(await open({ closesAt: fromNow(-1).toISOString() })).toEqual(refusal('INVALID_INPUT', 'closesAt'));
  expect(await open({ graceHours: 337 })).toEqual(refusal('INVALID_INPUT', 'graceHours'));
  expect((await latest())?.ordinal).toBe(1);
  expect(only(await open(), 'Round')).toMatchObject({ ordinal: 2, phase: 'open', graceHours: 24 });
  // And it is not moved back into the time of the one before.
  const { consultationId } = world;
  const moved = { consultationId, version: 1, closesAt: null, graceHours: 24, blind: false };
  for (const opensAt of [null, fromNow(-2 * HOUR).toISOString()]) {
    const { changeRound } = await world.run(world.as(LEAD), ChangeRoundDocument, {
      input: { ...moved, opensAt },
    });
    expect(changeRound).toEqual(refusal('INVALID_INPUT', 'opensAt'));
  }
});

test('[RD12] of two who open it at once one is told, and there is one', async () => {
  await close();
  const answers = await Promise.all([open(), open(), open({}, LEAD)]);
  expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['Refused', 'Refused', 'Round']);
  expect((await latest())?.ordinal).toBe(2);
});

test('[RD12][RE1] it asks everybody anew, and the one before is read as it was', async () => {
  // What the demo's organisations said lies before both.
  await world.dataSource.query(`UPDATE comment SET cleared_at = cleared_at - interval '30 days'`);
  await cleared(world);
  only(
    (
      await world.run(world.as('Dav Moric'), GiveNilReturnDocument, {
        consultationId: world.consultationId,
      })
    ).giveNilReturn,
    'Round',
  );
  await close(-1);
  await expect.poll(async () => (await latest())?.phase).toBe('closed');
  only(await open(), 'Round');
  const states = async (one: ReturnType<typeof latest> | ReturnType<typeof earlier>) => {
    const tracker = (await one)?.tracker;
    return [stateOf(tracker, 'MPH'), stateOf(tracker, 'MLW')];
  };
  expect(await states(latest())).toEqual(['silent', 'silent']);
  expect(await states(earlier())).toEqual(['answered', 'nil_return']);

  await cleared(world, {}, 'Ilka Renn', 'Dav Moric');
  expect(await states(latest())).toEqual(['silent', 'answered']);
  expect(await states(earlier())).toEqual(['answered', 'nil_return']);
  // [RD9] Who has responded is for the lead agency; one's own answer is for oneself.
  expect((await earlier(1, 'Dav Moric'))?.tracker).toBeNull();
  expect((await earlier(1, 'Dav Moric'))?.myResponse?.state).toBe('nil_return');
  expect(await earlier(3)).toBeNull();
  expect(await earlier(0)).toBeNull();
});

test('[RD12][RD4] what is late is judged by the latest round; before it opens nothing is taken', async () => {
  const before = await drafted(world);
  await close();
  const opensAt = fromNow(DAY).toISOString();
  expect(only(await open({ opensAt }), 'Round')).toMatchObject({ phase: 'planned' });
  const input = await draftInput(world);
  const { draftComment } = await world.run(world.as('Sayla Vint'), DraftCommentDocument, { input });
  expect(draftComment).toEqual(refusal('ROUND_PLANNED'));

  const { manager } = world.dataSource;
  const second = { consultationId: world.consultationId, ordinal: 2 };
  await manager.update(Round, second, { opensAt: fromNow(-60_000) });
  const clear = async (commentId: string, late = false) =>
    (await world.run(world.as('Brin Tolvar'), ClearCommentDocument, { commentId, version: 1, late }))
      .clearComment;
  // A draft of the first round, cleared in the second: in time.
  expect(commentIn(await clear(before.id))).toMatchObject({ late: false });
  const after = await drafted(world);
  await manager.update(Round, second, { closesAt: fromNow(-1) });
  expect(commentIn(await clear(after.id, true))).toMatchObject({ late: true });
});

test('[RD12][RD5][VI9] blind is what is said in it; what was said in the one before is seen', async () => {
  const first = await cleared(world);
  await close(-1);
  await expect.poll(async () => (await latest())?.phase).toBe('closed');
  only(await open({ blind: true }), 'Round');
  const second = await cleared(world);
  for (const name of ['Ilka Renn', 'Oren Daly', LEAD]) {
    expect(await sees(name, first.id), name).toBe(true);
    expect(await sees(name, second.id), name).toBe(false);
  }
  expect(await sees('Sayla Vint', second.id)).toBe(true);
  expect((await latest('Ilka Renn'))?.mine.blind).toBe(true);
});
