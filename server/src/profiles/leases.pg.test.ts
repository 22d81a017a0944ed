import { describe, expect, test } from 'vitest';
import { createDataSource } from '../platform/database/data-source.js';
import { CHAPTER } from '../testing/comments.js';
import { testDatabase } from '../testing/database.js';
import { ensureVelmora, VELMORA } from '../testing/velmora.js';
import { velmora } from '../testing/world.js';
import { createLeases } from './index.js';

const now = () => new Date();

describe('who holds a client id', () => {
  const world = velmora();

  test('[NO4] the first who asks holds it for ever, whoever asks later', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const leases = createLeases(world.dataSource, now);
    const [first, second] = [world.personId('Remy Falk'), world.personId('Sim Vale')];
    // 32 bits without sign: what Yjs draws.
    for (const clientId of [0, 1, 2 ** 31, 2 ** 32 - 1]) {
      expect(await leases.lease(documentName, clientId, first)).toEqual({ personId: first });
      expect(await leases.lease(documentName, clientId, second)).toEqual({ personId: first });
      expect(await createLeases(world.dataSource, now).lease(documentName, clientId, second)).toEqual({
        personId: first,
      });
    }
  });

  test('[NO4] another document is another key, and a person may hold many', async () => {
    const [en, az] = [await world.variant(CHAPTER), await world.variant(CHAPTER, 'az')];
    const leases = createLeases(world.dataSource, now);
    const [first, second] = [world.personId('Remy Falk'), world.personId('Sim Vale')];
    await leases.lease(en.documentName, 77, first);
    expect(await leases.lease(az.documentName, 77, second)).toEqual({ personId: second });
    expect(await leases.lease(en.documentName, 78, first)).toEqual({ personId: first });
  });

  test('[NO4] who holds which of many is told in one question', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const leases = createLeases(world.dataSource, now);
    const [first, second] = [world.personId('Remy Falk'), world.personId('Sim Vale')];
    await leases.lease(documentName, 2 ** 32 - 5, first);
    await leases.lease(documentName, 81, second);
    expect(await leases.holders(documentName, [80, 81, 2 ** 32 - 5])).toEqual(
      new Map([
        [81, second],
        [2 ** 32 - 5, first],
      ]),
    );
  });

  test('[NO4] nobody holds anything in a document that is not there', async () => {
    const leases = createLeases(world.dataSource, now);
    await expect(leases.lease('section/nowhere/en', 1, world.personId('Remy Falk'))).rejects.toThrow(
      'document_lease',
    );
  });
});

describe('two nodes at once', () => {
  const database = testDatabase({ name: VELMORA, ensure: ensureVelmora });

  test('[NO4] give every id to one person, and both say the same', async () => {
    const other = await createDataSource(database.connection).initialize();
    try {
      const { dataSource } = database;
      const people: { id: string }[] = await dataSource.query('SELECT id FROM person LIMIT 8');
      const [{ name }]: [{ name: string }] = await dataSource.query('SELECT name FROM document LIMIT 1');
      const [here, there] = [createLeases(dataSource, now), createLeases(other, now)];
      const ids = Array.from({ length: 60 }, (_, index) => index + 1);
      const answers = await Promise.all(
        ids.map((clientId) =>
          Promise.all(
            people.map(({ id }, index) =>
              ((index + clientId) % 2 === 0 ? here : there).lease(name, clientId, id),
            ),
          ),
        ),
      );
      for (const holders of answers) {
        expect(holders).toHaveLength(8);
        expect(new Set(holders.map((holder) => holder.personId)).size).toBe(1);
      }
      const [{ count }]: [{ count: string }] = await dataSource.query(
        'SELECT count(*) AS count FROM document_lease',
      );
      expect(Number(count)).toBe(60);
    } finally {
      await other.destroy();
    }
  });
});
