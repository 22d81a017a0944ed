/** Medians over the rounds, and ratios taken inside each round: the machine changes speed, a round less so. */
import type { FanOut, FanOutCell } from './fan-out.ts';
import type { Idle } from './idle.ts';
import type { Round } from './index.ts';
import type { Opening } from './open.ts';
import type { ContestantName } from './processes.ts';
import { median } from './times.ts';

type Figures<Kind> = { readonly [Key in keyof Kind]: number };
/** Ours to each peer, in the same round: below 1 is better. */
type Ratio = {
  readonly of: ContestantName;
  readonly to: ContestantName;
  readonly ratio: number;
  readonly rounds: number;
};

export type Summary = {
  readonly fanOut: readonly {
    readonly cell: FanOutCell;
    readonly contestants: Partial<Record<ContestantName, Figures<FanOut>>>;
    /** Processor time per delivery, PostgreSQL included. */
    readonly ratios: readonly Ratio[];
  }[];
  readonly opening: Partial<Record<ContestantName, Figures<Opening>>>;
  readonly openingRatios: Partial<Record<keyof Opening, readonly Ratio[]>>;
  readonly idle: Partial<Record<ContestantName, Figures<Idle>>>;
  readonly idleRatios: Partial<Record<keyof Idle, readonly Ratio[]>>;
  readonly failed: readonly string[];
};

const OURS: readonly ContestantName[] = ['ours, durable', 'ours, memory'];
const PEERS: readonly ContestantName[] = [
  'Hocuspocus',
  'Hocuspocus, 20 ms',
  'y-websocket',
  'ws relay',
  'shared frame',
];

export function summarise(rounds: readonly Round[], cells: readonly FanOutCell[]): Summary {
  const names = [...OURS, ...PEERS];
  return {
    fanOut: cells.map((cell) => {
      const measured = rounds.filter(
        (each) => each.cell?.clients === cell.clients && each.cell.perSecond === cell.perSecond,
      );
      return {
        cell,
        contestants: perContestant(names, measured, ({ fanOut }) => fanOut),
        ratios: ratios(
          measured,
          ({ fanOut }) => fanOut && fanOut.cpuPerDelivery + fanOut.postgresPerDelivery,
        ),
      };
    }),
    opening: perContestant(names, rounds, (each) => each.opening),
    openingRatios: {
      cold: ratios(rounds, (each) => each.opening?.cold),
      warm: ratios(rounds, (each) => each.opening?.warm),
      burstLast: ratios(rounds, (each) => each.opening?.burstLast),
      burstCpu: ratios(rounds, ({ opening }) => opening && opening.burstCpu + opening.burstPostgres),
    },
    idle: perContestant(names, rounds, (each) => each.idle),
    idleRatios: {
      connectionKb: ratios(rounds, (each) => each.idle?.connectionKb),
      documentMb: ratios(rounds, (each) => each.idle?.documentMb),
    },
    failed: rounds.flatMap(({ failed, contestant }) =>
      failed === undefined ? [] : [`${contestant}, ${failed}`],
    ),
  };
}

function perContestant<Kind extends object>(
  names: readonly ContestantName[],
  rounds: readonly Round[],
  figuresOf: (round: Round) => Figures<Kind> | undefined,
): Partial<Record<ContestantName, Figures<Kind>>> {
  const found: Partial<Record<ContestantName, Figures<Kind>>> = {};
  for (const name of names) {
    const all = rounds
      .filter((each) => each.contestant === name)
      .map(figuresOf)
      .filter((figures) => figures !== undefined);
    const [first] = all;
    if (first) found[name] = mapFigures<Kind>(first, (key) => rounded(median(all.map((each) => each[key]))));
  }
  return found;
}

function mapFigures<Kind extends object>(
  like: Figures<Kind>,
  value: (key: keyof Kind) => number,
): Figures<Kind> {
  const figures: { [Key in keyof Kind]: number } = { ...like };
  for (const key in like) figures[key] = value(key);
  return figures;
}

function ratios(rounds: readonly Round[], figureOf: (round: Round) => number | undefined): Ratio[] {
  const figure = (name: ContestantName, round: number): number | undefined => {
    const found = rounds.find(
      (each) => each.contestant === name && each.round === round && figureOf(each) !== undefined,
    );
    return found && figureOf(found);
  };
  const numbers = [...new Set(rounds.map(({ round }) => round))];
  return OURS.flatMap((of) =>
    PEERS.flatMap((to) => {
      const pairs = numbers.flatMap((round) => {
        const [mine, theirs] = [figure(of, round), figure(to, round)];
        return mine !== undefined && theirs ? [mine / theirs] : [];
      });
      return pairs.length === 0 ? [] : [{ of, to, ratio: rounded(median(pairs)), rounds: pairs.length }];
    }),
  );
}

export function table(summary: Summary): string {
  const lines: string[] = [];
  const names = [...OURS, ...PEERS];
  lines.push(
    '',
    '| fan-out: µs + PostgreSQL per delivery · p50/p95 ms |',
    '',
    row(['', ...names]),
    row(['---', ...names.map(() => '---')]),
  );
  for (const { cell, contestants } of summary.fanOut) {
    const cells = names.map((name) => {
      const found = contestants[name];
      if (!found) return '–';
      const postgres = found.postgresPerDelivery > 0 ? ` + ${found.postgresPerDelivery}` : '';
      return `${found.cpuPerDelivery}${postgres} · ${found.p50}/${found.p95}${found.lost > 0 ? ` lost ${found.lost}` : ''}${found.loadPercent > 90 ? ' *' : ''}${found.othersPercent > 20 ? ' ~' : ''}`;
    });
    lines.push(row([`${cell.clients} × ${cell.perSecond}/s`, ...cells]));
  }
  lines.push('', 'ratio of processor time, PostgreSQL included (medians of ratios within a round)', '');
  lines.push(row(['', ...OURS.flatMap((of) => PEERS.map((to) => `${of} : ${to}`))]));
  for (const { cell, ratios: found } of summary.fanOut) {
    lines.push(row([`${cell.clients} × ${cell.perSecond}/s`, ...inOrder(found)]));
  }
  for (const [what, found] of Object.entries(summary.openingRatios))
    lines.push(row([`open, ${what}`, ...inOrder(found)]));
  for (const [what, found] of Object.entries(summary.idleRatios))
    lines.push(row([`idle, ${what}`, ...inOrder(found)]));
  lines.push('', 'open: ms · idle: memory', '');
  lines.push(
    row([
      '',
      'cold',
      'warm',
      'burst p50',
      'burst last',
      'processor each',
      'connection kB',
      'document MB',
      'left MB',
    ]),
  );
  for (const name of names) {
    const opened = summary.opening[name];
    const still = summary.idle[name];
    lines.push(
      row([
        name,
        ...[opened?.cold, opened?.warm, opened?.burstP50, opened?.burstLast].map(orDash),
        opened ? `${opened.burstCpu} + ${opened.burstPostgres}` : '–',
        ...[still?.connectionKb, still?.documentMb, still?.leftMb].map(orDash),
      ]),
    );
  }
  for (const failed of summary.failed) lines.push(`failed: ${failed}`);
  lines.push(
    '',
    '* the load generator was near its limit; ~ others used over 20 % of the server\'s core: repeat; "lost": not delivered within 5 s of the last keystroke',
  );
  return lines.join('\n');
}

const inOrder = (found: readonly Ratio[]): string[] =>
  OURS.flatMap((of) =>
    PEERS.map((to) => String(found.find((each) => each.of === of && each.to === to)?.ratio ?? '–')),
  );

const orDash = (figure: number | undefined): string => figure?.toString() ?? '–';
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const rounded = (value: number): number => Number(value.toPrecision(3));
