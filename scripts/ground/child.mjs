import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { environment, root } from './place.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const living = new Set();

/**
 * Signals go to every running child, once each: a terminal sends Ctrl-C to the whole group, npm forwards it as well,
 * and a server that hears it twice would take the second for "hurry". One that comes later is meant, and is passed on.
 */
let heard = 0;
let stopped = null;
for (const signal of signals) {
  process.on(signal, () => {
    const now = Date.now();
    if (now - heard < 500) return;
    heard = now;
    stopped ??= signal;
    for (const stop of living) stop(signal);
    if (living.size === 0) process.exit(128 + constants.signals[signal]);
  });
}

/**
 * npm passes SIGINT and SIGTERM on, but dies of SIGHUP and of kill -9 without a word; a server that nobody can reach
 * any more would stay behind. Without npm above us a new parent is somebody's choice (`nohup`, a daemon), so we stay.
 */
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && !stopped && stopAll(), 500).unref();
}

/** Ends every running child, as a signal to this process would. */
export function stopAll(signal = 'SIGTERM') {
  stopped ??= signal;
  for (const stop of living) stop(signal);
}

/** True once somebody asked this process to end. */
export const isStopping = () => stopped !== null;

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string|undefined>, show?: boolean, timeout?: number }} options
 *   show: print as it comes (else collected); timeout in ms
 * @returns {Promise<{ code: number, output: string, ms: number, timedOut: boolean }>}
 */
export function run(command, args, { cwd = root, env = {}, show = false, timeout = 0, onOutput } = {}) {
  const began = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...environment, ...env },
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // A group of its own: signals reach it through us alone, and reach its children too.
      detached: process.platform !== 'win32',
    });
    const stop = (signal) => {
      try {
        if (child.pid) process.kill(-child.pid, signal);
      } catch {
        child.kill(signal);
      }
    };
    living.add(stop);
    let output = '';
    const collect = (chunk) => {
      output += chunk;
      onOutput?.(String(chunk));
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    let timedOut = false;
    const alarm =
      timeout > 0 &&
      setTimeout(() => {
        timedOut = true;
        stop('SIGTERM');
        setTimeout(() => stop('SIGKILL'), 5_000).unref();
      }, timeout);
    const end = (act) => {
      clearTimeout(alarm);
      living.delete(stop);
      act();
    };
    child.on('error', (error) => end(() => reject(error)));
    // `close` waits for whoever holds the pipes; after a timeout that may be a grandchild that never ends.
    child.on(show ? 'exit' : 'close', (code, signal) =>
      end(() =>
        resolve({
          code: code ?? 128 + (constants.signals[signal] ?? 0),
          output,
          ms: Date.now() - began,
          timedOut,
        }),
      ),
    );
  });
}

/** Hands the terminal and the signals to a program, and ends as it ended. */
export async function become(command, args, options = {}) {
  const { code } = await run(command, args, { ...options, show: true });
  process.exit(code);
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** One line per step: its name at once, its time when it is over. */
export async function step(name, work) {
  process.stdout.write(`  ${name.padEnd(22)}`);
  const began = Date.now();
  try {
    const note = await work();
    process.stdout.write(`${seconds(Date.now() - began).padStart(8)}${note ? `  ${note}` : ''}\n`);
  } catch (error) {
    process.stdout.write(`${seconds(Date.now() - began).padStart(8)}  failed\n`);
    throw error;
  }
}
