/**
 * `npm run lab -- crash` (or `nodes`, `convergence`, `fuzz`) runs a lab in full and writes its summary; `--short` is the part that `npm test`
 * runs, with its control.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { convergenceLab } from './convergence.ts';
import { crash, type CrashResult } from './crash.ts';
import { fuzzLab } from './fuzz.ts';
import { nodes } from './nodes.ts';

const asked = process.argv.slice(2);
const short = asked.includes('--short');
const named = asked.filter((word) => !word.startsWith('--'));
const labs: Record<string, () => Promise<boolean>> = {
  crash: crashLab,
  nodes: nodesLab,
  convergence: () => judged('convergence', convergenceLab),
  fuzz: () => judged('fuzz', fuzzLab),
};
const unknown = named.find((name) => !labs[name]);
if (unknown) {
  process.stderr.write(`There is no lab "${unknown}". Labs: ${Object.keys(labs).join(', ')}.\n`);
  process.exit(2);
}
// Without a name: the crash lab in full, or every lab's short part.
for (const name of named.length > 0 ? named : short ? Object.keys(labs) : ['crash'])
  if (!(await labs[name]?.())) process.exitCode = 1;

async function crashLab(): Promise<boolean> {
  const seeds = short ? [1] : [1, 2, 3, 4];
  const kills = short ? 3 : 10;
  const runs: CrashResult[] = [];
  for (const seed of seeds) {
    runs.push(await crash({ seed, kills, control: false }));
    say(`seed ${seed}`, runs.at(-1));
  }
  const control = await crash({ seed: 1, kills: short ? 2 : 5, control: true });
  say('control (answers before COMMIT)', control);

  const sum = (count: (run: CrashResult) => number): number =>
    runs.reduce((total, run) => total + count(run), 0);
  const summary = {
    ...circumstances('crash'),
    seeds,
    kills: sum((run) => run.kills),
    acknowledgedEdits: sum((run) => run.acknowledgedEdits),
    acknowledgedComments: sum((run) => run.acknowledgedComments),
    lost: sum((run) => run.lost.length),
    doubled: sum((run) => run.doubled.length),
    controlLost: control.lost.length,
  };
  write(summary);
  const sound =
    summary.lost === 0 &&
    summary.doubled === 0 &&
    summary.acknowledgedEdits > 0 &&
    summary.acknowledgedComments > 0;
  if (!sound) process.stderr.write('Something acknowledged was lost or doubled, or nothing was tried.\n');
  if (summary.controlLost === 0)
    process.stderr.write('The control lost nothing: these checks would not see a loss.\n');
  return sound && summary.controlLost > 0;
}

async function nodesLab(): Promise<boolean> {
  const { parts, controlCaught } = await nodes({ edits: short ? 2 : 25 });
  write({ ...circumstances('nodes'), parts, controlCaught });
  const problems = parts.flatMap(({ part, problems: found }) =>
    found.map((problem) => `${part}: ${problem}`),
  );
  if (parts.length === 1)
    process.stdout.write('No redis-server or valkey-server: only the part without bus ran.\n');
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (!controlCaught)
    process.stderr.write('The control was not caught: these checks would not see a deaf node.\n');
  return problems.length === 0 && controlCaught;
}

/** A lab that says by itself what is wrong. */
async function judged(
  name: string,
  lab: (asked: readonly string[]) => Promise<{ summary: object; problems: readonly string[] }>,
): Promise<boolean> {
  const { summary, problems } = await lab(asked);
  write({ ...circumstances(name), ...summary });
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return problems.length === 0;
}

function circumstances(lab: string) {
  return {
    lab,
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    node: process.version,
  };
}

/** Prints it; a run in full also keeps it. */
function write(summary: { readonly lab: string; readonly [figure: string]: unknown }): void {
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  if (short) return;
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${summary.lab}.json`, folder), `${JSON.stringify(summary, null, 2)}\n`);
}

function say(what: string, run: CrashResult | undefined): void {
  if (!run) return;
  const { kills: times, acknowledgedEdits, acknowledgedComments, lost, doubled } = run;
  process.stdout.write(
    `${what}: ${times} kills, ${acknowledgedEdits} edits and ${acknowledgedComments} comments acknowledged, ` +
      `${lost.length} lost, ${doubled.length} doubled\n`,
  );
  for (const token of [...lost, ...doubled].slice(0, 5)) process.stdout.write(`  ${token}\n`);
}
