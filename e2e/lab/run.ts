/**
 * `npm run lab -- crash` runs a lab in full and writes its summary; `--short` is the seeded part that `npm test` runs,
 * with its control.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { crash, type CrashResult } from './crash.ts';

const asked = process.argv.slice(2);
const short = asked.includes('--short');
const name = asked.find((word) => !word.startsWith('--')) ?? 'crash';
if (name !== 'crash') {
  process.stderr.write(`There is no lab "${name}". Labs: crash.\n`);
  process.exit(2);
}

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
  lab: 'crash',
  date: new Date().toISOString().slice(0, 10),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  node: process.version,
  seeds,
  kills: sum((run) => run.kills),
  acknowledgedEdits: sum((run) => run.acknowledgedEdits),
  acknowledgedComments: sum((run) => run.acknowledgedComments),
  lost: sum((run) => run.lost.length),
  doubled: sum((run) => run.doubled.length),
  controlLost: control.lost.length,
};
process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
if (!short) {
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('crash.json', folder), `${JSON.stringify(summary, null, 2)}\n`);
}
const sound =
  summary.lost === 0 &&
  summary.doubled === 0 &&
  summary.acknowledgedEdits > 0 &&
  summary.acknowledgedComments > 0;
if (!sound) process.stderr.write('Something acknowledged was lost or doubled, or nothing was tried.\n');
if (summary.controlLost === 0)
  process.stderr.write('The control lost nothing: these checks would not see a loss.\n');
process.exitCode = sound && summary.controlLost > 0 ? 0 : 1;

function say(what: string, run: CrashResult | undefined): void {
  if (!run) return;
  const { kills: times, acknowledgedEdits, acknowledgedComments, lost, doubled } = run;
  process.stdout.write(
    `${what}: ${times} kills, ${acknowledgedEdits} edits and ${acknowledgedComments} comments acknowledged, ` +
      `${lost.length} lost, ${doubled.length} doubled\n`,
  );
  for (const token of [...lost, ...doubled].slice(0, 5)) process.stdout.write(`  ${token}\n`);
}
