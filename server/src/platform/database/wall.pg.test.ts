import { randomUUID } from 'node:crypto';
import { maySee, roles as allRoles, type Viewer } from '@concord/consultation';
import { compromiseDocumentName } from '@concord/document/compromise';
import { roomDocumentName } from '@concord/document/room';
import { world as fixtures } from '@concord/fixtures';
import pg from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { Comment } from '../../comments/index.js';
import { readStanding } from '../../organisations/index.js';
import { SaveCompromiseDocument } from '@concord/schema';
import { clearanceOf } from '../../testing/clearance.js';
import { BLOCK, CHAPTER, cleared, drafted } from '../../testing/comments.js';
import { testDatabase } from '../../testing/database.js';
import { administer } from '../../testing/template.js';
import { velmora } from '../../testing/world.js';
import { createDataSource } from './data-source.js';
import { migrate } from './migrate.js';
import { actingRole } from './role.js';
import { EVERYTHING, NOBODY, OFFICIAL, PROJECTION, subjectOf, UPKEEP, type Scope } from './scope.js';
import { behindWall, under } from './wall.js';

const ROLE = 'concord_app';
const world = velmora();
const everybody = fixtures().people.map(({ name }) => name);
const as = (name: string): Scope => ({ kind: 'person', personId: world.personId(name) });

/** What Public Health keeps to itself, what it said to the secretariat alone, and what moderators wrote about it. */
const theirs = { draft: '', hidden: '', open: '', own: '', room: '', organisation: '', compromise: '' };

beforeAll(async () => {
  const draft = await drafted(world, { body: 'Between ourselves.' });
  await clearanceOf(world).submit(draft);
  const hidden = await cleared(world, { visibility: 'secretariat' });
  const open = await cleared(world, { visibility: 'public' });
  const own = await drafted(world, { body: 'Ours.' }, 'Ilka Renn');
  const organisation = world.organisationId('MPH');
  const room = roomDocumentName({ consultationId: world.consultationId, organisationId: organisation });
  const place = { sectionId: world.sectionId(CHAPTER), blockId: BLOCK, language: 'en' } as const;
  const compromise = compromiseDocumentName(place);
  const input = { ...place, text: 'Between moderators.', version: 0 };
  await world.run(world.as('Oren Daly'), SaveCompromiseDocument, { input });
  Object.assign(theirs, {
    compromise,
    draft: draft.id,
    hidden: hidden.id,
    open: open.id,
    own: own.id,
    room,
    organisation,
  });
  const { manager } = world.dataSource;
  for (const id of [draft.id, hidden.id]) {
    await manager.query(
      `WITH given AS (
         INSERT INTO evidence (id, comment_id, name, person_id, added_at)
         VALUES (gen_random_uuid(), $1, 'a.pdf', $2, now()) RETURNING id)
       INSERT INTO evidence_content SELECT id, 'x' FROM given`,
      [id, world.personId('Sayla Vint')],
    );
  }
  for (const id of [hidden.id, open.id]) {
    await manager.query(
      `INSERT INTO moderator_note (id, comment_id, author_id, client_key, body, created_at)
       VALUES (gen_random_uuid(), $1, $2, gen_random_uuid()::text, 'Weak.', now())`,
      [id, world.personId('Oren Daly')],
    );
    await manager.query('INSERT INTO triage (comment_id, changed_at) VALUES ($1, now())', [id]);
  }
  await manager.query(
    `INSERT INTO reply (id, comment_id, organisation_id, author_id, client_key, language, body, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, 'r', 'en', 'Indeed.', now())`,
    [hidden.id, world.organisationId('NMA'), world.personId('Oren Daly')],
  );
  await manager.query(
    `INSERT INTO document_snapshot (document_name, seq, state)
     SELECT document_name, 1, update FROM document_update WHERE document_name = $1 AND seq = 1`,
    [room],
  );
  await manager.query(
    `INSERT INTO document_checkpoint (document_name, seq, state, authors, at)
     SELECT document_name, 1, update, '{}', now() FROM document_update WHERE document_name = $1 AND seq = 1`,
    [room],
  );
  await manager.query(
    `INSERT INTO document_lease (document_name, client_id, person_id, leased_at) VALUES ($1, 7, $2, now())`,
    [room, world.personId('Sayla Vint')],
  );
});

/** Every table behind the wall, and which of its rows above are to be kept from others. */
const kept = {
  comment: 'id = ANY($1)',
  comment_anchor: 'comment_id = ANY($1)',
  evidence: 'comment_id = ANY($1)',
  evidence_content: 'evidence_id IN (SELECT id FROM evidence WHERE comment_id = ANY($1))',
  clearance_entry: 'comment_id = ANY($1)',
  moderator_note: 'comment_id = ANY($1)',
  triage: 'comment_id = ANY($1)',
  reply: 'comment_id = ANY($1)',
  room: 'document_name = ANY($1)',
  document: 'name = ANY($1)',
  document_update: 'document_name = ANY($1)',
  document_snapshot: 'document_name = ANY($1)',
  document_checkpoint: 'document_name = ANY($1)',
  document_lease: 'document_name = ANY($1)',
} as const;
const tables = Object.entries(kept);
/** The same policies as those above, without rows to try them on. */
const alike = ['clarification', 'compromise', 'reconsideration', 'stance', 'withholding'];

/** What moderators write together, and the rows of it. */
const prepared = {
  compromise: 'document_name = $1',
  document: 'name = $1',
  document_update: 'document_name = $1',
} as const;

const secrets = (table: string): string[] =>
  table.startsWith('document') || table === 'room' ? [theirs.room] : [theirs.draft, theirs.hidden];

/** Asks in a transaction that leaves nothing behind, with the wall or without: then row-level security is off. */
async function asked(
  scope: Scope | null,
  wall: 'wall' | 'control',
  work: (runner: QueryRunner) => Promise<unknown>,
): Promise<unknown> {
  const runner = world.dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    if (wall === 'control')
      for (const [table] of tables) await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    if (scope) await runner.query('SELECT concord_enter($1, $2, $3)', [scope.kind, subjectOf(scope), ROLE]);
    else await runner.query(`SELECT set_config('role', $1, true)`, [ROLE]);
    return await work(runner).catch((error: Error & { driverError?: { code: string } }) => {
      return error.driverError?.code ?? error.message;
    });
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const rowsOf = async <Row>(
  asker: { query(text: string, values: unknown[]): Promise<unknown> },
  text: string,
  values: unknown[],
): Promise<Row[]> => (await asker.query(text, values)) as Row[];
/** How many rows a change met. */
const met = async (runner: QueryRunner, text: string, values: unknown[]): Promise<number> =>
  ((await runner.query(text, values)) as [unknown, number])[1];

const count = (table: string, where: string, values: unknown[]) => async (runner: QueryRunner) => {
  const [row] = await rowsOf<{ n: number }>(
    runner,
    `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`,
    values,
  );
  return row?.n;
};

describe('with the application switched off', () => {
  test.each(tables)(
    '[RL2] another ministry sees no row of %s that is not its business',
    async (table, where) => {
      const seen = count(table, where, [secrets(table)]);
      expect(await asked(as('Ilka Renn'), 'wall', seen)).toBe(0);
      expect(await asked(as('Ilka Renn'), 'control', seen)).toBeGreaterThan(0);
      expect(await asked(EVERYTHING, 'wall', seen)).toBeGreaterThan(0);
    },
  );

  test.each(tables)('[RL2] nor changes or deletes one of %s', async (table, where) => {
    const column = { document: 'seq', room: 'projected' }[table] ?? where.split(' ')[0];
    const values = [secrets(table)];
    const changed = (runner: QueryRunner) =>
      met(runner, `UPDATE ${table} SET ${column} = ${column} WHERE ${where}`, values);
    const deleted = (runner: QueryRunner) => met(runner, `DELETE FROM ${table} WHERE ${where}`, values);
    for (const harm of [changed, deleted]) {
      expect(await asked(as('Ilka Renn'), 'wall', harm)).toBe(0);
      const without = await asked(as('Ilka Renn'), 'control', harm);
      // Something else rests on the row: it was found and would have gone.
      if (without !== '23001' && without !== '23503') expect(without).toBeGreaterThan(0);
    }
  });

  const copies = {
    'a draft': [
      `INSERT INTO comment SELECT (jsonb_populate_record(comment,
         jsonb_build_object('id', gen_random_uuid(), 'client_key', 'x', 'organisation_id', $2::text))).*
         FROM comment WHERE id = $1`,
      () => [theirs.own, theirs.organisation],
    ],
    'keystrokes in its room': [
      `INSERT INTO document_update (document_name, seq, update, at) VALUES ($1, 99999, 'x', now())`,
      () => [theirs.room],
    ],
    'a reply in its name': [
      `INSERT INTO reply (id, comment_id, organisation_id, author_id, client_key, language, body, created_at)
       SELECT gen_random_uuid(), $1, $2, id, 'x', 'en', 'x', now() FROM person LIMIT 1`,
      () => [theirs.open, theirs.organisation],
    ],
    'a note of the moderators': [
      `INSERT INTO moderator_note (id, comment_id, author_id, client_key, body, created_at)
       SELECT gen_random_uuid(), $1, id, 'x', 'x', now() FROM person LIMIT 1`,
      () => [theirs.open],
    ],
    'other words into what it said openly': [
      `UPDATE comment SET body = 'We agree.' WHERE id = $1`,
      () => [theirs.open],
    ],
    'its draft made its own': [
      `UPDATE comment SET organisation_id = $2 WHERE id = $1`,
      () => [theirs.own, theirs.organisation],
    ],
  } as const;
  test.each(Object.entries(copies))('[RL2] nor writes %s', async (_, [statement, values]) => {
    const written = (runner: QueryRunner) => runner.query(statement, values()).then(() => 'written');
    expect(await asked(as('Ilka Renn'), 'wall', written)).toBe('42501');
    expect(await asked(as('Ilka Renn'), 'control', written)).toBe('written');
  });

  test('[RL2] moderators see what is official, their notes on it, and nothing of drafts and rooms', async () => {
    const oren = as('Oren Daly');
    const of = (id: string) => (table: string, where: string) =>
      asked(oren, 'wall', count(table, where, [[id]]));
    expect(await of(theirs.hidden)('comment', kept.comment)).toBe(1);
    expect(await of(theirs.hidden)('moderator_note', kept.moderator_note)).toBe(1);
    expect(await of(theirs.hidden)('clearance_entry', kept.clearance_entry)).toBe(0);
    for (const [table, where] of tables.slice(0, 8)) expect(await of(theirs.draft)(table, where)).toBe(0);
    for (const [table, where] of tables.slice(8)) expect(await of(theirs.room)(table, where)).toBe(0);
  });

  test.each(Object.entries(prepared))(
    '[RL2] of a compromise moderators see the rows of %s, and nobody else: to read, to change, to delete',
    async (table, where) => {
      const values = [theirs.compromise];
      const key = where.split(' ')[0] ?? '';
      const harms = [
        (runner: QueryRunner) => met(runner, `UPDATE ${table} SET ${key} = ${key} WHERE ${where}`, values),
        (runner: QueryRunner) => met(runner, `DELETE FROM ${table} WHERE ${where}`, values),
      ];
      for (const person of ['Brin Tolvar', 'Sayla Vint', 'Remy Falk', 'Ana Thorne', 'Ilka Renn']) {
        expect(await asked(as(person), 'wall', count(table, where, values)), person).toBe(0);
        for (const harm of harms) expect(await asked(as(person), 'wall', harm), person).toBe(0);
      }
      for (const scope of [NOBODY, OFFICIAL, PROJECTION, { kind: 'document', name: theirs.room } as const])
        expect(await asked(scope, 'wall', count(table, where, values)), scope.kind).toBe(0);
      const own = { kind: 'document', name: theirs.compromise } as const;
      for (const scope of [as('Oren Daly'), as('Lira Tavesh'), own, UPKEEP, EVERYTHING])
        expect(await asked(scope, 'wall', count(table, where, values)), scope.kind).toBe(1);
    },
  );

  test('[RL2] nor does anybody else begin one, or write into it', async () => {
    const name = theirs.compromise.replace(BLOCK, 'elsewhere');
    const begun = (runner: QueryRunner) =>
      runner.query('INSERT INTO document (name) VALUES ($1)', [name]).then(() => 'begun');
    const written = (runner: QueryRunner) =>
      runner
        .query(
          `INSERT INTO document_update (document_name, seq, update, at) VALUES ($1, 99, '\\x0000', now())`,
          [theirs.compromise],
        )
        .then(() => 'written');
    for (const person of ['Brin Tolvar', 'Remy Falk', 'Ilka Renn']) {
      expect(await asked(as(person), 'wall', begun)).toBe('42501');
      expect(await asked(as(person), 'wall', written)).toBe('42501');
    }
    expect(await asked(as('Oren Daly'), 'wall', begun)).toBe('begun');
    expect(await asked(as('Oren Daly'), 'wall', written)).toBe('written');
  });

  test('[RL2] the ministry itself sees all of it but what moderators wrote to each other', async () => {
    const seen = await Promise.all(
      tables.map(([table, where]) => asked(as('Sayla Vint'), 'wall', count(table, where, [secrets(table)]))),
    );
    const nothing = tables.filter((_, index) => seen[index] === 0).map(([table]) => table);
    expect(nothing).toEqual(['moderator_note', 'triage']);
  });

  test.each(tables)('[RL2] nobody in particular sees no row of %s at all', async (table) => {
    const any = count(table, 'true', []);
    expect(await asked(null, 'wall', any)).toBe(0);
    expect(await asked(NOBODY, 'wall', any)).toBe(0);
    expect(await asked(null, 'control', any)).toBeGreaterThan(0);
  });

  test('[RL2] every table that belongs to a comment or a document is behind it, or is listed here', async () => {
    const rows: { name: string; walled: boolean }[] = await world.dataSource.query(
      `SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS walled FROM pg_class one
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND EXISTS (
                SELECT 1 FROM pg_attribute WHERE attrelid = one.oid
                   AND attname = ANY ('{comment_id,document_name,evidence_id}'))
           OR relrowsecurity`,
    );
    const names = (walled: boolean) =>
      rows
        .filter((row) => row.walled === walled)
        .map(({ name }) => name)
        .toSorted();
    expect(names(true)).toEqual([...Object.keys(kept), ...alike].toSorted());
    // Told to all who follow the text: what was decided, what is proposed by silence, where words come from, the text.
    expect(names(false)).toEqual(['outcome', 'provenance', 'silence_item', 'variant']);
  });
});

describe('what a scope shows', () => {
  const seenBy = async (scope: Scope): Promise<string[]> => {
    const rows = await world.services.database.as(scope).manager.find(Comment);
    return rows.map(({ id }) => id).toSorted();
  };

  test.each(everybody)(
    '[RL7] %s sees in PostgreSQL what the rule says, before scope and blindness',
    async (name) => {
      const { manager } = world.dataSource;
      const rows = await manager.find(Comment);
      const expected: string[] = [];
      for (const row of rows) {
        const standing = await readStanding(manager, world.personId(name), row.consultationId, new Date());
        const everywhere = standing && { ...standing, domains: null, blindSince: null };
        if (everywhere && maySee(everywhere, { ...row, domain: null })) expected.push(row.id);
      }
      expect(await seenBy(as(name))).toEqual(expected.toSorted());
    },
  );

  test('[RL4][RL7] so does a member with any one role or none, of an organisation or of nothing (a webhook)', async () => {
    const { manager } = world.dataSource;
    const { consultationId } = world;
    const rows = await manager.findBy(Comment, { consultationId });
    const bodies: { id: string; kind: Viewer['kind'] }[] = await manager.query(
      `SELECT id, kind FROM organisation WHERE code = ANY('{MLW,CVA,NMA}')
        UNION ALL SELECT gen_random_uuid(), 'civil_society'`,
    );
    for (const { id: organisationId, kind } of bodies)
      for (const roles of [[], ...allRoles.map((role) => [role])]) {
        const viewer: Viewer = { organisationId, kind, roles, domains: null, blindSince: null };
        const expected = rows.filter((row) => maySee(viewer, { ...row, domain: null })).map(({ id }) => id);
        const seen = await seenBy({ kind: 'member', consultationId, organisationId, roles });
        expect(seen, `${roles.join()} of a ${kind}`).toEqual(expected.toSorted());
      }
  });

  test('[RL4] official rows are read without drafts, and a text finds its comments without their rooms', async () => {
    const official = await seenBy(OFFICIAL);
    expect(official).toContain(theirs.hidden);
    expect(official).not.toContain(theirs.draft);
    expect(await seenBy(PROJECTION)).toContain(theirs.draft);
    expect(await seenBy(UPKEEP)).toEqual([]);
    const rooms = (scope: Scope) =>
      asked(scope, 'wall', count('document_update', `document_name LIKE 'room/%'`, []));
    expect(await Promise.all([OFFICIAL, PROJECTION].map(rooms))).toEqual([0, 0]);
    expect(await rooms(UPKEEP)).toBeGreaterThan(0);
  });

  test('[RL3] the log of one document is read, and of no other', async () => {
    const names: unknown = await world.services.database
      .as({ kind: 'document', name: theirs.room })
      .query('SELECT DISTINCT document_name AS name FROM document_update');
    expect(names).toEqual([{ name: theirs.room }]);
    expect(await seenBy({ kind: 'document', name: theirs.room })).toEqual([]);
  });

  test('[RL5] within a transaction another scope holds for its own statements only, also between others', async () => {
    const drafts = (manager: EntityManager) => manager.countBy(Comment, { id: theirs.draft });
    await world.services.database.as(as('Oren Daly')).transaction(async (manager) => {
      const all = under(manager, PROJECTION);
      const seen = await Promise.all([drafts(manager), drafts(all), drafts(manager), drafts(all)]);
      expect(seen).toEqual([0, 1, 0, 1]);
      await manager.transaction(async (inner) => {
        expect(await drafts(inner)).toBe(0);
      });
    });
    const owner = world.dataSource.manager;
    expect(under(owner, NOBODY)).toBe(owner);
  });
});

describe('on the connections of the pool', () => {
  type Seen = {
    readonly role: string;
    readonly scope: string;
    readonly rooms: string;
    readonly draft: number;
  };
  const who = `SELECT current_user::text AS role, current_setting('concord.scope', true) AS scope,
                      current_setting('concord.documents', true) AS rooms,
                      (SELECT count(*)::int FROM comment WHERE id = $1) AS draft`;

  test('[RL1] nothing stays for the next user: hundreds at once, some of which fail half-way', async () => {
    const people = ['Ilka Renn', 'Sayla Vint', 'Oren Daly', 'Wyn Adair', null];
    const work = Array.from({ length: 400 }, async (_, index) => {
      const name = people[index % people.length] ?? null;
      const { database } = world.as(name);
      const [seen] =
        index % 3 === 0
          ? await rowsOf<Seen>(database, who, [theirs.draft])
          : await database.transaction(async (manager) => {
              if (index % 3 === 2) {
                const broken = manager.transaction((inner) => inner.query('SELECT 1 / 0'));
                await expect(broken).rejects.toThrow('division by zero');
              }
              return rowsOf<Seen>(manager, who, [theirs.draft]);
            });
      const kind = name === null ? 'nobody' : 'person';
      expect(seen).toMatchObject({ role: ROLE, scope: kind, draft: name === 'Sayla Vint' ? 1 : 0 });
      expect(seen?.rooms.includes(theirs.organisation)).toBe(name === 'Sayla Vint');
      if (index % 7 === 0)
        await expect(database.query('SELECT nothing_there')).rejects.toThrow('does not exist');
    });
    await Promise.all(work);
    const left = await Promise.all(
      Array.from({ length: 20 }, () =>
        rowsOf(
          world.dataSource,
          `SELECT current_user = session_user AS own, coalesce(current_setting('concord.scope', true), '') AS scope,
                  coalesce(current_setting('concord.documents', true), '') AS rooms`,
          [],
        ),
      ),
    );
    for (const [row] of left) expect(row).toEqual({ own: true, scope: '', rooms: '' });
  });

  test('[RL1] values and errors come back as they do without it', async () => {
    const { database } = world.as('Ilka Renn');
    const given = [1.5, 'ə', null, new Date(0), { a: [1] }, Buffer.from('x')];
    const statement = `SELECT $1::float8 AS a, $2::text AS b, $3::text AS c, $4::timestamptz AS d, $5::jsonb AS e,
                              $6::bytea AS f`;
    expect(await database.query(statement, given)).toEqual(await world.dataSource.query(statement, given));
    expect(await database.query('SELECT 1 AS one WHERE false')).toEqual([]);
    await expect(database.query('SELECT $1::int', ['x'])).rejects.toMatchObject({
      driverError: { code: '22P02' },
    });
    const circular: unknown[] = [];
    circular.push(circular);
    await expect(database.query('SELECT $1::jsonb', [{ circular }])).rejects.toThrow('circular structure');
    expect(await database.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
  });

  test('[RL1] statements that wait on a connection that ends fail as the one before them does, and nothing else', async () => {
    const { database } = world.as('Ilka Renn');
    let told: PromiseSettledResult<unknown>[] = [];
    const work = database.transaction(async (manager) => {
      const [{ pid } = { pid: 0 }] = await rowsOf<{ pid: number }>(
        manager,
        'SELECT pg_backend_pid() AS pid',
        [],
      );
      const asked = Promise.allSettled([
        manager.query('SELECT pg_sleep(60)'),
        manager.query('SELECT $1::int AS waits', [1]),
        manager.query('SELECT 2 AS waits'),
      ]);
      await world.dataSource.query('SELECT pg_terminate_backend($1)', [pid]);
      told = await asked;
    });
    const [whole] = await Promise.allSettled([work]);
    expect([whole, ...told].map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('[RL1] the list of comments still finds its rows by index', async () => {
    const plan = await world.services.database.as(as('Ilka Renn')).transaction(async (manager) => {
      await manager.query(`SELECT set_config('enable_seqscan', 'off', true)`);
      const rows: { 'QUERY PLAN': string }[] = await manager.query(
        `EXPLAIN SELECT comment.id FROM comment JOIN comment_anchor anchor ON anchor.comment_id = comment.id
          WHERE comment.consultation_id = '${world.consultationId}' AND comment.section_id = ANY ($1)`,
        [[world.sectionId('b-0064')]],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Index Cond: \(\(?(section_id|consultation_id) = /);
  });
});

describe('the role', () => {
  test('[RL6] is neither superuser nor owner, may not sign in, and passes nothing', async () => {
    const facts: unknown = await world.dataSource.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcanlogin,
              (SELECT count(*)::int FROM pg_class WHERE relowner = role.oid) AS owns
         FROM pg_roles role WHERE rolname = $1`,
      [ROLE],
    );
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false, owns: 0 };
    expect(facts).toEqual([none]);
    expect(await world.as('Ilka Renn').manager.query('SELECT current_user::text AS me')).toEqual([
      { me: ROLE },
    ]);
  });

  test.each([
    'ALTER TABLE comment DISABLE ROW LEVEL SECURITY',
    'ALTER TABLE comment NO FORCE ROW LEVEL SECURITY',
    'DROP POLICY reads ON comment',
    'CREATE POLICY mine ON comment USING (true)',
    'ALTER TABLE comment OWNER TO concord_app',
    'TRUNCATE comment CASCADE',
    `DELETE FROM migration`,
    `DO $$ BEGIN PERFORM set_config('row_security', 'off', true); PERFORM * FROM comment; END $$`,
    'ALTER ROLE concord_app BYPASSRLS',
  ])('[RL6] it may not: %s', async (statement) => {
    expect(await asked(as('Ilka Renn'), 'wall', (runner) => runner.query(statement))).toBe('42501');
  });
});

describe('a database that gives no role', () => {
  const database = testDatabase();

  test('[RL6] is told of at the start, refused when one was named, and holds its owner by row-level security', async () => {
    const server = inject('postgres');
    const owner = `owner_${randomUUID().replaceAll('-', '')}`;
    await administer(server, `CREATE ROLE ${owner} LOGIN`);
    await administer(server, `CREATE DATABASE ${owner} OWNER ${owner}`);
    const dataSource = await createDataSource({ ...server, user: owner, database: owner }).initialize();
    try {
      await migrate(dataSource);
      const told: string[] = [];
      expect(await actingRole(dataSource, undefined, (sentence) => told.push(sentence))).toBeNull();
      expect(told).toEqual([expect.stringMatching(/no role concord_app .*could take it down/)]);
      await expect(actingRole(dataSource, 'somebody', () => undefined)).rejects.toThrow(
        'DATABASE_ROLE somebody',
      );
      const { as: seen } = behindWall(dataSource, null);
      await seen(EVERYTHING).query(`INSERT INTO document (name) VALUES ('room/a/b')`);
      const names = 'SELECT name FROM document';
      expect(await seen(EVERYTHING).query(names)).toEqual([{ name: 'room/a/b' }]);
      expect(await seen(NOBODY).query(names)).toEqual([]);
      expect(await dataSource.query(names)).toEqual([]);
    } finally {
      await dataSource.destroy();
      await administer(server, `DROP DATABASE ${owner} WITH (FORCE)`);
      await administer(server, `DROP ROLE ${owner}`);
    }
  });

  test('[RL6] one that would pass row-level security is refused by name', async () => {
    const { user } = database.connection;
    await expect(actingRole(database.dataSource, user, () => undefined)).rejects.toThrow('passes row-level');
  });

  test('[RL6] a role that is there already is granted what it lacks', async () => {
    const role = `other_${randomUUID().replaceAll('-', '')}`;
    const client = new pg.Client(database.connection);
    await client.connect();
    try {
      await client.query(`CREATE ROLE ${role} NOLOGIN`);
      expect(await actingRole(database.dataSource, role, () => undefined)).toBe(role);
      const { rows } = await client.query(`SELECT has_table_privilege($1, 'comment', 'DELETE') AS may`, [
        role,
      ]);
      expect(rows).toEqual([{ may: true }]);
    } finally {
      await client.query(`DROP OWNED BY ${role}`);
      await client.query(`DROP ROLE ${role}`);
      await client.end();
    }
  });
});
