// All that CI runs, as named steps with their times and one summary. `--fast` leaves out what takes minutes
// (`npm run check`); `--only a,b` and `--skip a,b` choose; `--list` tells the names; `--verbose` prints as it goes.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { boundaries } from './checks/boundaries.mjs';
import { bundle } from './checks/bundle.mjs';
import { documentsDrift, documentsFingerprint, migrationDrift, schemaDrift } from './checks/drift.mjs';
import { lint } from './checks/lint.mjs';
import { bad, exitsWell, readJson, together, vitest } from './checks/result.mjs';
import { rules } from './checks/rules.mjs';
import { workspace } from './checks/workspace.mjs';
import { findChromium } from './chromium.mjs';
import { build } from './ground/build.mjs';
import { isStopping, run, seconds } from './ground/child.mjs';
import { exists } from './ground/fingerprint.mjs';
import { inRoot, node } from './ground/place.mjs';

/**
 * Steps whose subject is not written yet. A step that is named here and whose subject has appeared fails, and so does
 * one that is not named here and whose subject is missing: nothing is left out by accident.
 */
const NOT_YET = new Set([]);

const bin = (name) => inRoot('node_modules/.bin', name);
const packages = readdirSync(inRoot('packages')).filter((name) =>
  exists(inRoot('packages', name, 'package.json')),
);
const logs = inRoot('.cache/test');
const report = (name) => path.join(logs, `${name}.json`);
const minutes = (count) => count * 60_000;
const lanes = Math.max(1, Math.min(4, availableParallelism()));
const documentsBefore = documentsFingerprint();

/**
 * In the order they start. `after`: it waits for the build, and says what it can when that failed. `needs`: without a
 * good build it has nothing to say. `subject`: what it is about; see NOT_YET. `alone`: it uses the whole machine.
 * `slow`: not in `npm run check`.
 */
const steps = [
  { name: 'format', run: () => exitsWell(bin('oxfmt'), ['--check']) },
  { name: 'workspace', run: workspace },
  { name: 'build', alone: true, run: () => build().then((note) => ({ passed: 1, failed: 0, note })) },
  { name: 'lint', after: ['build'], run: lint },
  { name: 'boundaries', after: ['build'], run: boundaries },
  {
    name: 'types',
    after: ['build'],
    run: () =>
      exitsWell(bin('turbo'), ['run', 'typecheck', '--output-logs=errors-only', '--continue=always']),
  },
  { name: 'dead code', after: ['build'], run: () => exitsWell(bin('knip'), []) },
  { name: 'rules', subject: 'RULES.md', run: rules },
  { name: 'schema drift', needs: ['build'], subject: 'server/src/emit-schema.ts', run: schemaDrift },
  {
    name: 'promises',
    after: ['build'],
    subject: 'schema/released.graphql',
    run: () => exitsWell(node, [inRoot('schema/promises.ts')]),
  },
  { name: 'typed documents', after: ['build'], run: () => documentsDrift(documentsBefore) },
  {
    name: 'migration drift',
    needs: ['build'],
    subject: 'server/src/check-migrations.ts',
    slow: true,
    run: migrationDrift,
  },
  { name: 'bundle', needs: ['build'], subject: 'client/src/app/main.tsx', slow: true, run: bundle },
  { name: 'packages', after: ['build'], alone: true, run: packageTests },
  {
    name: 'client',
    after: ['build'],
    alone: true,
    run: () => vitest(inRoot('client'), report('client'), { timeout: minutes(5) }),
  },
  {
    name: 'server',
    after: ['build'],
    alone: true,
    run: () =>
      vitest(inRoot('server'), report('server'), { args: ['--project', 'pure'], timeout: minutes(5) }),
  },
  {
    name: 'server with Postgres',
    after: ['build'],
    alone: true,
    slow: true,
    subject: 'server/src/platform/database/data-source.ts',
    run: () =>
      vitest(inRoot('server'), report('postgres'), { args: ['--project', 'postgres'], timeout: minutes(12) }),
  },
  {
    name: 'journeys',
    needs: ['build'],
    alone: true,
    slow: true,
    subject: 'e2e/playwright.config.ts',
    run: journeys,
  },
  {
    name: 'lab',
    needs: ['build'],
    alone: true,
    slow: true,
    subject: 'e2e/lab/run.ts',
    run: () => exitsWell(node, ['e2e/lab/run.ts', '--short'], { timeout: minutes(10), env: { CI: 'true' } }),
  },
];

/** As many packages at a time as there are processors: each has tests enough for one, and few have more files than that. */
async function packageTests() {
  const waiting = [...packages];
  const parts = [];
  const lane = async () => {
    for (let name = waiting.shift(); name && !isStopping(); name = waiting.shift()) {
      const args = ['--maxWorkers=1'];
      const result = await vitest(inRoot('packages', name), report(name), { args, timeout: minutes(3) });
      parts.push({ ...result, note: result.note && `${name}: ${result.note}` });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return together(parts);
}

/** In a browser, against a server of its own. Without a browser this fails with the way to get one. */
async function journeys() {
  const chromium = await findChromium();
  const env = {
    CHROMIUM_PATH: chromium.path,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report('journeys'),
    NO_COLOR: '1',
    CI: 'true',
  };
  const args = ['test', '--reporter=list,json'];
  const options = { cwd: inRoot('e2e'), env, timeout: minutes(14) };
  const { code, output, timedOut } = await run(inRoot('e2e/node_modules/.bin/playwright'), args, options);
  const stats = readJson(report('journeys'))?.stats;
  if (!stats) return bad(timedOut ? 'took too long and was stopped' : 'ended without a report', output);
  const passed = stats.expected + stats.flaky;
  const failed = code === 0 ? stats.unexpected : Math.max(stats.unexpected, 1);
  if (passed + failed === 0) return bad('ran no journey', output);
  const notes = [
    `Chromium ${chromium.version}`,
    stats.flaky && `${stats.flaky} flaky`,
    stats.skipped && `${stats.skipped} skipped`,
  ];
  return { passed, failed, note: notes.filter(Boolean).join(', '), output };
}

const { values: asked } = parseArgs({
  options: {
    fast: { type: 'boolean' },
    only: { type: 'string' },
    skip: { type: 'string' },
    list: { type: 'boolean' },
    verbose: { type: 'boolean' },
  },
});
if (asked.list) {
  console.log(steps.map((step) => step.name).join('\n'));
  process.exit(0);
}

const named = (text) => text?.split(',').map((name) => name.trim()) ?? [];
for (const name of [...named(asked.only), ...named(asked.skip)]) {
  if (!steps.some((step) => step.name === name))
    throw new Error(`There is no step "${name}"; --list tells the names.`);
}
const chosen = steps.filter((step) => {
  if (asked.only) return named(asked.only).includes(step.name);
  return !named(asked.skip).includes(step.name) && !(asked.fast && step.slow);
});

rmSync(logs, { recursive: true, force: true });
mkdirSync(logs, { recursive: true });
const began = Date.now();
const results = new Map();
await runAll(chosen);
summarise();

/** Starts steps in order, as many at a time as there are processors; one that wants the machine gets it alone. */
async function runAll(waiting) {
  const queue = [...waiting];
  const running = new Map();
  while (queue.length > 0 || running.size > 0) {
    const next = queue[0];
    const free = running.size < lanes && ![...running.values()].some(({ alone }) => alone);
    const dependency = [...(next?.after ?? []), ...(next?.needs ?? [])].some((name) =>
      [...running.values()].some((step) => step.name === name),
    );
    if (next && free && !dependency && (!next.alone || running.size === 0) && !isStopping()) {
      queue.shift();
      const work = runStep(next).finally(() => running.delete(work));
      running.set(work, next);
    } else if (running.size > 0) {
      await Promise.race(running.keys());
    } else {
      break;
    }
  }
}

async function runStep(step) {
  const start = Date.now();
  const result = await judge(step).catch((error) =>
    bad(error.message.split('\n')[0], error.stack ?? error.message),
  );
  result.ms = Date.now() - start;
  results.set(step.name, result);
  if (result.output) writeFileSync(path.join(logs, `${step.name.replace(/\W+/g, '-')}.log`), result.output);
  const mark = result.off ? '·' : result.failed > 0 ? '✗' : '✓';
  console.log(`${mark} ${line(step.name, result)}`);
  if ((result.failed > 0 || asked.verbose) && result.output) console.log(indented(result.output));
}

async function judge(step) {
  const present = !step.subject || exists(inRoot(step.subject));
  if (NOT_YET.has(step.name)) {
    if (present && step.subject)
      return bad(`${step.subject} is there now: take "${step.name}" out of NOT_YET`);
    return { passed: 0, failed: 0, off: true, note: `not yet: there is no ${step.subject}` };
  }
  if (!present) return bad(`${step.subject} is not there`);
  const broken = step.needs?.find((name) => (results.get(name)?.failed ?? 0) > 0);
  if (broken) return bad(`not run: ${broken} failed`);
  return step.run();
}

function line(name, { passed, failed, note, ms }) {
  const counts = failed > 0 ? `${passed} passed, ${failed} failed` : `${passed} passed`;
  return `${name.padEnd(18)}${seconds(ms).padStart(9)}   ${counts.padEnd(22)}${note ?? ''}`.trimEnd();
}

function indented(output) {
  const lines = output.trim().split('\n');
  const shown =
    lines.length > 300
      ? [...lines.slice(0, 100), `… ${lines.length - 300} lines …`, ...lines.slice(-200)]
      : lines;
  return shown.map((text) => `    ${text}`).join('\n');
}

function summarise() {
  console.log(`\n${'step'.padEnd(20)}${'time'.padStart(9)}   result`);
  let passed = 0;
  let failed = 0;
  for (const step of chosen) {
    const result = results.get(step.name) ?? { ...bad('not run'), ms: 0 };
    passed += result.passed;
    failed += result.failed;
    console.log(`${result.off ? '·' : result.failed > 0 ? '✗' : '✓'} ${line(step.name, result)}`);
  }
  console.log(
    `\n${isStopping() ? 'Interrupted after' : 'All'} ${seconds(Date.now() - began)}; logs in .cache/test`,
  );
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || isStopping() ? 1 : 0;
}
