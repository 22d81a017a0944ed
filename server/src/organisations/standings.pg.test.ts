import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { audienceOf } from '../platform/audience.js';
import { velmora } from '../testing/world.js';
import { readStanding, readStandingsOf } from './organisations.repository.js';

const world = velmora();

test('[SE1][SE3] many people’s standings are what each one’s is, and those who stand alike share theirs', async () => {
  const { consultationId, dataSource } = world;
  const { manager } = dataSource;
  const now = new Date();
  const set = (sql: string, ...given: unknown[]): Promise<unknown> => dataSource.query(sql, given);
  const [officer, deputy] = [world.personId('Brin Tolvar'), world.personId('Orla Keth')];
  await set(
    `INSERT INTO deputy (id, consultation_id, organisation_id, officer_id, deputy_id, from_at, until_at, created_at)
     VALUES ($1, $2, $3, $4, $5, now() - interval '1 day', now() + interval '1 day', now())`,
    randomUUID(),
    consultationId,
    world.organisationId('MPH'),
    officer,
    deputy,
  );
  await set(
    'UPDATE participation SET focal_points = $1, legal_unit = $2 WHERE organisation_id = $3',
    [world.personId('Ilka Renn')],
    [world.personId('Dav Moric')],
    world.organisationId('MLW'),
  );
  await set('UPDATE membership SET revoked_at = now() WHERE person_id = $1', world.personId('Esme Farrow'));
  await set(
    'UPDATE membership SET roles = $1 WHERE organisation_id = $2',
    ['observer'],
    world.organisationId('NMA'),
  );
  // A blind phase that runs.
  await set(
    `UPDATE round SET blind = true, opens_at = now() - interval '1 day', closes_at = now() + interval '1 day'`,
  );

  const people: { id: string }[] = await dataSource.query('SELECT id FROM person');
  const ids = people.map(({ id }) => id);
  const many = await readStandingsOf(manager, [...ids, randomUUID()], consultationId, now);
  const alone = await Promise.all(ids.map((id) => readStanding(manager, id, consultationId, now)));
  expect(ids.map((id) => many.get(id) ?? null)).toEqual(alone);
  expect(many.size).toBe(alone.filter((one) => one !== null).length);
  const audiences = new Set([...many.values()].map(audienceOf));
  expect(new Set(many.values()).size).toBe(audiences.size);
  expect(audiences.size).toBeLessThan(many.size);
  expect([many.get(deputy)?.actsFor, many.get(deputy)?.blindSince]).toEqual([officer, expect.any(Date)]);
});
