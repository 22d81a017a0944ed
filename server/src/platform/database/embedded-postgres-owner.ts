import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * One process at a time may own a data directory. The claim is a file that names the process; it outlives a
 * kill -9, so a claim counts only while its process lives. Where that can't be looked up (another container or
 * host on the same volume) the claim counts while its file is touched regularly.
 *
 * Postgres' own lock is the last judge; this one exists to say who is in the way, and to know that a leftover
 * Postgres has no owner any more.
 */
export type Claim = { release(): void };

/** Another living process owns the directory. The message is fit to be shown as it is. */
export class DataDirectoryInUse extends Error {
  override name = 'DataDirectoryInUse';
}

const BEAT = 1_000;

type Owner = { pid: number; started: string; place: string; token: string };

/** @throws DataDirectoryInUse */
export async function claimDirectory(directory: string): Promise<Claim> {
  const file = path.join(directory, 'owner.json');
  const mine: Owner = {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    place: place(),
    token: randomUUID(),
  };
  const draft = `${file}.${mine.token}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    while (!tryLink(draft, file)) {
      const other = readOwner(file);
      if (other === null) continue;
      const proof = await signOfLife(file, other);
      if (proof) {
        throw new DataDirectoryInUse(
          `The data in ${directory} is in use by ${proof}. Stop that one first, or choose another folder with --data.`,
        );
      }
      if (readOwner(file)?.token === other.token) rmSync(file, { force: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const beat = setInterval(() => touch(file), BEAT);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (readOwner(file)?.token === mine.token) rmSync(file, { force: true });
    },
  };
}

async function signOfLife(file: string, owner: Owner): Promise<string | null> {
  if (owner.place === place()) {
    return startOf(owner.pid) === owner.started ? `another Concord (process ${owner.pid})` : null;
  }
  const before = touchedAt(file);
  await pause(BEAT * 3);
  const after = touchedAt(file);
  return after !== null && after !== before
    ? `a Concord on another machine or container (${owner.place})`
    : null;
}

/** When a process started, as an opaque string; null when there is no such process. Tells a reused pid apart. */
function startOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Process numbers mean the same thing only within one boot of one host and one process namespace. */
function place(): string {
  if (process.platform !== 'linux') return hostname();
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  return `${hostname()} ${boot} ${readlinkSync('/proc/self/ns/pid')}`;
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function readOwner(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    // Linked in one step from a complete file, so damage means the disk lost its bytes in a power cut.
    return { pid: -1, started: '', place: place(), token: '' };
  }
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // The folder was removed under us: Postgres will say so louder than a heartbeat can.
  }
}

function touchedAt(file: string): number | null {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return null;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
