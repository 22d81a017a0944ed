import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { roles, visibilities } from '@concord/consultation';
import { ConsultationEventsDocument, ReplyToCommentDocument, WithdrawCommentDocument } from '@concord/schema';
import fc from 'fast-check';
import { execute, parse, type DocumentNode } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { audienceOf } from '../platform/audience.js';
import { record, transaction } from '../platform/database/transaction.js';
import { currentCursor, eventsAfter } from '../platform/events/feed.js';
import type { Outlet } from '../platform/graphql/frames.js';
import { cleared, drafted } from '../testing/comments.js';
import { statementsOf } from '../testing/statements.js';
import { velmora, withTypes } from '../testing/world.js';
import { mayHearOf } from './events.policy.js';
import { view } from './events.service.js';
import { createFollowing, type Following } from './following.js';

const world = velmora();
let following: Following;
beforeAll(() => {
  const { schema, services, log } = world;
  following = createFollowing({ schema, services, log, now: () => new Date() });
});
beforeEach(() => following.close());
afterAll(() => following.close());

const whole = withTypes(ConsultationEventsDocument);
const few = parse(
  'subscription($c: ID!, $from: String!) { events(consultationId: $c, after: $from) { cursor type at commentId } }',
);
const abilities = parse(
  `subscription($c: ID!, $from: String!) { events(consultationId: $c, after: $from) {
     cursor type comment { id number may { discard revise clear reply decide } author { name } } } }`,
);
/** Asks for what differs from person to person: never shared. */
const personal = parse(
  `subscription($c: ID!, $from: String!) { events(consultationId: $c, after: $from) {
     cursor type comment { id mayTakeStance } } }`,
);

type Told = { data?: { events: { cursor: string } & Record<string, unknown> } };

/** Follows as this person does; what they were sent, and how to leave. */
async function follow(name: string, document: DocumentNode, after: string) {
  const got: Told[] = [];
  const outlet: Outlet = {
    send(body) {
      got.push((JSON.parse(`{"payload":${body.toString()}`) as { payload: Told }).payload);
      return true;
    },
    flush: () => undefined,
  };
  const ctx = world.as(name);
  const variableValues =
    document === whole
      ? { consultationId: world.consultationId, after }
      : { c: world.consultationId, from: after };
  const stream = await following.follow(
    { schema: world.schema, document, contextValue: ctx, variableValues },
    outlet,
  );
  return { got, stream, variableValues };
}

const numbered = (): Promise<void> =>
  transaction(world.as('Oren Daly'), async (tx) =>
    record(tx, {
      type: 'consultation_changed',
      consultationId: world.consultationId,
      subjectId: world.consultationId,
      audience: { organisationId: null, visibility: 'participants', official: true, sectionId: null },
    }),
  );
const ring = async (): Promise<void> => {
  world.services.doorbell.ring({ kind: 'events', consultationId: world.consultationId });
  await following.idle();
};
const headNow = async (): Promise<bigint> => {
  const [row]: { head: string }[] = await world.dataSource.query(
    'SELECT head FROM event_chain WHERE consultation_id = $1',
    [world.consultationId],
  );
  return BigInt(row?.head ?? 0);
};
/** What an execution for this person alone would have told, event by event. */
async function alone(
  name: string,
  document: DocumentNode,
  variableValues: object,
  from: bigint,
): Promise<Told[]> {
  const told: Told[] = [];
  for (const event of await eventsAfter(world.as(name), world.consultationId, from, 1_000)) {
    const ctx = world.as(name);
    const standing = await ctx.standing(world.consultationId);
    if (!standing || !(await mayHearOf(ctx, event))) continue;
    const rootValue = view(ctx, event, audienceOf(standing));
    told.push(
      (await execute({
        schema: world.schema,
        document,
        contextValue: ctx,
        rootValue,
        variableValues: { ...variableValues },
      })) as Told,
    );
  }
  return told;
}
/** Without the cursor, which never looks the same twice. */
const facts = (told: readonly Told[]): unknown =>
  JSON.parse(JSON.stringify(told, (key, value: unknown) => (key === 'cursor' ? '…' : value)));

describe('what many are told together', () => {
  const people = [
    'Sayla Vint',
    'Orla Keth',
    'Ilka Renn',
    'Dav Moric',
    'Oren Daly',
    'Mira Solt',
    'Ana Thorne',
    'Remy Falk',
  ];
  const codes = ['MPH', 'MLW', 'NMA', 'HCTS', 'AST'];

  test('[SE1][SE2][T4][T7] is what each would have been told alone, with any rights and any operations', async () => {
    const memberships: object[] = await world.dataSource.query(
      'SELECT consultation_id, person_id, organisation_id, roles FROM membership',
    );
    const participations: { organisation_id: string; domains: number[] | null }[] =
      await world.dataSource.query(
        'SELECT organisation_id, domains FROM participation WHERE consultation_id = $1',
        [world.consultationId],
      );
    const part = fc.record({
      code: fc.constantFrom(...codes),
      roles: fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 3 }),
      document: fc.constantFrom(whole, few, abilities),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: people.length, maxLength: people.length }),
        fc.array(fc.option(fc.subarray([1, 2, 3, 4, 5, 6])), {
          minLength: codes.length,
          maxLength: codes.length,
        }),
        fc.array(fc.constantFrom('draft', 'clear', 'reply', 'withdraw', 'other'), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.constantFrom(...visibilities.filter((one) => one !== 'organisation')),
        async (parts, scopes, acts, visibility) => {
          const from = await headNow();
          for (const act of acts) {
            if (act === 'draft') await drafted(world, { visibility });
            else if (act === 'other') await numbered();
            else {
              const { id } = await cleared(world, { visibility });
              const commentId = id;
              if (act === 'withdraw')
                await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, { commentId, reason: 'x' });
              if (act === 'reply') {
                const input = { key: randomUUID(), commentId, body: 'Noted.', language: 'en' as const };
                await world.run(world.as('Brin Tolvar'), ReplyToCommentDocument, { input });
              }
            }
          }
          try {
            for (const [index, { code, roles: held }] of parts.entries())
              await world.dataSource.query(
                'UPDATE membership SET organisation_id = $3, roles = $4 WHERE consultation_id = $1 AND person_id = $2',
                [world.consultationId, world.personId(people[index] ?? ''), world.organisationId(code), held],
              );
            for (const [index, code] of codes.entries())
              await world.dataSource.query(
                'UPDATE participation SET domains = $3 WHERE consultation_id = $1 AND organisation_id = $2',
                [world.consultationId, world.organisationId(code), scopes[index]],
              );
            const followers = await Promise.all(
              parts.map(async ({ document }, index) => {
                const name = people[index] ?? '';
                const standing = await world.as(name).standing(world.consultationId);
                if (!standing) throw new Error('Everybody has a part');
                const after = world.services.cursors.seal(world.consultationId, audienceOf(standing), from);
                return { name, document, ...(await follow(name, document, after)) };
              }),
            );
            await following.idle();
            for (const { name, document, got, variableValues } of followers) {
              expect(facts(got), name).toEqual(facts(await alone(name, document, variableValues, from)));
              const standing = await world.as(name).standing(world.consultationId);
              for (const { data } of got)
                expect(
                  world.services.cursors.open(
                    world.consultationId,
                    audienceOf(standing ?? (null as never)),
                    data?.events.cursor ?? '',
                  ),
                ).not.toBeNull();
            }
          } finally {
            following.close();
            for (const row of participations)
              await world.dataSource.query(
                'UPDATE participation SET domains = $3 WHERE consultation_id = $1 AND organisation_id = $2',
                [world.consultationId, row.organisation_id, row.domains],
              );
            for (const row of memberships as {
              consultation_id: string;
              person_id: string;
              organisation_id: string;
              roles: string[];
            }[])
              await world.dataSource.query(
                'UPDATE membership SET organisation_id = $3, roles = $4 WHERE consultation_id = $1 AND person_id = $2',
                [row.consultation_id, row.person_id, row.organisation_id, row.roles],
              );
          }
        },
      ),
      { seed: 20_261_122, numRuns: 8 },
    );
  }, 120_000);

  test('[SE1] is executed once for each audience, in as many statements as for one listener of each', async () => {
    const names = ['Ilka Renn', 'Ilka Renn', 'Ilka Renn', 'Oren Daly', 'Oren Daly', 'Ana Thorne'];
    const cursors = await Promise.all(
      names.map((name) => currentCursor(world.as(name), world.consultationId)),
    );
    const followers = await Promise.all(names.map((name, index) => follow(name, few, cursors[index] ?? '')));
    await following.idle();
    const before = { ...following.told };
    await cleared(world);
    await ring();
    expect(following.told.executed - before.executed).toBe(3);
    expect(following.told.sent - before.sent).toBe(6);
    for (const { got } of followers) expect(got).toHaveLength(1);
    const six = (await statementsOf(world.dataSource, () => numbered().then(ring))).length;
    for (const { stream } of followers.slice(1, 3))
      await (stream as AsyncIterableIterator<unknown>).return?.();
    const four = (await statementsOf(world.dataSource, () => numbered().then(ring))).length;
    expect(six).toBe(four);
  });

  test('[SE1] a section is counted from rows that are read once, however many audiences an organisation has', async () => {
    const colleagues = ['Ilka Renn', 'Dav Moric'];
    const statements = async (names: readonly string[]): Promise<number> => {
      following.close();
      for (const name of names)
        await follow(name, whole, await currentCursor(world.as(name), world.consultationId));
      await following.idle();
      return (await statementsOf(world.dataSource, () => cleared(world).then(ring))).length;
    };
    const standings = await Promise.all(
      colleagues.map((name) => world.as(name).standing(world.consultationId)),
    );
    expect(new Set(standings.map((standing) => standing && audienceOf(standing))).size).toBe(2);
    // Whether what was rung for twice is looked at once or twice is luck: the least of a few tries is what is asked.
    const least = async (names: readonly string[]): Promise<number> =>
      Math.min(await statements(names), await statements(names), await statements(names));
    expect(await least(colleagues)).toBe(await least(colleagues.slice(0, 1)));
  });

  test('[SE2] a field that is marked as personal is never asked for together', async () => {
    const cursor = await currentCursor(world.as('Ilka Renn'), world.consultationId);
    expect((await follow('Ilka Renn', personal, cursor)).stream).toBeNull();
    expect((await follow('Ilka Renn', abilities, cursor)).stream).not.toBeNull();
  });

  test('[SE3][T7] stops at once for whoever has lost the right, and goes on under the new one for whose rights changed', async () => {
    const names = ['Dav Moric', 'Tove Lisk', 'Oren Daly'];
    const followers = await Promise.all(
      names.map(async (name) => follow(name, few, await currentCursor(world.as(name), world.consultationId))),
    );
    await following.idle();
    await world.dataSource.query('UPDATE membership SET revoked_at = now() WHERE person_id = $1', [
      world.personId('Dav Moric'),
    ]);
    await world.dataSource.query('UPDATE participation SET domains = $1 WHERE organisation_id = $2', [
      [6],
      world.organisationId('ODLA'),
    ]);
    await cleared(world);
    await numbered();
    await ring();
    const types = followers.map(({ got }) => got.map(({ data }) => data?.events['type']));
    expect(types).toEqual([[], ['consultation_changed'], ['comment_cleared', 'consultation_changed']]);
    const gone = followers[0]?.stream as AsyncIterableIterator<unknown>;
    expect(await gone.next()).toMatchObject({ done: true });
    await world.dataSource.query('UPDATE membership SET revoked_at = NULL WHERE person_id = $1', [
      world.personId('Dav Moric'),
    ]);
  });

  test('[SE4][T8] whoever takes nothing more is left behind, the others miss nothing, and who comes back catches up', async () => {
    const start = await currentCursor(world.as('Oren Daly'), world.consultationId);
    const other = await follow('Oren Daly', few, start);
    let room = 3;
    const slow: Told[] = [];
    await following.follow(
      {
        schema: world.schema,
        document: few,
        contextValue: world.as('Lira Tavesh'),
        variableValues: {
          c: world.consultationId,
          from: await currentCursor(world.as('Lira Tavesh'), world.consultationId),
        },
      },
      {
        send(body) {
          if (room === 0) return false;
          room -= 1;
          slow.push((JSON.parse(`{"payload":${body.toString()}`) as { payload: Told }).payload);
          return true;
        },
        flush: () => undefined,
      },
    );
    for (let n = 0; n < 10; n += 1) await numbered();
    await ring();
    expect([other.got.length, slow.length, following.size]).toEqual([10, 3, 1]);
    const back = await follow('Lira Tavesh', few, slow.at(-1)?.data?.events.cursor ?? '');
    await numbered();
    await ring();
    expect([other.got.length, back.got.length]).toEqual([11, 8]);
    expect(new Set([...slow, ...back.got].map(({ data }) => data?.events.cursor)).size).toBe(11);
    following.close();
    expect(following.size).toBe(0);
  });

  test('[SE5][T4] whoever missed too much to be told it one by one reads everything anew; what others kept to themselves does not count', async () => {
    const names = ['Sayla Vint', 'Ana Thorne'];
    const cursors = await Promise.all(
      names.map((name) => currentCursor(world.as(name), world.consultationId)),
    );
    const happen = (type: 'clearance_changed' | 'consultation_changed', count: number) =>
      transaction(world.as('Oren Daly'), async (tx) => {
        for (let n = 0; n < count; n += 1)
          record(tx, {
            type,
            consultationId: world.consultationId,
            subjectId: world.consultationId,
            audience: {
              organisationId: world.organisationId('MPH'),
              visibility: 'organisation',
              official: true,
              sectionId: null,
            },
          });
      });
    const begun = async (index: number) => {
      const { got, stream } = await follow(names[index] ?? '', few, cursors[index] ?? '');
      await following.idle();
      return stream && 'errors' in stream ? stream.errors?.[0]?.extensions['code'] : got.length;
    };
    await happen('clearance_changed', 300);
    expect([await begun(0), await begun(1)]).toEqual([300, 0]);
    await happen('clearance_changed', 1);
    expect([await begun(0), await begun(1)]).toEqual(['CURSOR_INVALID', 0]);
    await happen('consultation_changed', 300);
    expect(await begun(1)).toBe(300);
    await happen('consultation_changed', 1);
    expect(await begun(1)).toBe('CURSOR_INVALID');
  });
});
