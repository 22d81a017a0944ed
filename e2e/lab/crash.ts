/** The crash lab: histories on two deployments, the control, and a peer with its default store under the same kills. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  crashHocuspocus,
  crashOurs,
  statesOf,
  type CrashOptions,
  type CrashResult,
} from './crash-history.ts';
import { killKinds, oneMachine, twoMachines, type Installation } from './installation.ts';
import type { LabResult } from './lab.ts';

const FULL = [
  { seed: 1, machines: 'server and database apart', kills: 36 },
  { seed: 2, machines: 'server and database apart', kills: 36 },
  { seed: 3, machines: 'one machine', kills: 30 },
] as const;
const SHORT = [{ seed: 1, machines: 'server and database apart', kills: 3 }] as const;

const answersEarly = ['--import', path.join(import.meta.dirname, 'acknowledge-early.mjs')];
const keep = path.resolve(import.meta.dirname, '../../.cache/lab');

/** `--seed=N --kills=N` runs one history again; which moment is hit depends on the machine, the plan does not. */
export async function crashLab(asked: readonly string[]): Promise<LabResult> {
  const short = asked.includes('--short');
  const wanted = numberOf(asked, 'seed');
  const plans =
    wanted === null
      ? short
        ? SHORT
        : FULL
      : [
          {
            seed: wanted,
            machines: 'server and database apart',
            kills: numberOf(asked, 'kills') ?? 36,
          } as const,
        ];
  // What a server begins with costs more than a few kills, and the control can't make it: it goes on with these data.
  const kept = mkdtempSync(path.join(tmpdir(), 'concord-lab-'));
  const runs: CrashResult[] = [];
  for (const { seed, machines, kills } of plans) {
    const start = (): Promise<Installation> =>
      machines === 'one machine' ? oneMachine([]) : twoMachines([], short ? kept : undefined);
    runs.push(await crashOurs(start, { seed, kills, keep, onKill: progress(`seed ${seed}`, kills) }));
    say(`seed ${seed}, ${machines}`, runs.at(-1));
  }
  if (!short) await (await twoMachines([], kept)).stop();
  const early: CrashOptions = { seed: 9, kills: short ? 2 : 6, keep: null };
  const control = await crashOurs(() => twoMachines(answersEarly, kept), early);
  rmSync(kept, { recursive: true, force: true });
  say('control (answers before COMMIT)', control);
  const peer = short || wanted !== null ? null : await hocuspocusAlike();
  const problems = [
    ...runs.flatMap((run) => run.problems.map((problem) => `seed ${run.seed}: ${problem}`)),
    ...runs.flatMap((run) => run.lost.slice(0, 5).map((token) => `seed ${run.seed}: lost ${token}`)),
    ...runs.flatMap((run) => run.doubled.slice(0, 5).map((token) => `seed ${run.seed}: doubled ${token}`)),
    ...(runs.every((run) => run.acknowledgedEdits > 0 && run.acknowledgedComments > 0)
      ? []
      : ['nothing was acknowledged, so nothing was tried']),
    ...(control.lost.length > 0 ? [] : ['the control lost nothing: these checks would not see a loss']),
  ];
  const sum = (count: (run: CrashResult) => number): number => runs.reduce((all, run) => all + count(run), 0);
  const summary = {
    seeds: runs.map((run) => run.seed),
    typists: 50,
    kills: sum(killsOf),
    killsByKind: Object.fromEntries(killKinds.map((kind) => [kind, sum((run) => run.kills[kind])])),
    acknowledgedEdits: sum((run) => run.acknowledgedEdits),
    acknowledgedComments: sum((run) => run.acknowledgedComments),
    lost: sum((run) => run.lost.length),
    doubled: sum((run) => run.doubled.length),
    slowestRestoreMs: Math.max(...runs.map((run) => run.slowestRestoreMs)),
    control: figures(control),
    ...(peer
      ? {
          hocuspocusDefaultStore: {
            stores: '2 s after the last edit, 10 s after the first',
            ...figures(peer),
          },
        }
      : {}),
  };
  return { summary, problems };
}

/** Plan 1 once more, against the peer: its texts are the ones that ours begins with. */
async function hocuspocusAlike(): Promise<CrashResult> {
  const [{ seed, kills }] = FULL;
  const ours = await twoMachines([]);
  const states = await statesOf(ours);
  await ours.stop();
  const peer = await crashHocuspocus(states, {
    seed,
    kills,
    keep: null,
    onKill: progress('Hocuspocus', kills),
  });
  say('Hocuspocus, default store, the same plan as seed 1', peer);
  return peer;
}

const killsOf = ({ kills }: CrashResult): number => kills.server + kills.database + kills.both;

const figures = (run: CrashResult) => ({
  kills: killsOf(run),
  acknowledgedEdits: run.acknowledgedEdits,
  acknowledgedComments: run.acknowledgedComments,
  lost: run.lost.length,
  doubled: run.doubled.length,
});

function say(what: string, run: CrashResult | undefined): void {
  if (!run) return;
  const { kills, acknowledgedEdits, acknowledgedComments, lost, doubled, slowestRestoreMs } =
    figuresAndTime(run);
  process.stdout.write(
    `${what}: ${kills} kills, ${acknowledgedEdits} edits and ${acknowledgedComments} comments acknowledged, ` +
      `${lost} lost, ${doubled} doubled; all checked ${slowestRestoreMs} ms after a kill at the latest\n`,
  );
}

const figuresAndTime = (run: CrashResult) => ({ ...figures(run), slowestRestoreMs: run.slowestRestoreMs });

const progress =
  (name: string, all: number) =>
  (done: number): void => {
    if (done % 10 === 0) process.stdout.write(`${name}: ${done} of ${all} kills\n`);
  };

function numberOf(asked: readonly string[], name: string): number | null {
  const found = asked.find((word) => word.startsWith(`--${name}=`));
  return found === undefined ? null : Number(found.slice(name.length + 3));
}
