import { randomUUID } from 'node:crypto';
import { Denied } from '@concord/sync';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readStanding } from '../organisations/index.js';
import { CHAPTER } from '../testing/comments.js';
import { signedIn } from '../testing/sessions.js';
import { velmora } from '../testing/world.js';
import { createAppendRight, createSignIns, createUpdateLog } from './index.js';

const world = velmora();
const now = () => new Date();
const row = (personId: string | null) => ({ update: Uint8Array.of(0, 0), personId });
const drafters = ['Remy Falk', 'Sim Vale'];
let name: string;
beforeAll(async () => {
  ({ documentName: name } = await world.variant(CHAPTER));
});
beforeEach(async () => {
  await world.dataSource.query('DELETE FROM sign_in_session');
  for (const one of drafters) await signedIn(world, one);
});

const log = () => createUpdateLog(world.dataSource, now, { right: createAppendRight(readStanding, now) });
const head = async (): Promise<number> => {
  const [document]: [{ seq: number; rows: string }] = await world.dataSource.query(
    `SELECT seq, (SELECT count(*) FROM document_update WHERE document_name = name) AS rows
       FROM document WHERE name = $1`,
    [name],
  );
  expect(Number(document.rows)).toBe(document.seq);
  return document.seq;
};
const change = (statement: string, person: string): Promise<unknown> =>
  world.dataSource.query(statement, [world.personId(person)]);
const REVOKE = 'UPDATE membership SET revoked_at = now() WHERE person_id = $1';
const RESTORE = 'UPDATE membership SET revoked_at = NULL WHERE person_id = $1';
const SIGN_OUT = 'UPDATE sign_in_session SET revoked_at = now() WHERE person_id = $1';

describe('the right to write, inside the commit', () => {
  test('[NO5] drafters who are signed in write', async () => {
    const before = await head();
    const batch = drafters.map((one) => row(world.personId(one)));
    expect(await log().append(name, batch)).toEqual({ seq: before + 2 });
    expect(await head()).toBe(before + 2);
  });

  test.each([
    ['whose membership was revoked', REVOKE, RESTORE],
    [
      'who is no drafter any more',
      `UPDATE membership SET roles = '{contributor}' WHERE person_id = $1`,
      `UPDATE membership SET roles = '{drafter}' WHERE person_id = $1`,
    ],
    ['who signed out everywhere', SIGN_OUT, SIGN_OUT],
    [
      'whose sign-in has expired',
      `UPDATE sign_in_session SET expires_at = now() - interval '1 second' WHERE person_id = $1`,
      SIGN_OUT,
    ],
  ])(
    '[NO5] of somebody %s nothing is stored, and the others of the batch are told apart',
    async (_who, take, giveBack) => {
      const before = await head();
      await change(take, 'Sim Vale');
      const batch = drafters.map((one) => row(world.personId(one)));
      await expect(log().append(name, batch)).rejects.toMatchObject({ rows: [1] });
      expect(await head()).toBe(before);
      // Sent again without what the gate now refuses.
      expect(await log().append(name, [row(world.personId('Remy Falk'))])).toEqual({ seq: before + 1 });
      await change(giveBack, 'Sim Vale');
    },
  );

  test('[NO5] nobody writes who is nobody, or has no part here', async () => {
    const before = await head();
    await expect(log().append(name, [row(null)])).rejects.toBeInstanceOf(Denied);
    await expect(log().append(name, [row(world.personId('Sayla Vint'))])).rejects.toBeInstanceOf(Denied);
    expect(await head()).toBe(before);
  });

  test('[NO5] a program writes with a token that may', async () => {
    await change(SIGN_OUT, 'Sim Vale');
    const token = (scopes: string) =>
      world.dataSource.query(
        `INSERT INTO api_token (id, secret_hash, person_id, name, scopes, created_at, expires_at)
         VALUES ($1, $2, $3, 'test', $4::text[], now(), now() + interval '1 hour')`,
        [randomUUID(), Buffer.from(randomUUID()), world.personId('Sim Vale'), scopes],
      );
    const batch = [row(world.personId('Sim Vale'))];
    await token('{read}');
    await expect(log().append(name, batch)).rejects.toBeInstanceOf(Denied);
    await token('{read,write}');
    await expect(log().append(name, batch)).resolves.toBeDefined();
  });

  test('[NO5] a right taken away before the lock was free is seen; one taken after waits for the commit', async () => {
    const before = await head();
    const runner = world.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT seq FROM document WHERE name = $1 FOR UPDATE', [name]);
    const waiting = log()
      .append(name, [row(world.personId('Sim Vale'))])
      .then(
        () => 'stored',
        () => 'refused',
      );
    await change(REVOKE, 'Sim Vale');
    await runner.commitTransaction();
    await runner.release();
    expect(await waiting).toBe('refused');
    expect(await head()).toBe(before);
    await change(RESTORE, 'Sim Vale');

    const order: string[] = [];
    const right = createAppendRight(readStanding, now);
    let revoked: Promise<unknown> | undefined;
    const slow = createUpdateLog(world.dataSource, now, {
      right: async (...asked) => {
        const may = await right(...asked);
        revoked = change(REVOKE, 'Sim Vale').then(() => order.push('revoked'));
        await world.dataSource.query('SELECT pg_sleep(0.1)');
        order.push('asked');
        return may;
      },
    });
    await slow.append(name, [row(world.personId('Sim Vale'))]);
    await revoked;
    expect(order).toEqual(['asked', 'revoked']);
    await change(RESTORE, 'Sim Vale');
  });
});

describe('the sign-in of each connection, inside the commit', () => {
  const signIns = createSignIns(now);
  const strict = () => createUpdateLog(world.dataSource, now, { signIns });
  const sim = () => world.personId('Sim Vale');

  async function session(personId = sim()): Promise<{ id: string; connection: unknown }> {
    const id = randomUUID();
    const expiresAt = new Date(Date.now() + 3_600_000);
    await world.dataSource.query(
      `INSERT INTO sign_in_session (id, secret_hash, person_id, created_at, expires_at)
       VALUES ($1, $2, $3, now(), $4)`,
      [id, Buffer.from(randomUUID()), personId, expiresAt],
    );
    const connection = world.asActor({
      kind: 'person',
      personId: sim(),
      locale: 'en',
      sessionId: id,
      expiresAt,
    });
    return { id, connection };
  }

  async function token(scopes: string): Promise<{ id: string; connection: unknown }> {
    const id = randomUUID();
    await world.dataSource.query(
      `INSERT INTO api_token (id, secret_hash, person_id, name, scopes, created_at, expires_at)
       VALUES ($1, $2, $3, 'test', $4::text[], now(), now() + interval '1 hour')`,
      [id, Buffer.from(randomUUID()), sim(), scopes],
    );
    const actor = { kind: 'program', personId: sim(), locale: 'en', tokenId: id, scopes: ['write'] } as const;
    return { id, connection: world.asActor(actor) };
  }

  test.each<[string, () => Promise<{ id: string; connection: unknown }>, string]>([
    ['signed out', session, 'UPDATE sign_in_session SET revoked_at = now() WHERE id = $1'],
    ['expired', session, `UPDATE sign_in_session SET expires_at = now() - interval '1 second' WHERE id = $1`],
    ['revoked', () => token('{write}'), 'UPDATE api_token SET revoked_at = now() WHERE id = $1'],
    ['narrowed', () => token('{write}'), `UPDATE api_token SET scopes = '{read}' WHERE id = $1`],
  ])(
    '[NO10] a connection whose own sign-in was %s writes no more, another of the same person does',
    async (_how, make, end) => {
      const before = await head();
      const [ended, other] = [await make(), await session()];
      const rows = [ended, other].map(({ connection }) => ({ ...row(sim()), connection }));
      expect(await strict().append(name, rows)).toEqual({ seq: before + 2 });
      await world.dataSource.query(end, [ended.id]);
      await expect(strict().append(name, rows)).rejects.toMatchObject({ rows: [0] });
      expect(await head()).toBe(before + 2);
      expect(await strict().append(name, rows.slice(1))).toEqual({ seq: before + 3 });
    },
  );

  test('[NO10] no connection, and a sign-in of somebody else, are none', async () => {
    const before = await head();
    const stolen = await session(world.personId('Remy Falk'));
    const rows = [undefined, {}, world.as('Sim Vale'), world.as(null), stolen.connection].map(
      (connection) => ({
        ...row(sim()),
        connection,
      }),
    );
    await expect(strict().append(name, rows)).rejects.toMatchObject({ rows: [0, 1, 2, 3, 4] });
    expect(await head()).toBe(before);
  });

  test('[NO10] a sign-out waits for the commit that has seen the sign-in', async () => {
    const { id, connection } = await session();
    const order: string[] = [];
    let ended: Promise<unknown> | undefined;
    const slow = createUpdateLog(world.dataSource, now, {
      signIns: async (...asked) => {
        const answer = await signIns(...asked);
        ended = world.dataSource
          .query('UPDATE sign_in_session SET revoked_at = now() WHERE id = $1', [id])
          .then(() => order.push('signed out'));
        await world.dataSource.query('SELECT pg_sleep(0.1)');
        order.push('asked');
        return answer;
      },
    });
    await slow.append(name, [{ ...row(sim()), connection }]);
    await ended;
    expect(order).toEqual(['asked', 'signed out']);
  });
});

describe('an append that hangs', () => {
  test('[NO6] gives up waiting for a lock that somebody keeps', async () => {
    const before = await head();
    const runner = world.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT seq FROM document WHERE name = $1 FOR UPDATE', [name]);
    const hasty = createUpdateLog(world.dataSource, now, { appendMs: 100 });
    await expect(hasty.append(name, [row(null)])).rejects.toThrow('statement timeout');
    await runner.rollbackTransaction();
    await runner.release();
    expect(await head()).toBe(before);
  });

  test('[NO6] lets go of the document, and nothing of it is stored', async () => {
    const before = await head();
    let wake = (): void => undefined;
    const asleep = new Promise<boolean>((done) => (wake = () => done(true)));
    let enter = (): void => undefined;
    const entered = new Promise<void>((done) => (enter = done));
    const right = () => {
      enter();
      return asleep;
    };
    const frozen = createUpdateLog(world.dataSource, now, { appendMs: 100, right });
    const append = frozen.append(name, [row(null)]).then(
      () => 'stored',
      () => 'given up',
    );
    await entered;
    // Waits for the lock until the database has ended the frozen one.
    const { seq } = await createUpdateLog(world.dataSource, now).append(name, [row(null)]);
    expect(seq).toBe(before + 1);
    wake();
    expect(await append).toBe('given up');
    expect(await head()).toBe(before + 1);
  });
});
