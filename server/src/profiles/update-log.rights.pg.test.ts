import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readStanding } from '../organisations/index.js';
import { CHAPTER } from '../testing/comments.js';
import { velmora } from '../testing/world.js';
import { createAppendRight, createUpdateLog } from './index.js';

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
  for (const one of drafters)
    await world.dataSource.query(
      `INSERT INTO sign_in_session (id, secret_hash, person_id, created_at, expires_at)
       VALUES ($1, $2, $3, now(), now() + interval '1 hour')`,
      [randomUUID(), Buffer.from(randomUUID()), world.personId(one)],
    );
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
    '[NO5] of somebody %s nothing is stored, nor of the others in the batch',
    async (_who, take, giveBack) => {
      const before = await head();
      await change(take, 'Sim Vale');
      const batch = drafters.map((one) => row(world.personId(one)));
      await expect(log().append(name, batch)).rejects.toThrow('no longer write');
      expect(await head()).toBe(before);
      // Sent again without what the gate now refuses.
      expect(await log().append(name, [row(world.personId('Remy Falk'))])).toEqual({ seq: before + 1 });
      await change(giveBack, 'Sim Vale');
    },
  );

  test('[NO5] nobody writes who is nobody, or has no part here', async () => {
    const before = await head();
    await expect(log().append(name, [row(null)])).rejects.toThrow('no longer write');
    await expect(log().append(name, [row(world.personId('Sayla Vint'))])).rejects.toThrow('no longer write');
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
    await expect(log().append(name, batch)).rejects.toThrow('no longer write');
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
