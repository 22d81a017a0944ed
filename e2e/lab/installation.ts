/** What the crash lab kills and starts again: a server with its PostgreSQL, ours or a peer's. */
import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer, type RunningServer } from '../support/server.ts';
import { startDatabase, type Database } from './database.ts';
import { descendants, ended, killAll } from './processes.ts';

export const killKinds = ['server', 'database', 'both'] as const;
export type KillKind = (typeof killKinds)[number];

export type Installation = {
  /** Where it is reached; the same after every restart. */
  readonly url: string;
  kill(kind: KillKind): Promise<void>;
  /** Starts what is dead. Resolves when it answers again. */
  restore(): Promise<void>;
  stop(): Promise<void>;
};

/** One machine, as `npm start` makes it: the server holds its PostgreSQL, and neither lives without the other. */
export async function oneMachine(nodeArguments: readonly string[]): Promise<Installation> {
  let server = await startServer({ nodeArguments });
  return {
    url: server.url,
    async kill(kind) {
      const postgres = descendants(server.pid);
      killAll(kind === 'server' ? [server.pid] : kind === 'database' ? postgres : [server.pid, ...postgres]);
      await server.gone;
    },
    async restore() {
      server = await startServer({ data: server.data, port: server.port, nodeArguments });
    },
    async stop() {
      await server.stop();
      rmSync(server.data, { recursive: true, force: true });
    },
  };
}

/** Server and database apart: one is killed while the other goes on. `kept`: a folder for data that stay. */
export async function twoMachines(nodeArguments: readonly string[], kept?: string): Promise<Installation> {
  const database = await startDatabase(kept);
  const data = mkdtempSync(path.join(tmpdir(), 'concord-lab-'));
  let over = false;
  const start = async (port?: number): Promise<RunningServer> => {
    const started = await startServer({
      data,
      nodeArguments,
      env: { DATABASE_URL: database.url },
      ...(port === undefined ? {} : { port }),
    });
    over = false;
    void started.gone.then(() => (over = true));
    return started;
  };
  let server = await start();
  return apart(database, {
    url: server.url,
    check() {
      if (over) throw new Error(`The server did not outlive its database:\n${server.output().slice(-4_000)}`);
    },
    async kill() {
      killAll([server.pid]);
      await server.gone;
    },
    async start() {
      server = await start(server.port);
    },
    async stop() {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  });
}

/** Hocuspocus with the store it comes with: an answer at once, and a debounced write into PostgreSQL. */
export async function hocuspocusStore(states: ReadonlyMap<string, Uint8Array>): Promise<Installation> {
  const folder = installHocuspocus();
  const database = await startDatabase();
  let running = await startHocuspocus(folder, database.url, 0, states);
  return apart(database, {
    url: `http://localhost:${running.port}`,
    check() {
      if (running.child.exitCode !== null) throw new Error('Hocuspocus did not outlive its database');
    },
    async kill() {
      killAll([running.child.pid ?? 0].filter((pid) => pid > 0));
      await ended(running.child);
    },
    async start() {
      running = await startHocuspocus(folder, database.url, running.port, states);
    },
    async stop() {
      killAll([running.child.pid ?? 0].filter((pid) => pid > 0));
      await ended(running.child);
    },
  });
}

type Server = {
  readonly url: string;
  /** Throws with what it said last when it has ended by itself: everybody would knock in vain. */
  check(): void;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

function apart(database: Database, server: Server): Installation {
  const dead = { server: false, database: false };
  return {
    url: server.url,
    async kill(kind) {
      dead.server = kind !== 'database';
      dead.database = kind !== 'server';
      await Promise.all([dead.server ? server.kill() : null, dead.database ? database.kill() : null]);
    },
    async restore() {
      if (dead.database) await database.restart();
      if (dead.server) await server.start();
      else server.check();
      dead.server = dead.database = false;
    },
    async stop() {
      await server.stop();
      await database.stop();
    },
  };
}

/** Outside the workspace: neither its rules for dependencies nor its lock file know the peer. */
function installHocuspocus(): string {
  const source = path.join(import.meta.dirname, 'contestants/hocuspocus');
  const folder = path.resolve(import.meta.dirname, '../../.cache/lab/hocuspocus');
  const manifest = path.join(folder, 'package.json');
  const wanted = readFileSync(path.join(source, 'package.json'), 'utf8');
  const installed =
    existsSync(path.join(folder, 'node_modules')) && readFileSync(manifest, 'utf8') === wanted;
  mkdirSync(folder, { recursive: true });
  cpSync(source, folder, { recursive: true });
  if (!installed) {
    execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 180_000,
    });
  }
  return folder;
}

async function startHocuspocus(
  folder: string,
  database: string,
  port: number,
  states: ReadonlyMap<string, Uint8Array>,
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [path.join(folder, 'server.mjs'), String(port), database], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const listening = new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`Hocuspocus ended with ${code}`)));
  });
  child.send([...states].map(([name, state]) => [name, Buffer.from(state).toString('base64')]));
  return { child, port: await listening };
}
