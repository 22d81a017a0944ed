/** A PostgreSQL of the lab's own, which can be killed and started again on the same data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { descendants, ended, killAll } from './processes.ts';

export type Database = {
  /** Stays the same over restarts. */
  readonly url: string;
  /** kill -9 of PostgreSQL and of everything around it. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
};

type Connection = { readonly host: string; readonly port: number };

/** In a folder of its own, which is thrown away at the end, or in a given one, which stays. */
export async function startDatabase(kept?: string): Promise<Database> {
  const directory = kept ?? mkdtempSync(path.join(tmpdir(), 'concord-lab-'));
  let { child, connection } = await start(directory);
  return {
    url: urlOf(connection),
    async kill() {
      killAll([...descendants(child.pid ?? 0), child.pid ?? 0].filter((pid) => pid > 0));
      await ended(child);
    },
    async restart() {
      ({ child, connection } = await start(directory));
    },
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
      if (kept === undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function start(directory: string): Promise<{ child: ChildProcess; connection: Connection }> {
  const program = path.join(import.meta.dirname, 'database.mjs');
  const child = spawn(process.execPath, [program, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = await new Promise<Connection>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('\n')) resolve(JSON.parse(said) as Connection); // one line of database.mjs
    });
    child.once('exit', (code) => reject(new Error(`PostgreSQL did not start: ${code}`)));
  });
  return { child, connection };
}

const urlOf = ({ host, port }: Connection): string =>
  `postgres://concord@localhost/concord?host=${host}&port=${port}`;
