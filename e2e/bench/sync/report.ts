/** Medians over the rounds, and ratios taken inside each round: the machine changes speed, a round less so. */
import type { FanOut, FanOutCell } from './fan-out.ts';
import type { Idle } from './idle.ts';
import type { Round } from './index.ts';
import type { Nodes } from './nodes.ts';
import type { Opening } from './open.ts';
import type { PresenceFigures } from './presence.ts';
import type { ContestantName } from './processes.ts';
import { median } from './times.ts';

export type Figures<Kind> = { readonly [Key in keyof Kind]: number };
/** Ours to each peer, in the same round: below 1 is better. */
export type Ratio = {
  readonly of: ContestantName;
  readonly to: ContestantName;
  readonly ratio: number;
  readonly rounds: number;
};

type PerContestant<Kind> = Partial<Record<ContestantName, Figures<Kind>>>;

export type Summary = {
  readonly fanOut: readonly {
    readonly cell: FanOutCell;
    readonly contestants: PerContestant<FanOut>;
    /** Processor time per delivery, PostgreSQL included. */
    readonly ratios: readonly Ratio[];
  }[];
  readonly opening: PerContestant<Opening>;
  readonly openingRatios: Partial<Record<keyof Opening, readonly Ratio[]>>;
  readonly presence: PerContestant<PresenceFigures>;
  readonly presenceRatios: Partial<Record<keyof PresenceFigures, readonly Ratio[]>>;
  readonly idle: PerContestant<Idle>;
  readonly idleRatios: Partial<Record<keyof Idle, readonly Ratio[]>>;
  readonly nodes: Partial<Record<keyof Nodes, number>>;
  readonly failed: readonly string[];
};

export const OURS: readonly ContestantName[] = ['ours, durable', 'ours, memory'];
export const PEERS: readonly ContestantName[] = [
  'Hocuspocus',
  'Hocuspocus, 20 ms',
  'y-websocket',
  'ws relay',
  'shared frame',
];

export function summarise(rounds: readonly Round[]): Summary {
  const cells = new Map(
    rounds.flatMap(({ cell }) => (cell ? [[`${cell.clients}x${cell.perSecond}`, cell] as const] : [])),
  );
  return {
    fanOut: [...cells.values()].map((cell) => {
      const measured = rounds.filter(
        (each) => each.cell?.clients === cell.clients && each.cell.perSecond === cell.perSecond,
      );
      return {
        cell,
        contestants: perContestant(measured, ({ fanOut }) => fanOut),
        ratios: ratios(
          measured,
          ({ fanOut }) => fanOut && fanOut.cpuPerDelivery + fanOut.postgresPerDelivery,
        ),
      };
    }),
    opening: perContestant(rounds, (each) => each.opening),
    openingRatios: {
      cold: ratios(rounds, (each) => each.opening?.cold),
      warm: ratios(rounds, (each) => each.opening?.warm),
      burstLast: ratios(rounds, (each) => each.opening?.burstLast),
      burstCpu: ratios(rounds, ({ opening }) => opening && opening.burstCpu + opening.burstPostgres),
    },
    presence: perContestant(rounds, (each) => each.presence),
    presenceRatios: {
      cpuPercent: ratios(rounds, (each) => each.presence?.cpuPercent),
      megabytesPerSecond: ratios(rounds, (each) => each.presence?.megabytesPerSecond),
    },
    idle: perContestant(rounds, (each) => each.idle),
    idleRatios: {
      connectionKb: ratios(rounds, (each) => each.idle?.connectionKb),
      documentMb: ratios(rounds, (each) => each.idle?.documentMb),
    },
    nodes: nodeFigures(rounds.flatMap(({ nodes }) => nodes ?? [])),
    failed: rounds.flatMap(({ failed, contestant }) =>
      failed === undefined ? [] : [`${contestant}, ${failed}`],
    ),
  };
}

function nodeFigures(measured: readonly Nodes[]): Summary['nodes'] {
  if (measured.length === 0) return {};
  const middle = (of: (each: Nodes) => number): number => rounded(median(measured.map(of)));
  return {
    onePercent: middle((each) => each.onePercent),
    busierPercent: middle((each) => each.busierPercent),
    carries: middle((each) => each.carries),
    onePostgresPercent: middle((each) => each.onePostgresPercent),
    twoPostgresPercent: middle((each) => each.twoPostgresPercent),
    oneP95: middle((each) => each.oneP95),
    twoP95: middle((each) => each.twoP95),
    lost: middle((each) => each.lost),
  };
}

function perContestant<Kind extends object>(
  rounds: readonly Round[],
  figuresOf: (round: Round) => Figures<Kind> | undefined,
): PerContestant<Kind> {
  const found: PerContestant<Kind> = {};
  for (const name of [...OURS, ...PEERS]) {
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

const rounded = (value: number): number => Number(value.toPrecision(3));
