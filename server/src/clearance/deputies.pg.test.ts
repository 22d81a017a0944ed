import { EndDeputyDocument, WithdrawCommentDocument } from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { Deputy } from '../organisations/index.js';
import { refusals, type RefusalKey } from '../platform/errors/registry.js';
import { clearanceOf } from '../testing/clearance.js';
import { commentIn, drafted, only } from '../testing/comments.js';
import { velmora } from '../testing/world.js';

const world = velmora();
const act = clearanceOf(world);
const DAY = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY);
const refused = (key: RefusalKey, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', message: refusals[key].en, field });
const end = async (id: string, as: string) =>
  (await world.run(world.as(as), EndDeputyDocument, { id })).endDeputy;
const named = async (from = -1, until = 5, name = 'Orla Keth') =>
  only(await act.deputy(name, inDays(from), inDays(until)), 'Deputy');
const submitted = async () => commentIn(await act.submit(await drafted(world)));

describe('a deputy', () => {
  test('[CE9] clears within the period, and it says for whom', async () => {
    const draft = await submitted();
    expect(await act.clearAll([draft], 'Orla Keth')).toMatchObject({
      items: [{ refused: { message: refusals.NOT_OFFICER.en } }],
    });
    const { id } = await named();
    expect(await act.desk('Orla Keth')).toMatchObject({
      actsFor: { name: 'Brin Tolvar' },
      mayArrange: false,
    });
    const [official] = only(await act.clearAll([draft], 'Orla Keth'), 'CommentsCleared').comments;
    await world.run(world.as('Orla Keth'), WithdrawCommentDocument, {
      commentId: official?.id ?? '',
      reason: 'Too early.',
    });
    const inside = (await act.inside(draft.id))?.clearance;
    expect(inside).toMatchObject({ clearedBy: { name: 'Orla Keth' }, clearedFor: { name: 'Brin Tolvar' } });
    const last = inside?.history.slice(-2).map(({ type, actingFor }) => [type, actingFor?.name]);
    expect(last).toEqual([
      ['comment_cleared', 'Brin Tolvar'],
      ['comment_withdrawn', 'Brin Tolvar'],
    ]);
    await end(id, 'Brin Tolvar');
  });

  test.each([
    ['before it begins', 1, 5],
    ['after it is over', -9, -4],
  ])('[CE9] does not clear %s, and is told why', async (_name, from, until) => {
    const draft = await submitted();
    const { id } = await named();
    await world.dataSource.manager.update(Deputy, { id }, { from: inDays(from), until: inDays(until) });
    const answer = only(await act.clearAll([draft], 'Orla Keth'), 'SeveralRefused');
    expect(answer.items).toMatchObject([{ refused: { message: refusals.DEPUTY_PERIOD.en } }]);
    expect(await act.setAside(draft, 'No.', 'Orla Keth')).toEqual(refused('DEPUTY_PERIOD'));
    expect((await act.inside(draft.id))?.status).toBe('internal_review');
    await end(id, 'Brin Tolvar');
  });

  test('[CE9] not any more once it was ended, nor when the officer has lost the office', async () => {
    const draft = await submitted();
    const { id } = await named();
    const roles = (wanted: string[]) =>
      world.dataSource.query('UPDATE membership SET roles = $2 WHERE person_id = $1', [
        world.personId('Brin Tolvar'),
        wanted,
      ]);
    await roles(['contributor']);
    expect(await act.clearAll([draft], 'Orla Keth')).toMatchObject({ __typename: 'SeveralRefused' });
    await roles(['clearing_officer']);
    expect(await end(id, 'Orla Keth')).toEqual(refused('NOT_FOUND'));
    expect(await end(id, 'Brin Tolvar')).toMatchObject({ active: false });
    expect(await act.clearAll([draft], 'Orla Keth')).toMatchObject({
      items: [{ refused: { message: refusals.DEPUTY_PERIOD.en } }],
    });
  });

  test('[CE9] is named by an officer, from among colleagues with a say, for a period that makes sense', async () => {
    const name = act.deputy;
    expect(await name('Sayla Vint', inDays(0), inDays(5), 'Orla Keth')).toEqual(refused('NOT_FOUND'));
    expect(await name('Brin Tolvar', inDays(0), inDays(5))).toEqual(refused('DEPUTY_ONESELF', 'deputyId'));
    expect(await name('Orla Keth', inDays(5), inDays(0))).toEqual(refused('DEPUTY_DATES', 'until'));
    expect(await name('Orla Keth', inDays(-5), inDays(-1))).toEqual(refused('DEPUTY_DATES', 'until'));
    expect(await name('Orla Keth', inDays(0), inDays(100))).toEqual(refused('DEPUTY_TOO_LONG', 'until'));
    for (const stranger of ['Dav Moric', 'Ana Thorne', 'Oren Daly'])
      expect(await name(stranger, inDays(0), inDays(5))).toEqual(refused('COLLEAGUE_ONLY', 'deputyId'));
  });

  test('[CE9] can’t name another deputy', async () => {
    const { id } = await named();
    expect(await act.deputy('Sayla Vint', inDays(0), inDays(2), 'Orla Keth')).toEqual(refused('NOT_FOUND'));
    expect(await act.chain(['Sayla Vint'], [], 'Orla Keth')).toEqual(refused('NOT_FOUND'));
    await end(id, 'Brin Tolvar');
  });
});
