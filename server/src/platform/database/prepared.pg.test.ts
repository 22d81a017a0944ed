import type { EntityManager } from 'typeorm';
import { beforeAll, describe, expect, test } from 'vitest';
import { drafted } from '../../testing/comments.js';
import { velmora } from '../../testing/world.js';
import { NOBODY } from './scope.js';
import { behindWall, under } from './wall.js';

const world = velmora();
const secret = { draft: '' };
beforeAll(async () => {
  secret.draft = (await drafted(world, { body: 'Between ourselves.' })).id;
});

/** One connection for all of it: as if the pool had no other. */
const onOneConnection = (work: (manager: EntityManager) => Promise<void>): Promise<void> =>
  behindWall(world.dataSource, 'concord_app').as(NOBODY).transaction(work);
const person = (manager: EntityManager, name: string): EntityManager =>
  under(manager, { kind: 'person', personId: world.personId(name) });
async function preparedIn(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ statement: string }[]>('SELECT statement FROM pg_prepared_statements');
  return rows.map(({ statement }) => statement);
}

describe('[RL8] statements that are prepared', () => {
  test('are those that come again, once each', async () => {
    await onOneConnection(async (manager) => {
      const [often, once] = ['SELECT $1::int AS often', 'SELECT $1::int AS once'];
      for (let time = 0; time < 4; time += 1) await manager.query(often, [time]);
      await manager.query(once, [0]);
      const statements = await preparedIn(manager);
      expect(statements.filter((statement) => statement === often)).toHaveLength(1);
      expect(statements).not.toContain(once);
    });
  });

  test('[T4] show each scope what is its own, also on one connection and with one plan', async () => {
    const count = async (manager: EntityManager): Promise<number> => {
      const rows: { n: number }[] = await manager.query(
        'SELECT count(*)::int AS n FROM comment WHERE id = $1',
        [secret.draft],
      );
      return rows[0]?.n ?? Number.NaN;
    };
    await onOneConnection(async (manager) => {
      const [theirs, others] = [person(manager, 'Sayla Vint'), person(manager, 'Ilka Renn')];
      // More often than PostgreSQL plans anew for the values at hand.
      for (let time = 0; time < 12; time += 1)
        expect([await count(theirs), await count(others), await count(manager)]).toEqual([1, 0, 0]);
      const plans: { generic_plans: string }[] = await manager.query(
        `SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%FROM comment WHERE id%'`,
      );
      expect(Number(plans[0]?.generic_plans)).toBeGreaterThan(0);
    });
  });

  test('go on after one of them failed', async () => {
    const text = 'SELECT 1 / $1::int AS part';
    const half = (manager: EntityManager, by: number) => manager.query<unknown>(text, [by]);
    await onOneConnection(async (manager) => {
      for (let time = 0; time < 3; time += 1) await half(manager, 1);
      for (let time = 0; time < 3; time += 1) {
        await expect(manager.transaction((inner) => half(inner, 0))).rejects.toThrow('division by zero');
        expect(await half(manager, 1)).toEqual([{ part: 1 }]);
        expect(await half(manager, 1)).toEqual([{ part: 1 }]);
      }
      expect((await preparedIn(manager)).filter((statement) => statement === text)).toHaveLength(1);
    });
  });

  test('are planned anew when a table has changed under them', async () => {
    const ask = (manager: EntityManager) =>
      manager.query<unknown[]>('SELECT * FROM organisation WHERE id = $1', [world.organisationId('MPH')]);
    await onOneConnection(async (manager) => {
      for (let time = 0; time < 3; time += 1) await ask(manager);
    });
    await world.dataSource.query('ALTER TABLE organisation ADD COLUMN motto text');
    try {
      // The one statement whose columns are not named says so, and no second one does.
      const answers = [];
      for (let time = 0; time < 4; time += 1)
        answers.push(
          await onOneConnection(async (manager) => void (await ask(manager))).then(
            () => 'answered',
            () => 'refused',
          ),
        );
      expect(answers.filter((answer) => answer === 'refused').length).toBeLessThanOrEqual(1);
      expect(answers.at(-1)).toBe('answered');
    } finally {
      await world.dataSource.query('ALTER TABLE organisation DROP COLUMN motto');
    }
  });

  test('are no more than a hundred on a connection: the longest unused give way', async () => {
    await onOneConnection(async (manager) => {
      const text = (n: number): string => `SELECT $1::int AS a${n}`;
      for (let n = 0; n < 150; n += 1) {
        await manager.query(text(n), [n]);
        await manager.query(text(n), [n]);
      }
      const statements = await preparedIn(manager);
      // And the one that says who acts.
      expect(statements.length).toBeLessThanOrEqual(101);
      expect(statements).toContain(text(149));
      expect(statements).not.toContain(text(0));
      expect(await manager.query(text(0), [7])).toEqual([{ a0: 7 }]);
    });
  });
});
