/**
 * `npm run lab -- NAME` runs a lab in full and keeps its summary; `--short` is the part that `npm test` runs, with its
 * control. Without a name: the crash lab in full, or every lab's short part.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { convergenceLab } from './convergence.ts';
import { crashLab } from './crash.ts';
import { crowdLab } from './crowd.ts';
import { eventsLab } from './events.ts';
import { forgedLab } from './forged.ts';
import { fuzzLab } from './fuzz.ts';
import type { Lab } from './lab.ts';
import { nodesLab } from './nodes.ts';
import { operationsLab } from './operations.ts';
import { reconnectsLab } from './reconnects.ts';

const labs: Readonly<Record<string, Lab>> = {
  crash: crashLab,
  nodes: nodesLab,
  convergence: convergenceLab,
  forged: forgedLab,
  crowd: crowdLab,
  fuzz: fuzzLab,
  operations: operationsLab,
  events: eventsLab,
  reconnects: reconnectsLab,
};

const asked = process.argv.slice(2);
const short = asked.includes('--short');
const named = asked.filter((word) => !word.startsWith('--'));
const unknown = named.find((name) => !labs[name]);
if (unknown) {
  process.stderr.write(`There is no lab "${unknown}". Labs: ${Object.keys(labs).join(', ')}.\n`);
  process.exit(2);
}
for (const name of named.length > 0 ? named : short ? Object.keys(labs) : ['crash']) {
  const lab = labs[name];
  if (lab && !(await ran(name, lab))) process.exitCode = 1;
}

async function ran(name: string, lab: Lab): Promise<boolean> {
  const began = performance.now();
  const { summary, problems } = await lab(asked);
  const seconds = Math.round((performance.now() - began) / 1000);
  // A run of one seed or one kept history says nothing about the others.
  const whole = asked.every((word) => !word.startsWith('--') || word.startsWith('--lanes='));
  keepSummary({ ...circumstances(name), seconds, ...summary }, whole && problems.length === 0);
  for (const problem of problems) process.stderr.write(`${name}: ${problem}\n`);
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

function keepSummary(summary: { readonly lab: string; readonly seconds: number }, kept: boolean): void {
  const text = `${JSON.stringify(summary, null, 2)}\n`;
  process.stdout.write(text);
  if (!kept) return;
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${summary.lab}.json`, folder), text);
}
