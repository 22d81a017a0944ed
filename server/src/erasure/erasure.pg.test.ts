import { randomUUID } from 'node:crypto';
import {
  ClearCommentDocument,
  CommentByIdDocument,
  CommentClearanceDocument,
  DraftCommentDocument,
  NameDeputyDocument,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { INSTALLATION } from '../platform/events/event.js';
import { verifyRecord } from '../platform/events/verify.js';
import { cleared, draftInput, drafted } from '../testing/comments.js';
import { served } from '../testing/served.js';
import { velmora } from '../testing/world.js';
import { erasePerson } from './erasure.service.js';

const world = velmora();
const server = served(world);

const emailOf = async (name: string): Promise<string> => {
  const [row]: { email: string }[] = await world.dataSource.query(
    'SELECT email FROM person WHERE name = $1',
    [name],
  );
  return row?.email ?? '';
};
const faults = async () =>
  (await verifyRecord(world.dataSource, null, true)).flatMap(({ fault }) => fault ?? []);

/** Every value of every table, as text: bytes too. */
async function everywhere(words: readonly string[]): Promise<string[]> {
  const tables: { table: string }[] = await world.dataSource.query(
    `SELECT table_name AS table FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { table } of tables)
    for (const word of words) {
      const [row]: { n: number }[] = await world.dataSource.query(
        `SELECT count(*)::int AS n FROM "${table}" row WHERE position(lower($1) in lower(row::text)) > 0`,
        [word],
      );
      if (row?.n) found.push(`${table}: ${word}`);
    }
  return found;
}

describe('a person who is erased', () => {
  test('[AU2][T11] is nowhere any more, what they did is their organisation’s, and the record is whole', async () => {
    const email = await emailOf('Sayla Vint');
    await world.run(world.as('Brin Tolvar'), NameDeputyDocument, {
      input: {
        consultationId: world.consultationId,
        deputyId: world.personId('Sayla Vint'),
        from: new Date().toISOString(),
        until: new Date(Date.now() + 86_400_000).toISOString(),
      },
    });
    const draft = await drafted(world);
    const official = await drafted(world);
    // As the deputy, for Brin Tolvar.
    await world.run(world.as('Sayla Vint'), ClearCommentDocument, {
      commentId: official.id,
      version: official.version,
    });
    const client = await server.enter('Sayla Vint');
    expect(await everywhere(['Sayla Vint', email])).not.toEqual([]);

    expect(await erasePerson(world.dataSource, ` ${email.toUpperCase()} `, new Date())).toBe(true);
    expect(await everywhere(['Sayla Vint', email])).toEqual([]);
    expect(await faults()).toEqual([]);
    const [left]: { n: number }[] = await world.dataSource.query(
      `SELECT count(*)::int AS n FROM domain_event
        WHERE type <> 'person_erased' AND position($1 in domain_event::text) > 0`,
      [world.personId('Sayla Vint')],
    );
    expect(left?.n).toBe(0);

    const authorFor = async (locale: 'az' | 'en' | 'ru') =>
      (await world.run(world.as('Orla Keth', locale), CommentByIdDocument, { id: draft.id })).comment?.author
        ?.name;
    expect(await authorFor('en')).toBe('a former member of MPH');
    expect(new Set([await authorFor('az'), await authorFor('en'), await authorFor('ru')]).size).toBe(3);
    // The act stays, with the officer for whom it was done.
    const { comment } = await world.run(world.as('Brin Tolvar'), CommentClearanceDocument, {
      id: official.id,
    });
    expect(JSON.stringify(comment)).toContain('a former member of MPH');
    expect((await client.fetch('/graphql', { method: 'POST' })).status).not.toBe(200);
    const input = await draftInput(world);
    const { draftComment } = await world.run(world.as('Sayla Vint'), DraftCommentDocument, { input });
    expect(draftComment).toMatchObject({ __typename: 'Refused' });
    expect(await erasePerson(world.dataSource, email, new Date())).toBe(false);
  });

  test('[AU2] a name that somebody took out of the record without an erasure is found', async () => {
    await cleared(world, {}, 'Orla Keth');
    expect(await faults()).toEqual([]);
    await world.dataSource.query('UPDATE domain_event SET actor_id = NULL WHERE actor_id = $1', [
      world.personId('Orla Keth'),
    ]);
    expect(await faults()).toMatchObject([{ chain: world.consultationId, kind: 'erasure' }]);
  });

  test('[AU2] whoever is erased while they write has written, or nothing is', async () => {
    const name = 'Ilka Renn';
    const email = await emailOf(name);
    const writes = Array.from({ length: 8 }, async () => {
      const input = await draftInput(world, { key: randomUUID() });
      return world.run(world.as(name), DraftCommentDocument, { input }).catch(() => null);
    });
    await Promise.all([...writes, erasePerson(world.dataSource, email, new Date())]);
    const [left]: { n: number }[] = await world.dataSource.query(
      'SELECT count(*)::int AS n FROM domain_event WHERE actor_id = $1',
      [world.personId(name)],
    );
    expect(left?.n).toBe(0);
    expect((await faults()).filter(({ chain }) => chain === INSTALLATION)).toEqual([]);
    expect((await faults()).filter(({ kind }) => kind !== 'erasure')).toEqual([]);
  });
});
