/**
 * `npm run bench -- subscriptions`: "a comment was added" to many listeners of forty audiences, by our server and by its
 * peers. What a delivery costs at the same pace; how many a second arrive before they are late; what a thousand who only
 * listen hold in memory. Contestants take turns within each round, servers on processor 0, listeners on processor 1;
 * figures are medians, ratios are taken within a round.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { median } from '../sync/times.ts';
import { pinSelf } from '../sync/processes.ts';
import { installPeers } from './peers.ts';
import { comeAndListen, type Crowd, type Telling } from './subscribers.ts';
import { startTeller, tellers, type Teller, type TellerName } from './tellers.ts';

const CROWDS = [200, 1_000, 3_000] as const;
/** Deliveries a second at which costs are compared: the peers' limit. */
const PACE = 10_000;
const LATE_MS = 250;
const HIGHEST = 320_000;
/** Nobody's limit is below. */
const LOWEST = PACE / 8;
/** Apart by less than that, two paces are the same. */
const PRECISION = 1.15;
const IDLE = 1_000;

type Cell = Telling & { readonly contestant: TellerName; readonly round: number; readonly listeners: number };
type Limit = {
  readonly contestant: TellerName;
  readonly round: number;
  /** The highest pace at which all arrived in time, and what arrived at it; 0: none. */
  readonly deliveredPerSecond: number;
  readonly p95: number;
  /** The load generator was busier than the server: the true limit is higher. */
  readonly byLoad: boolean;
};
type Idle = { readonly contestant: TellerName; readonly bytesEach: number };

export async function subscriptionsBench(argv: readonly string[], say: (line: string) => void) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '3' },
      only: { type: 'string' },
      crowds: { type: 'string' },
      limits: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  const asked = values.only?.split('/') ?? tellers;
  const names = tellers.filter((name) => asked.includes(name));
  const crowds = values.crowds?.split(',').map(Number) ?? CROWDS;
  installPeers();
  pinSelf(1);
  const cells: Cell[] = [];
  const limits: Limit[] = [];
  const idle: Idle[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const [index] of names.entries()) {
      const contestant = names[(index + round) % names.length] ?? 'ours';
      const teller = await startTeller(contestant);
      try {
        idle.push({ contestant, bytesEach: await heldByIdle(teller) });
        for (const listeners of crowds.filter((many) => PACE / many <= teller.mostPerSecond)) {
          const crowd = await comeAndListen(teller, listeners);
          try {
            const cell = await crowd.told(PACE / listeners, seconds);
            cells.push({ contestant, round, listeners, ...cell });
            say(`${round} ${contestant.padEnd(20)} ${listeners} ${spelled(cell)}`);
            if (listeners !== IDLE || !values.limits) continue;
            const known = limits.findLast((limit) => limit.contestant === contestant)?.deliveredPerSecond;
            // A little below what it was in an earlier round, whose neighbours are near: half of the time goes here.
            const from = known
              ? { pace: known / PRECISION, step: PRECISION }
              : { pace: isInTime(cell) ? PACE * 2 : PACE / 2, step: 2 };
            const limit = await limitOf(crowd, listeners, seconds, say, from);
            limits.push({ contestant, round, ...limit });
            say(
              `${round} ${contestant.padEnd(20)} at most ${limit.deliveredPerSecond}/s, p95 ${limit.p95} ms`,
            );
          } finally {
            crowd.leave();
            await pause(500);
          }
        }
      } finally {
        await teller.stop();
      }
    }
  }
  const summary = summarise(names, cells, limits, idle);
  for (const line of table(names, crowds, summary)) say(line);
  return {
    whole: rounds >= 3 && names.length === tellers.length && values.limits && !values.crowds,
    machine: {
      node: process.version,
      processor: cpus()[0]?.model ?? 'unknown',
      processors: availableParallelism(),
      load: loadavg().map((each) => Math.round(each * 10) / 10),
    },
    settings: { rounds, seconds, deliveriesPerSecond: PACE, lateMs: LATE_MS, audiences: 40 },
    summary,
    cells,
    limits,
    idle,
  };
}

const spelled = (cell: Telling): string =>
  JSON.stringify(Object.fromEntries(Object.entries(cell).map(([key, value]) => [key, tenths(value)])));
const tenths = (value: number): number => Math.round(value * 10) / 10;
const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** Bytes that each of a thousand who only listen keeps busy, after as many have come and gone. */
async function heldByIdle(teller: Teller): Promise<number> {
  // Room that was made for the first thousand stays when they leave, and is no listener's.
  (await comeAndListen(teller, IDLE)).leave();
  await pause(1_000);
  const before = await teller.memory();
  const crowd = await comeAndListen(teller, IDLE);
  const after = await teller.memory();
  crowd.leave();
  await pause(1_000);
  return Math.round((after - before) / IDLE);
}

const isInTime = ({ lost, p95 }: Telling): boolean => lost === 0 && p95 <= LATE_MS;

/** Goes up while all arrive in time, or down while they don't, by so large steps; then looks between. */
async function limitOf(
  crowd: Crowd,
  listeners: number,
  seconds: number,
  say: (line: string) => void,
  from: { readonly pace: number; readonly step: number },
): Promise<Omit<Limit, 'contestant' | 'round'>> {
  let best = { deliveredPerSecond: 0, p95: 0, byLoad: false };
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  const isFound = (): boolean => low > 0 && high / low <= PRECISION * 1.01;
  for (let pace = Math.round(from.pace); pace >= LOWEST && pace <= HIGHEST && !isFound();) {
    // Who closes the sockets of those who can't keep up has been at its limit before.
    const cell = await crowd.told(pace / listeners, seconds).catch((error: unknown) => {
      say(`    ${pace}/s: ${String(error)}`);
      return null;
    });
    if (!cell) break;
    say(`    ${pace}/s: ${spelled(cell)}`);
    if (isInTime(cell)) {
      low = pace;
      best = { deliveredPerSecond: pace, p95: cell.p95, byLoad: false };
    } else {
      high = pace;
      best = { ...best, byLoad: cell.loadPercent > 90 && cell.loadPercent > cell.serverPercent };
    }
    if (high === Number.POSITIVE_INFINITY) pace = Math.round(low * from.step);
    else if (low === 0) pace = Math.round(high / from.step);
    else pace = Math.round(Math.sqrt(low * high));
  }
  return best;
}

type Figures = {
  /** By number of listeners. */
  readonly cpuPerDelivery: Record<number, number>;
  readonly toBare: Record<number, number>;
  readonly p50: Record<number, number>;
  readonly p95: Record<number, number>;
  readonly postgresPerDelivery: Record<number, number>;
  readonly deliveredPerSecond: number;
  readonly toApollo: number;
  readonly idleKb: number;
};
type Summary = Record<string, Figures>;

function summarise(
  names: readonly TellerName[],
  cells: readonly Cell[],
  limits: readonly Limit[],
  idle: readonly Idle[],
): Summary {
  const all = [...new Set(cells.map(({ round }) => round))];
  const counts = [...new Set(cells.map(({ listeners }) => listeners))];
  const cellOf = (name: TellerName, round: number, listeners: number): Cell | undefined =>
    cells.find((cell) => cell.contestant === name && cell.round === round && cell.listeners === listeners);
  const limitIn = (name: TellerName, round: number): number =>
    limits.find((limit) => limit.contestant === name && limit.round === round)?.deliveredPerSecond ??
    Number.NaN;
  return Object.fromEntries(
    names.map((name) => {
      const over = (read: (cell: Cell) => number): Record<number, number> =>
        Object.fromEntries(
          counts.map((listeners) => [
            listeners,
            hundredths(
              median(
                all.flatMap((round) => {
                  const cell = cellOf(name, round, listeners);
                  return cell ? [read(cell)] : [];
                }),
              ),
            ),
          ]),
        );
      return [
        name,
        {
          cpuPerDelivery: over(({ cpuPerDelivery }) => cpuPerDelivery),
          postgresPerDelivery: over(({ postgresPerDelivery }) => postgresPerDelivery),
          toBare: over(
            ({ cpuPerDelivery, round, listeners }) =>
              cpuPerDelivery / (cellOf('bare ws', round, listeners)?.cpuPerDelivery ?? Number.NaN),
          ),
          p50: over(({ p50 }) => p50),
          p95: over(({ p95 }) => p95),
          deliveredPerSecond: median(all.map((round) => limitIn(name, round))),
          toApollo: hundredths(
            median(all.map((round) => limitIn(name, round) / limitIn('Apollo + graphql-ws', round))),
          ),
          idleKb: tenths(
            median(idle.filter(({ contestant }) => contestant === name).map((each) => each.bytesEach)) / 1024,
          ),
        },
      ];
    }),
  );
}

function* table(names: readonly TellerName[], crowds: readonly number[], summary: Summary): Iterable<string> {
  const row = (title: string, read: (figures: Figures) => string): string =>
    `| ${[title, ...names.map((name) => (summary[name] ? read(summary[name]) : ''))].join(' | ')} |`;
  yield row('', () => '').replace(/\|.*/, `| | ${names.join(' | ')} |`);
  yield `| --- | ${names.map(() => '---').join(' | ')} |`;
  for (const crowd of crowds)
    yield row(
      `${crowd} listeners, 10,000 deliveries/s: µs each (to bare ws); p50/p95 ms`,
      ({ cpuPerDelivery, toBare, p50, p95 }) =>
        Number.isNaN(cpuPerDelivery[crowd] ?? Number.NaN)
          ? '–'
          : `${tenths(cpuPerDelivery[crowd] ?? 0)} (${toBare[crowd] ?? ''}); ${tenths(p50[crowd] ?? 0)}/${tenths(p95[crowd] ?? 0)}`,
    );
  yield row(
    '1,000 listeners, deliveries/s before p95 is over 250 ms (to Apollo)',
    (figures) => `${figures.deliveredPerSecond} (${figures.toApollo} ×)`,
  );
  yield row('held by each idle listener', ({ idleKb }) => `${idleKb} kB`);
}
