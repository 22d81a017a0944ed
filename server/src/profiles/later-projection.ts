/** Brings rows up to what their document says, a moment after the last keystroke (T1): of what is no text of the profile. */
import type { Log } from '../platform/log.js';

export type LaterProjections = {
  /** Soon: when nobody has typed for a moment, or has typed for long enough. */
  schedule(name: string): void;
  /** Every document whose rows a process left behind its log. */
  catchUp(): Promise<void>;
  /** Resolves when nothing is waiting or running. */
  settle(): Promise<void>;
};

/** Milliseconds of quiet after which the rows are written, and the longest they wait while somebody types on. */
const PAUSE_MS = 1_000;
const LONGEST_MS = 5_000;

export function createLaterProjections(options: {
  log: Log;
  /** Names of the documents whose rows say less than they do. */
  readonly behind: () => Promise<readonly string[]>;
  /** Writes the rows of one document, in a transaction of its own. */
  readonly project: (name: string) => Promise<void>;
}): LaterProjections {
  const { log, behind, project } = options;
  const waiting = new Map<string, { timer: NodeJS.Timeout; since: number }>();
  const running = new Map<string, Promise<void>>();

  function run(name: string): void {
    waiting.delete(name);
    const next = (running.get(name) ?? Promise.resolve())
      .then(() => project(name))
      .catch((error: unknown) => log.error({ err: error, document: name }, 'projection failed'))
      .finally(() => {
        if (running.get(name) === next) running.delete(name);
      });
    running.set(name, next);
  }

  return {
    schedule(name) {
      const before = waiting.get(name);
      if (before) clearTimeout(before.timer);
      const since = before?.since ?? performance.now();
      const pause = Math.max(0, Math.min(PAUSE_MS, since + LONGEST_MS - performance.now()));
      waiting.set(name, { since, timer: setTimeout(() => run(name), pause) });
    },
    async catchUp() {
      for (const name of await behind()) run(name);
    },
    async settle() {
      for (const [name, { timer }] of waiting) {
        clearTimeout(timer);
        run(name);
      }
      await Promise.all(running.values());
    },
  };
}
