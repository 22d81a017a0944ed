/** What a server holds after its garbage was collected; it has to be started with `inside.mjs` preloaded. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningServer } from '../support/server.ts';

/** For `nodeArguments`. */
export const lookedInto: readonly string[] = ['--import', path.join(import.meta.dirname, 'inside.mjs')];

export type Inside = {
  /** Of all that can be listened to and is alive. */
  readonly listeners: number;
  readonly timers: number;
  /** TCP and unix sockets, those to PostgreSQL among them. */
  readonly connections: number;
  readonly webSockets: number;
  readonly requests: number;
  /** What keeps the event loop alive. */
  readonly handles: number;
  /** Subscriptions that are served together. */
  readonly followers: number;
  /** Who waits to be told that something happened. */
  readonly doorbell: number;
  /** Of the hub of texts: sockets, texts in memory, and who has which of them open. */
  readonly hubSockets: number;
  readonly texts: number;
  readonly sessions: number;
  readonly descriptors: number;
  readonly heapKb: number;
};

const PATIENCE_MS = 60_000;

const seen = new WeakMap<RunningServer, number>();

export async function collected(server: RunningServer): Promise<Inside & { readonly rss: number }> {
  const number = (seen.get(server) ?? 0) + 1;
  seen.set(server, number);
  process.kill(server.pid, 'SIGUSR2');
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = new RegExp(`^inside ${number} (\\{.*\\})$`, 'm').exec(server.output())?.[1];
    if (found !== undefined) {
      const said = JSON.parse(found) as Omit<Inside, 'descriptors'> & { rss: number };
      return { ...said, descriptors: descriptorsOf(server.pid) };
    }
    if (performance.now() > end)
      throw new Error(`The server does not say what it holds:\n${server.output().slice(-2_000)}`);
    await pause(20);
  }
}

/** From Linux' /proc; elsewhere 0. */
function descriptorsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}
