/** Starts the built server the way `npm start` does, on a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type RunningServer = {
  readonly url: string;
  readonly port: number;
  readonly data: string;
  readonly pid: number;
  /** Resolves when the process has ended, however that happened. */
  readonly gone: Promise<unknown>;
  /** Everything it printed. */
  output(): string;
  /** kill -9 of the server. The PostgreSQL it started is told to stop by the pipe that breaks. */
  kill(): Promise<void>;
  /** SIGTERM: drains and stops. */
  stop(): Promise<void>;
};

const main = path.resolve(import.meta.dirname, '../../server/dist/main.js');

export async function startServer(
  options: {
    data?: string;
    port?: number;
    /** A command that runs the server's: to a processor of its own, for one. */
    prefix?: readonly string[];
    nodeArguments?: readonly string[];
    flags?: readonly string[];
    env?: Readonly<Record<string, string>>;
  } = {},
): Promise<RunningServer> {
  const data = options.data ?? mkdtempSync(path.join(tmpdir(), 'concord-e2e-'));
  const [command, ...before] = [...(options.prefix ?? []), process.execPath];
  const child = spawn(
    command,
    [
      ...before,
      ...(options.nodeArguments ?? []),
      main,
      '--data',
      data,
      '--port',
      String(options.port ?? 0),
      '--host',
      'localhost',
      ...(options.flags ?? []),
    ],
    // Its own process group, so that one signal reaches all of it. What a run changes in a minute no person does.
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, WRITES_PER_MINUTE: '0', ...options.env },
    },
  );
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const found = /Concord is open at (http:\/\/\S+)/.exec(printed)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', look);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${printed}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    data,
    pid: child.pid ?? 0,
    gone: once(child, 'exit'),
    output: () => printed,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  if (signal === 'SIGKILL') process.kill(-child.pid, signal);
  else child.kill(signal);
  await gone;
}
