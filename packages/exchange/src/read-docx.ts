import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { refuseByContainer } from './container.js';
import { defaultLimits } from './limits.js';
import type { DocxLimits } from './limits.js';
import type { ImportedDocument } from './read-package.js';
import { isDocxRefusal } from './refusal.js';
import type { DocxRefusal } from './refusal.js';

export type DocxReading =
  | { readonly ok: true; readonly document: ImportedDocument }
  | { readonly ok: false; readonly reason: DocxRefusal };

export type DocxOptions = {
  /** Ends the reading; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Partial<DocxLimits> | undefined;
};

// `src` and `dist` lie side by side: from either, this is the compiled entry.
const CHILD = fileURLToPath(new URL('../dist/child.js', import.meta.url));

/** How a shell-like system reports an abort as an exit code: 128 + SIGABRT. */
const ABORTED = 134;

/**
 * Reads a Word file that anybody may have made. It is taken apart in a process of its own, with little memory,
 * little time, no environment, no network and no right to write, which is gone when the promise settles.
 * Bad input is an answer (`ok: false`), never an exception.
 * @throws the signal's reason; Error when the process can't be started, which is a fault of the installation
 */
export async function readDocx(bytes: Uint8Array, options: DocxOptions = {}): Promise<DocxReading> {
  const limits = { ...defaultLimits, ...options.limits };
  options.signal?.throwIfAborted();
  const reason = refuseByContainer(bytes, limits);
  return reason === null ? readInChild(bytes, limits, options.signal) : { ok: false, reason };
}

async function readInChild(
  bytes: Uint8Array,
  limits: DocxLimits,
  signal: AbortSignal | undefined,
): Promise<DocxReading> {
  const child = fork(CHILD, [], {
    env: {},
    execArgv: [`--max-old-space-size=${limits.heapMegabytes}`, '--permission', '--allow-fs-read=*'],
    serialization: 'advanced',
    // The engine writes pages of notes when it runs out of memory.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const gone = once(child, 'exit');
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, limits.milliseconds);
  const abort = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const ending = await endingOf(child, bytes, limits);
    signal?.throwIfAborted();
    if (ending.kind === 'answer') return parsed(ending.message);
    if (late) return { ok: false, reason: 'too_slow' };
    // The engine aborts itself when its memory is used up; so does the system when everybody's is.
    if (ending.signal !== null || ending.code === ABORTED) return { ok: false, reason: 'too_large' };
    throw new Error(`the reading process ended with code ${ending.code} and without an answer`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    child.kill('SIGKILL');
    await gone;
  }
}

type Ending =
  | { readonly kind: 'answer'; readonly message: unknown }
  | { readonly kind: 'exit'; readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** What comes first: its one message, or its end. */
function endingOf(child: ChildProcess, bytes: Uint8Array, limits: DocxLimits): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ kind: 'answer', message }));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ kind: 'exit', code, signal }));
    child.send({ bytes, limits }, () => {
      // A child that dies before it reads is told by its exit.
    });
  });
}

function parsed(message: unknown): DocxReading {
  const value: unknown = typeof message === 'string' ? JSON.parse(message) : null;
  if (isReading(value)) return value;
  return { ok: false, reason: 'damaged' };
}

function isReading(value: unknown): value is DocxReading {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  return value.ok === true ? 'document' in value : 'reason' in value && isDocxRefusal(value.reason);
}
