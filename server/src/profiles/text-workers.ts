/** Threads for work on texts that would hold everybody up, bounded in time and memory. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Rehearsal } from '@concord/sync';
import type { Log } from '../platform/log.js';
import { RowsMissing, type Folded, type Folding, type TextAnswer, type TextTask } from './text-worker.js';

export type TextWorkers = Rehearsal & {
  /** One update that makes the same state. Rejects when rows are missing. */
  fold(task: Folding): Promise<Folded>;
  /** Resolves when what was asked is answered; nothing more can be asked. */
  close(): Promise<void>;
};

type Bounds = {
  /** Threads at once. */
  readonly threads: number;
  /** Processor time that applying what somebody sends may take: the loop will be held up as long. */
  readonly rehearseMs: number;
  /** After so long a thread is ended, whatever it does. */
  readonly longestMs: number;
  readonly megabytes: number;
};

const BOUNDS: Bounds = { threads: 2, rehearseMs: 45, longestMs: 10_000, megabytes: 512 };

const SOURCE = new URL(`./text-worker${extname(import.meta.url)}`, import.meta.url);

type Waiting = {
  readonly task: TextTask;
  readonly resolve: (answer: TextAnswer) => void;
  readonly reject: (error: Error) => void;
};

/** [NO11] A thread is begun when it is needed, kept for the next task, and replaced when it had to be ended. */
export function createTextWorkers(log: Log, changes: Partial<Bounds> = {}): TextWorkers {
  const bounds = { ...BOUNDS, ...changes };
  const waiting: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Promise<void>>();
  let closed = false;

  function begin(): Worker {
    const worker = new Worker(SOURCE, {
      // Nothing of the process' environment, and nothing of how a test runner was started, concerns it.
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: bounds.megabytes, maxYoungGenerationSizeMb: 64 },
    });
    worker.unref();
    return worker;
  }

  function next(): void {
    while (waiting.length > 0 && busy.size < bounds.threads) {
      const job = waiting.shift();
      if (job) run(idle.pop() ?? begin(), job);
    }
  }

  function run(worker: Worker, { task, resolve, reject }: Waiting): void {
    const done = new Promise<void>((finished) => {
      const settle = (act: () => void, keep: boolean): void => {
        clearTimeout(timer);
        // Only ours: a thread without its own listeners hears nothing any more.
        for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
        worker.unref();
        busy.delete(worker);
        if (keep && !closed) idle.push(worker);
        else void worker.on('error', () => undefined).terminate();
        act();
        finished();
        next();
      };
      const fail = (error: Error): void => {
        log.warn({ err: error, task: task.kind }, 'work on a text was given up');
        settle(() => reject(error), false);
      };
      const timer = setTimeout(() => fail(new Error('It took too long')), bounds.longestMs);
      worker.ref();
      worker.once('message', (answer: TextAnswer) => settle(() => resolve(answer), true));
      worker.once('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
      worker.once('exit', () => fail(new Error('The thread ended')));
      worker.postMessage(task, []);
    });
    busy.set(worker, done);
  }

  const ask = (task: TextTask): Promise<TextAnswer> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new Error('Closed'));
      waiting.push({ task, resolve, reject });
      next();
    });

  return {
    async passes(state, updates) {
      const task: TextTask = { kind: 'rehearse', state, updates, within: bounds.rehearseMs };
      // A thread that had to be ended has answered as well: this is not for us.
      const answer = await ask(task).catch(() => null);
      return answer?.kind === 'rehearsed' && answer.passes;
    },
    async fold(task) {
      const answer = await ask({ kind: 'fold', ...task });
      if (answer.kind !== 'folded') throw new RowsMissing();
      return { state: answer.state, authors: answer.authors };
    },
    async close() {
      while (busy.size > 0) await Promise.all(busy.values());
      closed = true;
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}
