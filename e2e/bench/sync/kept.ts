/**
 * The figures that are kept: `results/sync.json`. Parts may be measured apart, each at its own commit; what was measured
 * earlier stays until it is measured again.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Part, Round, SyncBench } from './index.ts';
import { summarise, type Summary } from './report.ts';

export type Kept = {
  readonly bench: 'sync';
  readonly measured: Partial<Record<Part, Measured>>;
  readonly summary: Summary;
  readonly rounds: readonly Round[];
};

type Measured = {
  readonly date: string;
  readonly commit: string;
} & Pick<SyncBench, 'machine' | 'settings'>;

const folder = new URL('../results/', import.meta.url);
const file = new URL('sync.json', folder);

/** Null when nothing was measured yet. */
export function kept(): Kept | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : null;
}

export function keep(result: SyncBench, date: string, commit: string): Kept {
  const before = kept();
  const measured = { ...before?.measured };
  const { machine, settings } = result;
  for (const part of result.parts) measured[part] = { date, commit, machine, settings };
  const earlier = before?.rounds.filter(({ part }) => !result.parts.includes(part)) ?? [];
  const rounds = [...earlier, ...result.rounds];
  const whole: Kept = { bench: 'sync', measured, summary: summarise(rounds), rounds };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
  return whole;
}
