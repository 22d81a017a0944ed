import { readFileSync } from 'node:fs';
import { run } from '../ground/child.mjs';

/**
 * What a check hands back. `passed` and `failed` count tests, or the one thing a check checks.
 * @typedef {{ passed: number, failed: number, note?: string, output?: string }} Result
 */

export const good = (note = '') => ({ passed: 1, failed: 0, note });
export const bad = (note, output = '') => ({ passed: 0, failed: 1, note, output });

/** Several parts of one check: every one runs, each counts. */
export function together(parts) {
  return {
    passed: parts.reduce((sum, part) => sum + part.passed, 0),
    failed: parts.reduce((sum, part) => sum + part.failed, 0),
    note: parts
      .map((part) => part.note)
      .filter(Boolean)
      .join('; '),
    output: parts
      .map((part) => part.output)
      .filter(Boolean)
      .join('\n'),
  };
}

/** A program that is happy when it exits with 0. */
export async function exitsWell(command, args, { note = () => '', ...options } = {}) {
  const { code, output, timedOut } = await run(command, args, { env: PLAIN, ...options });
  if (code === 0) return { ...good(note(output)), output };
  return bad(timedOut ? 'took too long and was stopped' : `exit code ${code}`, output);
}

/** Logs are read by people and kept in files. */
export const PLAIN = { NO_COLOR: '1', FORCE_COLOR: undefined, CI: 'true' };

/**
 * Tests by vitest in one folder. Counts come from its report: a run that died half-way has none, and fails.
 * @returns {Promise<Result>}
 */
export async function vitest(folder, report, { args = [], ...options } = {}) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const program = `${folder}/node_modules/.bin/vitest`;
  const done = await run(program, ['run', ...reporters, ...args], { cwd: folder, env: PLAIN, ...options });
  const counts = readJson(report);
  if (!counts)
    return bad(done.timedOut ? 'took too long and was stopped' : 'ended without a report', done.output);
  const { numPassedTests: passed, numFailedTests, numPendingTests: skipped } = counts;
  // An unhandled error or a file that does not load fails the run, though no test failed.
  const failed = done.code === 0 ? numFailedTests : Math.max(numFailedTests, 1);
  if (passed + failed === 0) return bad('ran no test', done.output);
  return { passed, failed, note: skipped ? `${skipped} skipped` : '', output: failed ? done.output : '' };
}

export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
