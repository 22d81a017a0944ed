import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BEGINNING, hashOf, linked } from '@concord/record';
import {
  AcceptInvitationDocument,
  CreateApiTokenDocument,
  DecideDocument,
  FreezeVersionDocument,
  InviteDocument,
  NameDeputyDocument,
  RevokeApiTokenDocument,
} from '@concord/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHAPTER, cleared, only, WORDS } from '../../testing/comments.js';
import { served } from '../../testing/served.js';
import { velmora } from '../../testing/world.js';
import { record as note, transaction } from '../database/transaction.js';
import { Record1795311600000 } from '../migrations/20261122014000-record.js';
import { createLog } from '../log.js';
import { INSTALLATION, type NewEvent } from './event.js';
import { keepRecord } from './keeper.js';
import { headsOf, linksAfter, verifyChain, type RecordFault } from './record.js';
import { verifyRecord } from './verify.js';
import { createWitness } from './witness.js';

const world = velmora();
const server = served(world);
const start = { position: 0n, hash: BEGINNING };
const place = { folder: '', file: '' };

beforeAll(async () => {
  place.folder = await mkdtemp(path.join(tmpdir(), 'concord-record-'));
  place.file = path.join(place.folder, 'heads.jsonl');
});
afterAll(() => rm(place.folder, { recursive: true, force: true }));

const faultOf = async (): Promise<RecordFault | null> =>
  (await verifyChain(world.dataSource.manager, world.consultationId, start)).fault;
const chainOf = (chain = world.consultationId) =>
  linksAfter(world.dataSource.manager, chain, 0n, 2n ** 62n, 10_000);
const last = async (type: string) => {
  const [row]: {
    data: Record<string, string>;
    subject_id: string;
    people: object;
    actor_id: string | null;
  }[] = await world.dataSource.query(
    'SELECT data, subject_id, people, actor_id FROM domain_event WHERE type = $1 ORDER BY at DESC, position DESC LIMIT 1',
    [type],
  );
  return row;
};
const numbered = (n: number): NewEvent => ({
  type: 'consultation_changed',
  consultationId: world.consultationId,
  subjectId: world.consultationId,
  audience: { organisationId: null, visibility: 'participants', official: true, sectionId: null },
  data: { n },
});

const happens = (n: number): Promise<void> =>
  transaction(world.as('Oren Daly'), async (tx) => note(tx, numbered(n)));

/** Does it to the record and takes it back, whatever is found meanwhile. */
async function tampered<T>(
  statement: string,
  values: readonly unknown[],
  look: () => Promise<T>,
): Promise<T> {
  await world.dataSource.query('CREATE TABLE kept AS TABLE domain_event');
  await world.dataSource.query('CREATE TABLE kept_chain AS TABLE event_chain');
  try {
    await world.dataSource.query(statement, [...values]);
    return await look();
  } finally {
    await world.dataSource.query('DELETE FROM domain_event');
    await world.dataSource.query('INSERT INTO domain_event SELECT * FROM kept');
    await world.dataSource.query('DELETE FROM event_chain');
    await world.dataSource.query('INSERT INTO event_chain SELECT * FROM kept_chain');
    await world.dataSource.query('DROP TABLE kept, kept_chain');
  }
}

describe('a record that is written', () => {
  test('[AU1][T11] is whole over parallel work with rollbacks, deputies and several chains in one stroke', async () => {
    await world.run(world.as('Brin Tolvar'), NameDeputyDocument, {
      input: {
        consultationId: world.consultationId,
        deputyId: world.personId('Sayla Vint'),
        from: new Date().toISOString(),
        until: new Date(Date.now() + 86_400_000).toISOString(),
      },
    });
    await cleared(world);
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        transaction(world.as('Oren Daly'), async (tx) => {
          note(tx, numbered(n));
          if (n % 3 === 0) note(tx, { ...numbered(n), consultationId: world.practiceId });
          if (n % 5 === 0) throw new Error('built-in fault');
        }).catch(() => undefined),
      ),
    );
    const verified = await verifyRecord(world.dataSource, null, true);
    expect(verified.map(({ fault }) => fault)).toEqual(verified.map(() => null));
    expect(verified.find(({ chain }) => chain === world.consultationId)?.read).toBeGreaterThan(20);
    expect(await last('clearance_changed')).toMatchObject({
      actor_id: world.personId('Brin Tolvar'),
      people: { deputy: world.personId('Sayla Vint') },
      data: { ended: false },
    });
  });

  test('[AU6][T11] holds the hash of each text a decision changed, of each outcome, and of a frozen version', async () => {
    const comment = await cleared(world, { proposal: 'Laws distinguish by residence title.' });
    const outcome = { commentId: comment.id, disposition: 'accepted', seenWords: WORDS } as const;
    const input = { key: randomUUID(), outcomes: [outcome] };
    const decision = only(
      (await world.run(world.as('Oren Daly'), DecideDocument, { input })).decide,
      'Decision',
    );
    const { content, revision } = await world.variant(CHAPTER);
    expect(revision).toBe(decision.changes[0]?.revision);
    const [kept]: object[] = await world.dataSource.query(
      'SELECT disposition, reason, reason_code AS code, into_id AS into FROM outcome WHERE comment_id = $1',
      [comment.id],
    );
    expect((await last('comment_decided'))?.data).toMatchObject({ en: hashOf(content), hash: hashOf(kept) });
    await world.run(world.as('Mira Solt'), FreezeVersionDocument, {
      consultationId: world.consultationId,
      key: randomUUID(),
    });
    const [version]: { hash: string }[] = await world.dataSource.query('SELECT hash FROM version');
    expect((await last('consultation_changed'))?.data['hash']).toBe(version?.hash);
  });

  test('[AU5] has a chain of its own for accounts and tokens; who is invited stands in the consultation', async () => {
    const before = await chainOf(INSTALLATION);
    const ctx = world.as('Ilka Renn');
    const made = only(
      (await world.run(ctx, CreateApiTokenDocument, { name: 'desk', scopes: ['read'], expiresInDays: 1 }))
        .createApiToken,
      'ApiTokenCreated',
    );
    await world.run(ctx, RevokeApiTokenDocument, { id: made.token.id });
    const after = await chainOf(INSTALLATION);
    expect(after.slice(before.length).map(({ type, people }) => [type, people['actor']])).toEqual([
      ['token_made', world.personId('Ilka Renn')],
      ['token_revoked', world.personId('Ilka Renn')],
    ]);
    const invite = {
      consultationId: world.consultationId,
      organisationId: world.organisationId('MLW'),
      email: 'new.person@example.org',
      roles: ['contributor' as const],
      locale: 'en' as const,
    };
    const answer = (await (await server.enter('Mira Solt')).graphql(InviteDocument, { input: invite })).data;
    const invited = only(answer?.invite ?? { __typename: 'Nothing' }, 'InvitationCreated');
    expect(await last('invitation_made')).toMatchObject({ subject_id: world.organisationId('MLW') });
    await server.browser().graphql(AcceptInvitationDocument, {
      token: invited.url.split('/').at(-1) ?? '',
      name: 'New Person',
      password: 'a long enough password',
    });
    const [person]: { id: string }[] = await world.dataSource.query(
      'SELECT id FROM person WHERE email = $1',
      ['new.person@example.org'],
    );
    expect(await last('member_joined')).toMatchObject({
      data: { roles: 'contributor' },
      people: { member: person?.id },
    });
    expect(JSON.stringify(await chainOf())).not.toContain('example.org');
  });
});

describe('a record that is tampered with', () => {
  const columns = [
    ['type', `'comment_discarded'`],
    ['subject_id', 'gen_random_uuid()'],
    ['audience', `jsonb_set(audience, '{official}', to_jsonb(NOT (audience->>'official')::boolean))`],
    ['data', `data || '{"x": null}'`],
    ['marks', `marks || '{"x": "y"}'`],
    ['organisation_id', 'gen_random_uuid()'],
    ['at', `at + interval '1 microsecond'`],
    ['previous', `translate(previous, '0123456789abcdef', '123456789abcdef0')`],
    ['hash', `translate(hash, '0123456789abcdef', '123456789abcdef0')`],
    ['actor_id', '(SELECT id FROM person WHERE id IS DISTINCT FROM actor_id LIMIT 1)'],
    ['people', `people || jsonb_build_object('for', (SELECT id FROM person LIMIT 1))`],
  ] as const;

  test.each(columns)('[AU1][T11] is found, and where: %s of any event', async (column, value) => {
    const { length } = await chainOf();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: length }), async (position) => {
        const fault = await tampered(
          `UPDATE domain_event SET ${column} = ${value} WHERE consultation_id = $1 AND position = $2`,
          [world.consultationId, position],
          faultOf,
        );
        expect(fault?.position).toBe(BigInt(position));
      }),
      { seed: 20_261_122, numRuns: 4 },
    );
  });

  test('[AU1][T11] is found: events swapped, left out, put in, and the last ones cut off', async () => {
    const own = [world.consultationId];
    const move = 'UPDATE domain_event SET position = CASE position WHEN 3 THEN 4 ELSE 3 END';
    const [swapped, gone, added, cut, past] = [
      await tampered(`${move} WHERE consultation_id = $1 AND position IN (3, 4)`, own, faultOf).catch(
        () => 'kept',
      ),
      await tampered('DELETE FROM domain_event WHERE consultation_id = $1 AND position = 5', own, faultOf),
      await tampered(
        `INSERT INTO domain_event SELECT (jsonb_populate_record(e, jsonb_build_object('position', e.position + 1))).*
           FROM domain_event e WHERE consultation_id = $1 ORDER BY position DESC LIMIT 1`,
        own,
        faultOf,
      ),
      await tampered(
        'DELETE FROM domain_event WHERE consultation_id = $1 AND position = (SELECT max(position) FROM domain_event WHERE consultation_id = $1)',
        own,
        faultOf,
      ),
      await tampered('UPDATE event_chain SET head = head - 1 WHERE consultation_id = $1', own, faultOf),
    ];
    // PostgreSQL itself refuses two events in one position, also for a moment.
    expect(swapped === 'kept' || (swapped as RecordFault).position === 3n).toBe(true);
    expect(gone).toMatchObject({ position: 5n, kind: 'position' });
    for (const fault of [added, cut, past]) expect(fault).toMatchObject({ kind: 'head' });
  });

  test('[AU4][T11] is found though it was cut off with its head, or made anew from end to end', async () => {
    const witness = createWitness(place.file, 'installation');
    await witness.note(await headsOf(world.dataSource.manager), new Date());
    const verified = async () =>
      (await verifyRecord(world.dataSource, createWitness(place.file, 'installation'), true)).flatMap(
        ({ fault }) => fault ?? [],
      );
    expect(await verified()).toEqual([]);
    const own = [world.consultationId];
    const links = await chainOf();
    const cut = `WITH gone AS (DELETE FROM domain_event WHERE consultation_id = $1 AND position > 4)
      UPDATE event_chain SET head = 4, hash = '${links[3]?.hash}' WHERE consultation_id = $1`;
    expect(await tampered(cut, own, verified)).toMatchObject([
      { kind: 'witness', position: BigInt(links.length) },
    ]);
    const anew = linked(
      BEGINNING,
      links.map((link, index) => (index === 1 ? { ...link, type: 'comment_discarded' } : link)),
    );
    const found = await tampered(
      `UPDATE event_chain SET hash = $2 WHERE consultation_id = $1`,
      [world.consultationId, anew.at(-1)?.hash],
      async () => {
        await world.dataSource.query(
          `UPDATE domain_event e SET type = l.type, previous = l.previous, hash = l.hash
             FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) AS l(position, type, previous, hash)
            WHERE e.consultation_id = $1 AND e.position = l.position`,
          [
            world.consultationId,
            anew.map(({ position }) => position),
            anew.map(({ type }) => type),
            anew.map(({ previous }) => previous),
            anew.map(({ hash }) => hash),
          ],
        );
        // By itself the forged chain is a good one.
        expect(await faultOf()).toBeNull();
        return verified();
      },
    );
    expect(found).toMatchObject([{ kind: 'witness', position: BigInt(links.length) }]);
  });

  test('[AU3][AU4] is told at the start, served all the same, and no longer written down', async () => {
    const file = path.join(place.folder, 'started.jsonl');
    const said: string[] = [];
    const begin = () =>
      keepRecord({
        dataSource: world.dataSource,
        witness: createWitness(file, 'installation'),
        log: createLog('silent'),
        now: () => new Date(),
        warn: (sentence) => void said.push(sentence),
      });
    const first = await begin();
    await happens(1);
    await first.stop();
    expect([first.found.faults, said]).toEqual([[], []]);
    const lines = await readFile(file, 'utf8');
    expect(lines.trim().split('\n').length).toBeGreaterThan(1);
    // Half a line, as a power cut leaves it, and another installation's are passed over.
    await appendFile(file, '{"at":"2026-11-22T00:00');
    await happens(2);
    const { length } = await chainOf();
    await tampered(
      `UPDATE domain_event SET data = '{}' WHERE consultation_id = $1 AND position = $2`,
      [world.consultationId, length],
      async () => {
        const second = await begin();
        expect(second.found.faults).toMatchObject([{ kind: 'content', position: BigInt(length) }]);
        expect(said.join()).toContain('THE RECORD IS NOT WHAT IT WAS');
        await happens(3);
        await second.stop();
        expect(await readFile(file, 'utf8')).toBe(`${lines}{"at":"2026-11-22T00:00`);
      },
    );
  });
});

describe('an installation from before the record', () => {
  test('[AU7][T11] gets one of everything that happened, persons taken out of the facts', async () => {
    const runner = world.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      const migration = new Record1795311600000();
      const [{ told: before }]: [{ told: string }] = await runner.manager.query(
        'SELECT count(*) AS told FROM domain_event',
      );
      await migration.down(runner);
      const [old]: { data: object }[] = await runner.manager.query(
        `SELECT data FROM domain_event WHERE type = 'clearance_changed'`,
      );
      expect(old?.data).toEqual({ ended: false, deputy: world.personId('Sayla Vint') });
      await migration.up(runner);
      for (const chain of [world.consultationId, world.practiceId, INSTALLATION])
        expect((await verifyChain(runner.manager, chain, start)).fault, chain).toBeNull();
      const [{ told: after }]: [{ told: string }] = await runner.manager.query(
        'SELECT count(*) AS told FROM domain_event WHERE hash IS NOT NULL',
      );
      expect(after).toBe(before);
      const [row]: { data: object; people: object }[] = await runner.manager.query(
        `SELECT data, people FROM domain_event WHERE type = 'clearance_changed'`,
      );
      expect(row).toEqual({ data: { ended: false }, people: { deputy: world.personId('Sayla Vint') } });
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});
