import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { SocketConnection } from './connection.js';
import { type Binaries, credentials, findBinaries } from './embedded-postgres-binaries.js';
import { claimDirectory } from './embedded-postgres-owner.js';

export type EmbeddedPostgresOptions = {
  /** Where the data live. Made when absent; holds the cluster as `<major version>/` and the owner's claim. */
  directory: string;
  /** No fsync: a power cut corrupts the data. For tests only. */
  fast?: boolean;
  /** One line of Postgres' own log. */
  onLog?: (line: string) => void;
  /** Postgres ended though nobody asked it to; every query fails from here on, so the process should end. */
  onLost?: (error: Error) => void;
  /** How to run it as root; only tests choose. */
  asRoot?: 'namespace' | 'account';
};

export type EmbeddedPostgres = {
  connection: SocketConnection;
  /** True when this start made the cluster. */
  created: boolean;
  /** Ends all connections, writes a checkpoint, releases the directory. Safe to call twice. */
  stop(): Promise<void>;
};

const USER = 'concord';
const DATABASE = 'concord';
/** Only part of the socket's name; said aloud so that a PGPORT in the environment changes nothing. */
const PORT = 5432;

/**
 * Starts the PostgreSQL that ships with Concord on a private unix socket: no port, no password.
 * It stops when this process ends, however that happens.
 *
 * @throws DataDirectoryInUse when another living process owns the directory
 * @throws Error with a sentence that names what is wrong with the data or the machine
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new Error('The embedded PostgreSQL runs on Linux and macOS. Set DATABASE_URL on Windows.');
  }
  const directory = path.resolve(options.directory);
  fs.mkdirSync(directory, { recursive: true });
  const claim = await claimDirectory(directory);
  try {
    const binaries = findBinaries(directory, options.asRoot);
    const cluster = path.join(directory, binaries.version);
    const created = prepareCluster(directory, cluster, binaries, options.fast ?? false);
    const socket = prepareSocketDirectory(cluster, binaries);
    const server = await start(cluster, socket, binaries, options);
    const connection = { host: socket, port: PORT, user: USER, database: DATABASE };
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> =>
      (stopping ??= shutDown(server, cluster).finally(() => {
        fs.rmSync(socket, { recursive: true, force: true });
        claim.release();
      }));
    server.once('exit', (code, signal) => {
      if (stopping) return;
      void stop();
      options.onLost?.(new Error(`The embedded PostgreSQL ended by itself (${signal ?? `code ${code}`}).`));
    });
    try {
      await prepareDatabase(connection, options.fast ?? false);
    } catch (error) {
      await stop();
      throw error;
    }
    return { connection, created, stop };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** @returns whether the cluster was made now */
function prepareCluster(directory: string, cluster: string, binaries: Binaries, fast: boolean): boolean {
  const { identity, version } = binaries;
  for (const name of fs.readdirSync(directory)) {
    if (name.startsWith('unfinished-'))
      fs.rmSync(path.join(directory, name), { recursive: true, force: true });
    else if (/^\d+$/.test(name) && name !== version && !fs.existsSync(cluster)) {
      throw new Error(
        `The data in ${directory} were written by PostgreSQL ${name}; this Concord ships PostgreSQL ${version}. ` +
          'Start the older Concord, make a dump, and load it here.',
      );
    }
  }
  if (fs.existsSync(cluster)) {
    if (!fs.existsSync(path.join(cluster, 'PG_VERSION'))) {
      throw new Error(
        `${cluster} is not a PostgreSQL data folder. Move it away, or restore it from a backup.`,
      );
    }
    // Root may have run it the other way before: the files must belong to whoever runs it now.
    if (process.getuid?.() === 0 && fs.statSync(cluster).uid !== identity.uid) giveTo(cluster, identity);
    return false;
  }
  if (identity.kind === 'account') fs.chmodSync(directory, 0o711);
  // Made beside and renamed, so that a cluster that was cut off half-way never looks like one.
  const draft = path.join(directory, `unfinished-${process.pid}`);
  fs.mkdirSync(draft, { mode: 0o700 });
  if (identity.kind === 'account') fs.chownSync(draft, identity.uid, identity.gid);
  const places = ['-D', draft, '-U', USER, '-A', 'trust', '--data-checksums', '--no-instructions'];
  const language = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const made = run(binaries, 'initdb', [...places, ...language, ...(fast ? ['--no-sync'] : [])]);
  if (made.status !== 0) {
    fs.rmSync(draft, { recursive: true, force: true });
    const hint =
      identity.kind === 'account'
        ? ` (it runs as "${identity.name}", who must be able to enter the folder)`
        : '';
    throw new Error(
      `PostgreSQL could not make its data folder in ${directory}${hint}: ${made.stderr || made.error?.message}`,
    );
  }
  fs.renameSync(draft, cluster);
  if (!fast) syncFolder(directory);
  return true;
}

/**
 * A socket's path may have about 100 bytes, so it can't live beside the data. The name is fixed per data folder,
 * and the folder must be ours alone: whoever can enter it can connect.
 */
function prepareSocketDirectory(cluster: string, { identity }: Binaries): string {
  const name = `concord-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`;
  const parent = Buffer.byteLength(tmpdir()) > 60 ? '/tmp' : tmpdir();
  const usual = path.join(parent, name);
  const socket = isOurs(usual, identity.uid) ? usual : fs.mkdtempSync(`${usual}-`);
  if (identity.kind === 'account') fs.chownSync(socket, identity.uid, identity.gid);
  return socket;
}

function isOurs(folder: string, uid: number): boolean {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch {
    const found = fs.lstatSync(folder);
    return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
  }
}

/**
 * $0 $@ is the command of Postgres; stdin is a pipe from this process. When it ends, because we closed it or because
 * this process is gone, Postgres is told to shut down. When Postgres ends first, the watcher goes with it.
 */
const WATCHED = [
  // A signal to everything in a service's group must not end this shell before Postgres.
  `trap '' HUP INT TERM`,
  'exec 3<&0',
  '"$0" "$@" </dev/null 3<&- & p=$!',
  '{ read -r _ <&3; kill -INT $p; } 2>/dev/null >/dev/null & w=$!',
  'wait $p; s=$?',
  'kill -KILL $w 2>/dev/null',
  'exit $s',
].join('\n');

/** What Postgres says while the remains of the one before are still going away. */
const REMAINS = /lock file .* already exists|pre-existing shared memory block|is still in use/;

/** How long to wait for that: the Postgres of a killed Concord finishes its checkpoint first. */
const PATIENCE = 60_000;

async function start(
  cluster: string,
  socket: string,
  binaries: Binaries,
  { fast, onLog }: EmbeddedPostgresOptions,
): Promise<ChildProcess> {
  const settings = {
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    listen_addresses: '',
    port: String(PORT),
    max_connections: '100',
    jit: 'off',
    fsync: fast ? 'off' : 'on',
    full_page_writes: fast ? 'off' : 'on',
    synchronous_commit: fast ? 'off' : 'on',
    // Messages are read below.
    lc_messages: 'C',
    log_destination: 'stderr',
    logging_collector: 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const attempt = await startOnce(binaries, ['-D', cluster, ...flags], onLog);
    if ('server' in attempt) return attempt.server;
    if (!REMAINS.test(attempt.said) || Date.now() > deadline) {
      throw new Error(`The embedded PostgreSQL would not start in ${cluster}:\n${attempt.said.trim()}`);
    }
    dropOrphanedLock(cluster);
    await pause(150);
  }
}

async function startOnce(
  binaries: Binaries,
  args: string[],
  onLog?: (line: string) => void,
): Promise<{ server: ChildProcess } | { said: string }> {
  const server = spawn('/bin/sh', ['-c', WATCHED, ...binaries.command('postgres', args)], {
    ...credentials(binaries.identity),
    env: environment(),
    stdio: ['pipe', 'ignore', 'pipe'],
    // Its own process group: Ctrl-C reaches us alone, and we stop Postgres after the last write.
    detached: true,
  });
  let said = '';
  const ready = new Promise<boolean>((resolve, reject) => {
    createInterface({ input: server.stderr }).on('line', (line) => {
      onLog?.(line);
      if (said.length < 4_000) said += `${line}\n`;
      if (line.includes('database system is ready to accept connections')) resolve(true);
    });
    server.once('close', () => resolve(false));
    server.once('error', reject);
  });
  // The pipe breaks when Postgres ends first; its exit is what we report.
  server.stdin.on('error', () => undefined);
  return (await ready) ? { server } : { said };
}

async function shutDown(server: ChildProcess, cluster: string): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.stdin?.end();
  const impatient = setTimeout(() => signalPostmaster(cluster, 'SIGQUIT'), 30_000);
  await gone;
  clearTimeout(impatient);
}

/**
 * After a crash of the whole machine (or a container's restart) the process number in Postgres' lock file may belong
 * to something else by now, and Postgres would refuse for ever. We hold the directory's claim, so nobody else starts
 * one here; the lock goes only when no process works in the folder any more.
 */
function dropOrphanedLock(cluster: string): void {
  if (process.platform !== 'linux') return;
  for (const pid of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      if (fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(cluster)) return;
    } catch {
      // Ended meanwhile, or not ours to look into: Postgres ran under our account, so it would be.
    }
  }
  fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}

function signalPostmaster(cluster: string, signal: NodeJS.Signals): void {
  const pid = Number(fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  if (pid > 1) process.kill(pid, signal);
}

async function prepareDatabase(connection: SocketConnection, fast: boolean): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const { rows } = await client.query<{ checksums: string; fsync: string; known: boolean }>(
      `select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
              exists (select from pg_database where datname = $1) as known`,
      [connection.database],
    );
    const state = rows[0];
    if (state?.checksums !== 'on')
      throw new Error('The data folder has no checksums; a damaged disk would go unnoticed.');
    if (!fast && state.fsync !== 'on')
      throw new Error('PostgreSQL runs without fsync; a power cut would lose data.');
    if (!state.known) await client.query(`create database ${client.escapeIdentifier(connection.database)}`);
  } finally {
    await client.end();
  }
}

function run(binaries: Binaries, program: string, args: string[]) {
  const [file, ...rest] = binaries.command(program, args);
  return spawnSync(file, rest, { ...credentials(binaries.identity), env: environment(), encoding: 'utf8' });
}

/** PGDATA, PGOPTIONS and the like belong to another database than ours. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && !name.startsWith('LC_'),
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  fs.lchownSync(folder, uid, gid);
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    fs.lchownSync(path.join(folder, name), uid, gid);
  }
}

/** A rename survives a power cut only once its folder is on disk. */
function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}
