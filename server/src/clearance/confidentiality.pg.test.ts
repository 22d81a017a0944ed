/** Nothing of a ministry's clearance is anywhere outside it: not in answers, counts, events, nor in how much is asked. */
import { randomUUID } from 'node:crypto';
import {
  AskReconsiderationDocument,
  ClearCommentDocument,
  ClearCommentsDocument,
  ClearingDocument,
  CommentClearanceDocument,
  CommentsDocument,
  EndDeputyDocument,
  EventsSinceDocument,
  MergeDraftsDocument,
  NameDeputyDocument,
  PassCommentDocument,
  ReadingConsultationDocument,
  ReturnCommentDocument,
  SealOfCommentDocument,
  SetClearanceChainDocument,
  SetCommentAsideDocument,
  SubmitCommentDocument,
  WaitingDocument,
} from '@concord/schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { clearanceOf, type Draft } from '../testing/clearance.js';
import { cleared, commentIn, drafted, only } from '../testing/comments.js';
import { statementsOf } from '../testing/statements.js';
import { velmora, type Operation } from '../testing/world.js';

const world = velmora();
const act = clearanceOf(world);

/** Another ministry's contributor and officer, a moderator, the lead, a drafter, an NGO, an observer, an administrator. */
const strangers = [
  'Ilka Renn',
  'Dav Moric',
  'Oren Daly',
  'Mira Solt',
  'Remy Falk',
  'Ana Thorne',
  'Ode Marsh',
  'Tove Lisk',
];
beforeAll(async () => {
  await world.dataSource.query('UPDATE membership SET roles = $2 WHERE person_id = $1', [
    world.personId('Tove Lisk'),
    ['administrator'],
  ]);
});

/** The bytes of the answer, and the statements it took. */
async function heard<R, V>(name: string, document: Operation<R, V>, variables: V) {
  let answer = '';
  const statements = await statementsOf(world.dataSource, async () => {
    answer = JSON.stringify(await world.ask(world.as(name), document, variables));
  });
  return { answer, statements };
}

const everyState = async (): Promise<Record<string, Draft>> => {
  const submitted = async () => commentIn(await act.submit(await drafted(world)));
  const [lying, returned, aside] = [await submitted(), await submitted(), await submitted()];
  return {
    draft: await drafted(world),
    lying,
    returned: commentIn(await act.giveBack(returned, 'Again.')),
    aside: commentIn(await act.setAside(aside, 'Never.')),
  };
};

describe('a draft on its way', () => {
  test.each(strangers)(
    '[CE11][T4][T7] %s gets the same answer, by the same statements, as for one that never was',
    async (name) => {
      for (const [state, hidden] of Object.entries(await everyState())) {
        const missing = { id: randomUUID(), version: hidden.version };
        const both = async <V>(document: Operation<unknown, V>, variables: (draft: Draft) => V) => {
          const [one, other] = [
            await heard(name, document, variables(hidden)),
            await heard(name, document, variables(missing)),
          ];
          expect(one.answer.replaceAll(hidden.id, 'id'), state).toBe(
            other.answer.replaceAll(missing.id, 'id'),
          );
          expect(one.statements, state).toEqual(other.statements);
          expect(one.statements.length).toBeGreaterThan(0);
        };
        const draft = ({ id, version }: Draft) => ({ commentId: id, version });
        await both(SubmitCommentDocument, (one) => ({ draft: draft(one) }));
        await both(PassCommentDocument, (one) => ({ draft: draft(one) }));
        await both(ReturnCommentDocument, (one) => ({ draft: draft(one), remarks: 'x' }));
        await both(SetCommentAsideDocument, (one) => ({ draft: draft(one), reason: 'x' }));
        await both(MergeDraftsDocument, (one) => ({
          into: draft(one),
          duplicates: [{ commentId: '3d3f0f5e-1111-4111-8111-111111111111', version: 1 }],
        }));
        await both(ClearCommentDocument, draft);
        await both(ClearCommentsDocument, (one) => ({
          items: [{ ...draft(one), visibility: 'public' as const }],
          late: true,
        }));
        await both(AskReconsiderationDocument, ({ id }) => ({ commentId: id, reason: 'x' }));
        for (const document of [CommentClearanceDocument, SealOfCommentDocument]) {
          const answers = [];
          for (const { id } of [hidden, missing])
            answers.push((await heard(name, document as Operation<unknown, { id: string }>, { id })).answer);
          expect(answers[0]).toBe(answers[1]);
        }
      }
    },
  );

  test.each(strangers)('[CE11][T4] nothing that %s sees moves while a ministry clears', async (name) => {
    const everything = async () => {
      const list = await world.run(world.as(name), CommentsDocument, {
        consultationId: world.consultationId,
        first: 100,
      });
      const reading = await world.run(world.as(name), ReadingConsultationDocument, { slug: 'velmora-2025' });
      const desk = await world.run(world.as(name), ClearingDocument, {
        consultationId: world.consultationId,
        first: 100,
      });
      const count = await world.run(world.as(name), WaitingDocument, {
        consultationId: world.consultationId,
        slug: 'velmora-2025',
      });
      const sections = reading.consultation?.sections.map(({ key, counts }) => [key, counts]);
      return { cursor: reading.consultation?.cursor ?? '', seen: { list, sections, desk, count } };
    };
    const before = await everything();
    const drafts = await everyState();
    const twin = await drafted(world);
    commentIn(await act.merge(drafts['draft'] as Draft, [twin]));
    await act.chain(['Orla Keth']);
    await act.chain([]);
    const deputy = only(
      await act.deputy('Orla Keth', new Date(), new Date(Date.now() + 86_400_000)),
      'Deputy',
    );
    await world.run(world.as('Brin Tolvar'), EndDeputyDocument, { id: deputy.id });
    expect((await everything()).seen).toEqual(before.seen);
    const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
      consultationId: world.consultationId,
      after: before.cursor,
      first: 200,
    });
    expect(eventsSince?.events).toEqual([]);
    expect(eventsSince?.hasMore).toBe(false);
  });

  test('[CE11] its own people hear of it, with nothing but ids', async () => {
    const start = await world.run(world.as('Orla Keth'), ReadingConsultationDocument, {
      slug: 'velmora-2025',
    });
    const { lying } = await everyState();
    const { eventsSince } = await world.run(world.as('Orla Keth'), EventsSinceDocument, {
      consultationId: world.consultationId,
      after: start.consultation?.cursor ?? '',
      first: 200,
    });
    const mine = eventsSince?.events.filter(({ commentId }) => commentId === lying?.id) ?? [];
    expect(mine.map(({ type }) => type)).toEqual(['comment_drafted', 'comment_submitted']);
    const rows: { data: object }[] = await world.dataSource.query(
      `SELECT data FROM domain_event WHERE type IN ('comment_returned', 'comment_set_aside')`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/Again\.|Never\.|Tolvar/);
  });
});

test('[CP3] the desk asks the database as often for ten drafts more', async () => {
  await act.merge(await drafted(world), [await drafted(world)]);
  const asked = async () =>
    (await heard('Brin Tolvar', ClearingDocument, { consultationId: world.consultationId, first: 100 }))
      .statements.length;
  await everyState();
  const before = await asked();
  for (let count = 0; count < 3; count += 1) await everyState();
  // A statement more or less: which answers come in time to be asked for together differs.
  expect(await asked()).toBeLessThanOrEqual(before + 2);
});

describe('what became official', () => {
  test.each(strangers)('[CE11][CP2][T4] how it came about stays unknown to %s', async (name) => {
    const lying = commentIn(await act.submit(await drafted(world, { visibility: 'public' })));
    const [official] = only(await act.clearAll([lying]), 'CommentsCleared').comments;
    const { comment } = await world.run(world.as(name), CommentClearanceDocument, { id: official?.id ?? '' });
    expect(comment).toMatchObject({ status: 'cleared', clearance: null, author: null });
  });

  test('[CE11] a second look at a comment of others is not asked for', async () => {
    const { id } = await cleared(world);
    const missing = await heard('Dav Moric', AskReconsiderationDocument, {
      commentId: randomUUID(),
      reason: 'x',
    });
    expect(await heard('Dav Moric', AskReconsiderationDocument, { commentId: id, reason: 'x' })).toEqual(
      missing,
    );
  });
});

describe('deputies and chain', () => {
  test.each(strangers)('[CE9][T7] of another organisation are not there for %s', async (name) => {
    const { id } = only(
      await act.deputy('Orla Keth', new Date(), new Date(Date.now() + 86_400_000)),
      'Deputy',
    );
    const [hidden, missing] = [
      await heard(name, EndDeputyDocument, { id }),
      await heard(name, EndDeputyDocument, { id: randomUUID() }),
    ];
    expect(hidden).toEqual(missing);
    expect((await act.desk())?.deputies.find((one) => one.id === id)?.endedAt).toBeNull();
    const desk = JSON.stringify(await act.desk(name));
    expect(desk).not.toContain(id);
    await world.run(world.as('Brin Tolvar'), EndDeputyDocument, { id });
  });

  test('[T7] somebody whose membership ended finds nothing, in a tab that was open as well', async () => {
    const draft = await drafted(world, {}, 'Orla Keth');
    const ctx = world.as('Orla Keth');
    expect((await world.run(ctx, CommentClearanceDocument, { id: draft.id })).comment?.id).toBe(draft.id);
    await world.dataSource.query('UPDATE membership SET revoked_at = now() WHERE person_id = $1', [
      world.personId('Orla Keth'),
    ]);
    const notThere = { __typename: 'Refused', code: 'NOT_FOUND' };
    const version = { commentId: draft.id, version: draft.version };
    expect((await world.run(ctx, SubmitCommentDocument, { draft: version })).submitComment).toMatchObject(
      notThere,
    );
    const name = {
      consultationId: world.consultationId,
      deputyId: world.personId('Sayla Vint'),
      from: new Date().toISOString(),
      until: new Date(Date.now() + 1e6).toISOString(),
    };
    expect((await world.run(ctx, NameDeputyDocument, { input: name })).nameDeputy).toMatchObject(notThere);
    const chain = { consultationId: world.consultationId, focalPoints: [], legalUnit: [] };
    expect(
      (await world.run(ctx, SetClearanceChainDocument, { input: chain })).setClearanceChain,
    ).toMatchObject(notThere);
    expect(await act.desk('Orla Keth')).toBeNull();
  });
});
