import type { LoggedUpdate, UpdateLog } from '../ports.js';

export type HeldAppend = {
  readonly documentName: string;
  readonly batch: readonly LoggedUpdate[];
  /** Commits, then answers. */
  commit(): Promise<void>;
  /** Answers with a failure and commits nothing. */
  fail(error?: Error): void;
  /** Commits, but the answer is a failure: the connection broke after COMMIT was sent. */
  commitButFail(error?: Error): Promise<void>;
};

export type HeldLog = UpdateLog & {
  /** Resolves with the next append that waits. */
  nextAppend(): Promise<HeldAppend>;
  /** Appends that wait now and were not taken. */
  readonly waiting: number;
};

/** A log whose appends wait for the test: nothing is committed and nothing answered until it says so. */
export function holdAppends(log: UpdateLog): HeldLog {
  const held: HeldAppend[] = [];
  const takers: ((append: HeldAppend) => void)[] = [];

  function offer(append: HeldAppend): void {
    const taker = takers.shift();
    if (taker) taker(append);
    else held.push(append);
  }

  return {
    load: (name) => log.load(name),
    since: (name, seq) => log.since(name, seq),
    append(documentName, batch) {
      const { promise, resolve, reject } = Promise.withResolvers<{ seq: number }>();
      const lost = new Error('connection to the database lost');
      offer({
        documentName,
        batch,
        commit: async () => resolve(await log.append(documentName, batch)),
        fail: (error = lost) => reject(error),
        commitButFail: async (error = lost) => {
          await log.append(documentName, batch);
          reject(error);
        },
      });
      return promise;
    },
    nextAppend() {
      const first = held.shift();
      if (first) return Promise.resolve(first);
      return new Promise((resolve) => takers.push(resolve));
    },
    get waiting() {
      return held.length;
    },
  };
}
