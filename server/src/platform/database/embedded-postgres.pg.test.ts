import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

let directory: string;
const running: EmbeddedPostgres[] = [];

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'concord-embedded-'));
});

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) {
  const postgres = await startEmbeddedPostgres({ directory, ...options });
  running.push(postgres);
  return postgres;
}

async function ask<Row extends pg.QueryResultRow>(postgres: EmbeddedPostgres, sql: string): Promise<Row[]> {
  const client = new pg.Client(postgres.connection);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const inRoot = process.getuid?.() === 0;

describe('a data folder', () => {
  test('[PG1] keeps its rows over stop and start', async () => {
    const first = await start();
    expect(first.created).toBe(true);
    await ask(first, `create table words as select 'ə ğ ı İ ş Ж' as word`);
    await first.stop();
    const second = await start();
    expect(second.created).toBe(false);
    expect(await ask(second, 'select word from words')).toEqual([{ word: 'ə ğ ı İ ş Ж' }]);
  });

  test('[PG2] is written with fsync, full pages and checksums', async () => {
    const postgres = await start();
    const settings = await ask(
      postgres,
      `select name, setting from pg_settings
        where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') order by name`,
    );
    expect(settings.map(({ name, setting }) => `${String(name)}=${String(setting)}`)).toEqual([
      'data_checksums=on',
      'fsync=on',
      'full_page_writes=on',
      'synchronous_commit=on',
    ]);
  });

  test('orders and cases text by Unicode, whatever the machine speaks', async () => {
    const rows = await ask(
      await start({ fast: true }),
      `select datlocprovider::text as provider, datlocale as locale, upper('ə ж') as upper
         from pg_database where datname = current_database()`,
    );
    expect(rows).toEqual([{ provider: 'b', locale: 'C.UTF-8', upper: 'Ə Ж' }]);
  });

  test('is reached through a socket that only its owner may use, and through no port', async () => {
    const postgres = await start({ fast: true });
    expect(await ask(postgres, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect(statSync(postgres.connection.host).mode & 0o077).toBe(0);
  });

  test('[PG3] of a first start that was cut off is made anew', async () => {
    mkdirSync(path.join(directory, 'unfinished-1'));
    writeFileSync(path.join(directory, 'unfinished-1', 'PG_VERSION'), '18\n');
    const postgres = await start({ fast: true });
    expect(postgres.created).toBe(true);
    expect(existsSync(path.join(directory, 'unfinished-1'))).toBe(false);
  });

  test('of another major version is refused by name and left alone', async () => {
    mkdirSync(path.join(directory, '15'));
    await expect(start()).rejects.toThrow(/written by PostgreSQL 15; this Concord ships PostgreSQL 18/);
    expect(existsSync(path.join(directory, '18'))).toBe(false);
  });

  test('without a cluster in it is refused, not overwritten', async () => {
    mkdirSync(path.join(directory, '18'));
    writeFileSync(path.join(directory, '18', 'notes.txt'), 'mine');
    await expect(start()).rejects.toThrow(/is not a PostgreSQL data folder/);
    expect(readFileSync(path.join(directory, '18', 'notes.txt'), 'utf8')).toBe('mine');
  });

  test.runIf(inRoot)('changes hands between the two ways of running as root', async () => {
    const ways = ['account', 'namespace', 'account'] as const;
    const seen: unknown[] = [];
    for (const asRoot of ways) {
      const postgres = await start({ fast: true, asRoot });
      await ask(postgres, 'create table if not exists visits (way text)');
      await ask(postgres, `insert into visits values ('${asRoot}')`);
      seen.push((await ask(postgres, 'select count(*)::int as visits from visits'))[0]);
      await postgres.stop();
    }
    expect(seen).toEqual([{ visits: 1 }, { visits: 2 }, { visits: 3 }]);
  });
});

describe('one owner at a time', () => {
  test('[PG4] a second start says who owns the folder', async () => {
    await start({ fast: true });
    await expect(start()).rejects.toThrow(
      `is in use by another Concord (process ${process.pid}). Stop that one first, or choose another folder with --data.`,
    );
  });

  test('[PG4] a lock whose process number now belongs to something else is dropped', async () => {
    await (await start({ fast: true })).stop();
    // As a restarted container leaves it: the number is alive, but it is no Postgres of this folder.
    const bystander = spawn('sleep', ['60'], { cwd: '/' });
    const lock = path.join(directory, '18', 'postmaster.pid');
    writeFileSync(lock, `${bystander.pid}\n${path.join(directory, '18')}\n1\n5432\n/tmp\n\n`, {
      mode: 0o600,
    });
    await expect(start({ fast: true })).resolves.toMatchObject({ created: false });
    bystander.kill('SIGKILL');
  }, 30_000);
});

describe('an end nobody planned', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** @returns the highest row the writer acknowledged before it was killed */
  async function writeUntilKilled(rows: number, kill: (writer: ChildProcess) => void): Promise<number> {
    const source = new URL('../../testing/', import.meta.url).pathname;
    const writer = spawn(
      process.execPath,
      ['--import', `${source}run-from-source.mjs`, `${source}writer.ts`, directory],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    children.push(writer);
    let complaints = '';
    writer.stderr.on('data', (chunk) => (complaints += String(chunk)));
    let acknowledged = 0;
    let written = 0;
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged = Number(line);
      written += 1;
      if (written === rows) kill(writer);
    }
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');
    expect(written, complaints).toBeGreaterThanOrEqual(rows);
    return acknowledged;
  }

  test('[PG5] kill -9 of its owner loses no acknowledged row, and the next start needs no help', async () => {
    for (const rows of [40, 7, 90]) {
      const acknowledged = await writeUntilKilled(rows, (writer) => writer.kill('SIGKILL'));
      const postgres = await start();
      const [kept] = await ask(postgres, 'select count(*)::int as count, max(n) as last from kept');
      expect(kept?.count).toBe(kept?.last);
      expect(kept?.last).toBeGreaterThanOrEqual(acknowledged);
      await postgres.stop();
    }
  }, 60_000);

  test('[PG5] kill -9 of Postgres and its owner together loses no acknowledged row', async () => {
    const acknowledged = await writeUntilKilled(30, (writer) => {
      process.kill(postmaster(), 'SIGKILL');
      writer.kill('SIGKILL');
    });
    const [kept] = await ask(await start(), 'select count(*)::int as count, max(n) as last from kept');
    expect(kept?.last).toBeGreaterThanOrEqual(acknowledged);
    expect(kept?.count).toBe(kept?.last);
  }, 60_000);

  test('[PG6] Postgres does not outlive its owner', async () => {
    let pid = 0;
    await writeUntilKilled(3, (writer) => {
      pid = postmaster();
      writer.kill('SIGKILL');
    });
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  }, 30_000);

  test('[PG7] tells its owner when it ends by itself', async () => {
    const { promise: lost, resolve: onLost } = Promise.withResolvers<Error>();
    await start({ fast: true, onLost });
    process.kill(postmaster(), 'SIGKILL');
    expect((await lost).message).toContain('The embedded PostgreSQL ended by itself');
  });
});

function postmaster(): number {
  return Number(readFileSync(path.join(directory, '18', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
