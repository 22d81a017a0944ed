/** The contestants' processes: installed on demand outside the workspace, pinned to one core, asked what they used. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hocuspocus, ours as oursDialect, yWebsocket, type Dialect } from './dialects.ts';

const here = path.join(import.meta.dirname, 'contestants');
const cache = path.resolve(import.meta.dirname, '../../../.cache/bench-sync');
const PEERS = ['hocuspocus', 'y-websocket'] as const;

/** A file that may go at any time: histories, profiles. */
export const inCache = (name: string): string => path.join(cache, name);

export type Contestant = {
  readonly name: ContestantName;
  readonly dialect: Dialect;
  readonly program: readonly string[];
};

export const contestants = [
  ours('ours, durable', 'durable'),
  ours('ours, memory', 'memory'),
  peer('Hocuspocus', hocuspocus, 'hocuspocus'),
  // `flushDelay`: updates and presence wait that long for company. The default is the turn of the event loop.
  peer('Hocuspocus, 20 ms', hocuspocus, 'hocuspocus', '20'),
  peer('y-websocket', yWebsocket, 'y-websocket'),
  relay('ws relay', 'plain'),
  relay('shared frame', 'shared'),
] as const;

export type ContestantName =
  | 'ours, durable'
  | 'ours, memory'
  | 'Hocuspocus'
  | 'Hocuspocus, 20 ms'
  | 'y-websocket'
  | 'ws relay'
  | 'shared frame';

function ours(name: ContestantName, log: string): Contestant {
  return { name, dialect: oursDialect, program: [path.join(here, 'ours.mjs'), log] };
}

function relay(name: ContestantName, how: string): Contestant {
  return { name, dialect: yWebsocket, program: [path.join(here, 'relay.mjs'), how] };
}

function peer(
  name: ContestantName,
  dialect: Dialect,
  folder: (typeof PEERS)[number],
  ...args: string[]
): Contestant {
  return { name, dialect, program: [inCache(`${folder}/server.mjs`), ...args] };
}

/**
 * Peers live outside the workspace: neither its rules for dependencies nor its lock file know them. Each runs from a
 * folder in the cache with packages of its own, pinned in its package.json, so that `import` finds them there.
 */
export function installPeers(): void {
  for (const peerName of PEERS) {
    const folder = inCache(peerName);
    const manifest = path.join(folder, 'package.json');
    const wanted = readFileSync(path.join(here, peerName, 'package.json'), 'utf8');
    const installed =
      existsSync(path.join(folder, 'node_modules')) && readFileSync(manifest, 'utf8') === wanted;
    mkdirSync(folder, { recursive: true });
    cpSync(path.join(here, peerName), folder, { recursive: true });
    cpSync(path.join(here, 'answering.mjs'), path.join(folder, 'answering.mjs'));
    if (installed) continue;
    execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 180_000,
    });
  }
}

export type Usage = {
  /** Microseconds of processor time of the server itself, and of the PostgreSQL it started. */
  readonly cpu: number;
  readonly postgresCpu: number;
  /** Bytes in memory, if garbage was collected; else 0. */
  readonly rss: number;
};

export type RunningContestant = {
  readonly port: number;
  /** What another node needs to stand beside it. */
  readonly details: unknown;
  usage(collect?: boolean): Promise<Usage>;
  prepare(document: string, state: Uint8Array): Promise<void>;
  stop(): Promise<void>;
};

type Answer = {
  readonly id?: number;
  readonly port?: number;
  readonly details?: unknown;
  readonly cpu?: number;
  readonly rss?: number;
};

/** `profile`: a folder for a processor profile, written when it stops. */
export async function startContestant(
  contestant: Contestant,
  profile: string | null = null,
): Promise<RunningContestant> {
  const flags = ['--expose-gc', ...(profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`])];
  const [command, ...args] = [...pinned(0), process.execPath, ...flags, ...contestant.program];
  const child = spawn(command ?? process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  const { port, details } = await new Promise<{ port: number; details?: unknown }>((resolve, reject) => {
    child.on('message', (answer: Answer) => {
      if (answer.port !== undefined) resolve({ port: answer.port, details: answer.details });
      if (answer.id === undefined) return;
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
    child.once('exit', (code) => reject(new Error(`${contestant.name} ended with ${code}`)));
  });
  const ask = (question: Record<string, unknown>): Promise<Answer> => {
    asked += 1;
    const id = asked;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      child.send({ ...question, id });
    });
  };
  return {
    port,
    details,
    async usage(collect = false) {
      const postgresCpu = descendantsCpu(child);
      // Whoever is overwhelmed would answer too late.
      const seen = collect ? null : ownCpu(child);
      if (seen !== null) return { cpu: seen, rss: 0, postgresCpu };
      const { cpu = 0, rss = 0 } = await ask({ kind: 'usage', collect });
      return { cpu, rss, postgresCpu };
    },
    async prepare(document, state) {
      await ask({ kind: 'prepare', name: document, state: Buffer.from(state).toString('base64') });
    },
    stop: () => stopped(child),
  };
}

/** Resolves when it has nothing left to do: whoever is measured next shares its processor. */
export async function quiet(running: RunningContestant): Promise<void> {
  const end = performance.now() + 10_000;
  for (let before = (await running.usage()).cpu; performance.now() < end;) {
    await pause(200);
    const { cpu } = await running.usage();
    if (cpu - before < 20_000) return;
    before = cpu;
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
  child.disconnect();
  await gone;
  clearTimeout(patience);
}

/** The words that pin a program to a processor; none where the machine can't. */
export function pinned(processor: number): string[] {
  return existsSync('/usr/bin/taskset') ? ['/usr/bin/taskset', '-c', String(processor)] : [];
}

export function pinSelf(processor: number): boolean {
  if (!existsSync('/usr/bin/taskset')) return false;
  execFileSync('/usr/bin/taskset', ['-a', '-p', '-c', String(processor), String(process.pid)], {
    stdio: 'ignore',
  });
  return true;
}

/** Microseconds that a processor has worked, for whomever. From Linux' /proc; elsewhere 0. */
export function busyTime(processor: number): number {
  if (!existsSync('/proc/stat')) return 0;
  const line = readFileSync('/proc/stat', 'latin1')
    .split('\n')
    .find((each) => each.startsWith(`cpu${processor} `));
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (line ?? '')
    .split(' ')
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) * 10_000;
}

/** Processor time of a process, in microseconds. From Linux' /proc; null elsewhere. */
export function ownCpu({ pid }: { readonly pid?: number | undefined }): number | null {
  if (pid === undefined || !existsSync(`/proc/${pid}/stat`)) return null;
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Processor time, in microseconds, of everything a process has started. From Linux' /proc; elsewhere 0. */
export function descendantsCpu(root: { readonly pid?: number | undefined }): number {
  if (!existsSync('/proc/self/stat') || root.pid === undefined) return 0;
  const parents = new Map<number, { parent: number; ticks: number }>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'latin1');
      // The program's name stands in brackets and may hold anything.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
      parents.set(Number(entry), { parent: Number(fields[1]), ticks });
    } catch {
      // It ended while we looked.
    }
  }
  const belongs = (pid: number): boolean => {
    const parent = parents.get(pid)?.parent;
    return parent === root.pid || (parent !== undefined && parent > 1 && belongs(parent));
  };
  let ticks = 0;
  for (const [pid, process_] of parents) if (belongs(pid)) ticks += process_.ticks;
  return ticks * 10_000;
}
